"""`kiosk setup`: sets a station up, asked in the terminal, in a window, or answered from a file."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from getpass import getpass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.attached import ThisMachine
from kiosk.clock import SystemClock
from kiosk.setup.answers import read_answers, set_up
from kiosk.setup.errors import NotEnrolled, SetupError, TrialFailed, Unfinished
from kiosk.setup.guide import Guide
from kiosk.setup.terminal import Conversation
from kiosk.setup.trials import RealTrials
from kiosk.setup.words import said

INSTALLED = Path("/etc/kiosk/station.toml")


class Tongue(StrEnum):
    """The languages setup speaks."""

    VI = "vi"
    EN = "en"


def setup(
    config: Annotated[
        Path, typer.Option("--config", help="The station's TOML file, new or to be changed.")
    ] = INSTALLED,
    answers: Annotated[
        Path | None, typer.Option("--answers", help="Ask nobody: a TOML file answers. See docs/hospital-it.md.")
    ] = None,
    window: Annotated[bool, typer.Option("--window", help="In a window, with the camera's live picture.")] = False,
    language: Annotated[Tongue, typer.Option("--language", help="What it speaks.")] = Tongue.VI,
) -> None:
    """Find the devices, try each, ask what is missing, and write the file; exit 1 when something did not do."""
    if window:
        if answers is not None:
            _fail("--window and --answers do not go together", 2)
        command = [sys.executable, "-m", "ui.it", "--config", str(config), "--language", language.value]
        raise typer.Exit(subprocess.run(command, check=False).returncode)
    line = _Terminal()
    try:
        given = read_answers(answers) if answers is not None else None
        guide = Guide(config, ThisMachine(), RealTrials(SystemClock()), SystemClock())
        conversation = Conversation(guide, line, language.value)
        saved = set_up(guide, given) if given is not None else conversation.run()
    except EOFError:
        _fail("nobody answers; give --answers FILE to set up without anybody", 2)
    except (TrialFailed, Unfinished, NotEnrolled) as error:
        _fail(str(error), 1)
    except SetupError as error:
        _fail(str(error), 2)
    except OSError as error:
        _fail(f"{error.filename} cannot be written ({error.strerror}); are you root?", 2)
    if saved is None:
        _fail(said("not_saved", language.value), 1)
    conversation.tell_saved(saved)


class _Terminal:
    """`Line` on this terminal."""

    def ask(self, prompt: str) -> str:
        """See `Line`."""
        return input(prompt)

    def hidden(self, prompt: str) -> str:
        """See `Line`."""
        return getpass(prompt) if sys.stdin.isatty() else input(prompt)

    def say(self, text: str) -> None:
        """See `Line`."""
        print(text, flush=True)


def _fail(why: str, code: int) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
