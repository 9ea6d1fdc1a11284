"""Files that a station and a hub write whole are whole after a power cut at any call, and there once they are done."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from kiosk import files
from kiosk.campaign.power.files import after_cuts, finished
from kiosk.campaign.power.writers import NEW, OLD, WRITERS, files_trial


@pytest.mark.parametrize("seed", range(2 * len(WRITERS)), ids=lambda seed: f"{sorted(WRITERS)[seed % len(WRITERS)]}")
def test_a_power_cut_leaves_the_old_file_or_the_new_one(seed: int) -> None:
    assert files_trial(seed) == ()


def old(folder: Path) -> None:
    (folder / "file").write_bytes(OLD)


def holds(folder: Path) -> str:
    return "" if (folder / "file").read_bytes() in (OLD, NEW) else "half a file"


def is_new(folder: Path) -> str:
    return "" if (folder / "file").read_bytes() == NEW else "it went back"


def in_place(folder: Path) -> None:
    (folder / "file").write_bytes(NEW)


def not_synced(folder: Path) -> None:
    (folder / "beside").write_bytes(NEW)
    os.replace(folder / "beside", folder / "file")  # noqa: PTH105 - the call that is watched


def not_named(folder: Path) -> None:
    (folder / "beside").write_bytes(NEW)
    files.sync(folder / "beside")
    os.replace(folder / "beside", folder / "file")  # noqa: PTH105


def test_the_trials_find_who_writes_in_place_or_syncs_too_little() -> None:
    for careless in (in_place, not_synced):
        assert any(after_cuts(Random(seed), careless, holds, old) for seed in range(8))
    assert after_cuts(Random(1), not_named, holds, old) == ""
    assert finished(Random(1), not_named, is_new, old)
    assert finished(Random(1), lambda folder: files.write_whole(folder / "file", NEW, 0o600), is_new, old) == ""


def test_a_file_is_for_whom_it_is_meant_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "file", b"1", 0o600)
    files.write_whole(tmp_path / "file", b"2", 0o644)
    [file] = tmp_path.iterdir()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"2", 0o644)
