"""The hub's settings lie over a station's own file; what only the machine can know stays the machine's."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import load_config
from kiosk.config.effective import effective
from kiosk.config.overlay import CONFIGURATION, IDENTITY_FOLDER, OverlayInvalid, read_overlay

OWN = """
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "01999"
journal = "journal.db"
[printer]
kind = "picture"
path = "slips"
[policy]
idle_s = 60
"""


def station(folder: Path, overlay: str | None) -> Path:
    (folder / "station.toml").write_text(OWN, encoding="utf-8")
    if overlay is not None:
        (folder / IDENTITY_FOLDER).mkdir()
        (folder / IDENTITY_FOLDER / CONFIGURATION).write_text(overlay, encoding="utf-8")
    return folder / "station.toml"


def test_the_hub_s_settings_are_in_effect_and_named_as_its_own(tmp_path: Path) -> None:
    config = load_config(station(tmp_path, "[policy]\nidle_s = 40\nface_tries = 2\n"))
    assert (config.policy.idle_s, config.policy.face_tries, config.station.id) == (40, 2, "K03")
    origins = {setting.path: setting.origin for setting in effective(config)}
    assert (origins["policy.idle_s"], origins["station.id"], origins["policy.ticket_s"]) == ("hub", "file", "default")


@pytest.mark.parametrize("overlay", ["[policy]\nidle_s = 1\n", "[nothing]\n", "no toml", '[his]\nkind = "fhir"\n'])
def test_a_configuration_that_cannot_be_used_never_keeps_a_station_from_serving(tmp_path: Path, overlay: str) -> None:
    assert load_config(station(tmp_path, overlay)).policy.idle_s == 60


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        ('[station]\nid = "K04"\n', "station.id is set at the station itself"),
        ('[station]\njournal = "other.db"\n', "station.journal is set at the station itself"),
        ('[hub]\nurl = "https://elsewhere"\n', "hub.url is set at the station itself"),
        ('[his]\nhis_secret = "x"\n', "secrets are never"),
        ("[policy]\nidle = 40\n", "there is no setting policy.idle"),
        ("[policies]\nidle_s = 40\n", "there is no section"),
        ('[policy]\nidle_s = "40"\n', "policy.idle_s"),
        ("[policy]\nidle_s = 4\n", "policy.idle_s"),
        ("policy = 4\n", "policy is no table"),
        ("[policy\n", "no TOML"),
        ("#" * 300_000, "256 KiB"),
    ],
)
def test_what_cannot_be_laid_over_is_named(overlay: str, said: str) -> None:
    with pytest.raises(OverlayInvalid, match=said):
        read_overlay(overlay)


def test_every_other_setting_can_be_the_hub_s() -> None:
    text = '[printer]\nkind = "escpos-network"\nhost = "10.0.0.9"\n[station]\nlanguages = ["vi", "en"]\n'
    assert read_overlay(text)["printer"]["host"] == "10.0.0.9"
