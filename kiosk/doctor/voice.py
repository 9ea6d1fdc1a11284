"""Checks of what a station says and writes: a voice for each language, letters for each script."""

from __future__ import annotations

import re
import shutil
import subprocess

from kiosk.audio.wording import wording
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.printing.words import words_of

INSTALL_VOICE = "apt-get install espeak-ng alsa-utils"
INSTALL_LETTERS = "apt-get install fonts-noto-cjk"


def letters(config: StationConfig, _clock: Clock) -> Finding:
    """The letters of every language offered; what is printed without them is printed in English."""
    offered = config.station.languages
    scripts = {language: words_of(language).typeface for language in offered}
    missing = [language for language, typeface in scripts.items() if typeface is not None and not typeface.here]
    if missing:
        return warn(f"no letters for {', '.join(missing)}: its slips are in English", INSTALL_LETTERS)
    return ok(", ".join(offered))


def voice(config: StationConfig, _clock: Clock) -> Finding:
    """What says the audio guidance: recordings, and a synthesizer that knows the languages offered."""
    audio = config.audio
    if not audio.on:
        return skipped("this station has no audio guidance")
    if audio.recordings is not None and not audio.recordings.is_dir():
        return warn(f"there are no recordings at {audio.recordings}", "copy them there, or take audio.recordings out")
    if shutil.which("aplay") is None:
        return fail("nothing plays sound here", INSTALL_VOICE)
    if audio.synthesizer == "none":
        return ok("recordings alone")
    if shutil.which("espeak-ng") is None:
        return fail("the voice is not installed", INSTALL_VOICE)
    known, silent = _voices(), []
    for language in config.station.languages:
        words = wording(language)
        if words is not None and words.voice and words.voice not in known:
            silent.append(language)
    if silent:
        return warn(f"the voice does not know {', '.join(silent)}", "apt-get install --reinstall espeak-ng-data")
    return ok("espeak-ng" + (", after recordings" if audio.recordings else ""))


def _voices() -> frozenset[str]:
    """What espeak-ng calls the languages it speaks: each voice's own, and the others it is taken for, `(fr 5)`."""
    done = subprocess.run(["espeak-ng", "--voices"], capture_output=True, text=True, timeout=5, check=True)
    lines = [line for line in done.stdout.splitlines()[1:] if line.strip()]
    return frozenset(name for line in lines for name in (line.split()[1], *re.findall(r"\(([\w-]+) \d+\)", line)))
