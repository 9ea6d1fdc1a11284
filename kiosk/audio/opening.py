"""The speaker and the keys of a station, from its file."""

from __future__ import annotations

from pathlib import Path

from kiosk.audio.playing import Commands, PlayingSpeaker
from kiosk.audio.speaker import Silence, Speaker
from kiosk.config import load_config
from kiosk.config.model import Audio

OGG_DRIVER = ("-d", "alsa", "-o")


def open_voice(config_path: Path) -> tuple[Speaker, dict[str, str]]:
    """The station's speaker, and what its keypad types for what (`next` -> `Down`).

    :raises ConfigError: as `load_config`.
    """
    config = load_config(config_path)
    return open_speaker(config.audio), config.keypad.model_dump()


def open_speaker(audio: Audio) -> Speaker:
    """Recordings, a synthesizer for the rest, or silence."""
    if not audio.on:
        return Silence()
    usual = Commands()
    device: tuple[str, ...] = ()
    ogg_device: tuple[str, ...] = ()
    if audio.device is not None:
        device, ogg_device = ("-D", audio.device), (*OGG_DRIVER, f"dev:{audio.device}")
    return PlayingSpeaker(
        Commands(
            player=(*usual.player, *device),
            ogg_player=(*usual.ogg_player, *ogg_device),
            synthesizer=usual.synthesizer if audio.synthesizer == "espeak-ng" else (),
            mixer=tuple(audio.mixer if word == "Master" else word for word in usual.mixer),
        ),
        audio.recordings,
    )
