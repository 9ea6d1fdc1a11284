"""One person of the day is read out and erased: what they get holds theirs alone, what is left nothing of it."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kiosk.cli.data import app
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.station.records import station_codec

JOURNALS = {"station": station_codec, "hub": hub_codec}


@dataclass
class Held:
    """What a journal at rest holds sealed: by row its visit and its bytes, and by visit its wrapped key."""

    sealed: dict[int, tuple[str, bytes]]
    keys: dict[str, bytes]


def held(file: Path, master: MasterKey) -> dict[str, Held]:
    """Of both journals, whose chains hold."""
    config = load_config(file)
    found = {}
    for what, codec in JOURNALS.items():
        path = config.station.journal if what == "station" else config.hub.journal
        assert path is not None
        with closing(Journal.look(path, codec(), master, SystemClock())) as journal:
            assert journal.verify().whole
            sealed = {row.seq: (row.subject, row.ciphertext) for row in journal.stored_rows() if row.ciphertext}
            keys = dict(journal._connection.execute("SELECT subject, wrapped FROM subject_key"))
            found[what] = Held(sealed, keys)
    return found


def run(*arguments: str, number: str) -> tuple[int, Any]:
    done = CliRunner().invoke(app, [*arguments, "--number", "-", "--json"], input=f"{number}\n")
    assert number not in done.output
    return done.exit_code, json.loads(done.stdout) if done.stdout.startswith("{") else {}


def read_out_and_erased(file: Path, master: MasterKey, mine: str, others: set[str], to: Path) -> None:
    """:param others: numbers and names that are not theirs."""
    before = held(file, master)
    code, said = run("export", "--config", str(file), "--to", str(to), number=mine)
    assert (code, len(said["visits"])) == (0, 1)
    [visit] = said["visits"]
    plain = Path(said["files"][0]).read_text(encoding="utf-8")
    told = json.loads(plain)["held"]
    assert mine in plain
    assert not [one for one in others if one in plain]
    theirs = {seq for seq, (subject, _) in before["station"].sealed.items() if subject == visit}
    assert {row["row"] for row in told["station"] if row["personal"]} == theirs, "all of theirs"
    at_hub = {row["row"] for row in told["hub"] if row["personal"]}
    assert {seq for seq, (subject, _) in before["hub"].sealed.items() if subject == visit} <= at_hub
    code, said = run("erase", "--config", str(file), "--visit", visit, number=mine)
    assert said["station"]["kept"] == {}
    assert set(said["hub"]["kept"]) <= {"open", "posting"}, said
    after = held(file, master)
    gone = {what: set(before[what].sealed) - set(after[what].sealed) for what in JOURNALS}
    assert gone["station"] == theirs
    assert gone["hub"] <= at_hub
    for what in JOURNALS:
        for seq, part in after[what].sealed.items():
            assert before[what].sealed.get(seq, part) == part, "the others are as they were"
        lost = set(before[what].keys) - set(after[what].keys)
        whole = b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{what}.db*")))
        assert not [key for subject in lost if (key := before[what].keys[subject])[12:44] in whole]
    assert visit not in after["station"].keys
    left = {row["of"] for row in told["hub"] if row["row"] in after["hub"].sealed}
    assert bool(left) == bool(said["hub"]["kept"])
    if not left:
        assert run("export", "--config", str(file), "--to", str(to), number=mine) == (1, {})
