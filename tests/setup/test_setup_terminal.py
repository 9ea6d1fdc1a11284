"""Setup asked and answered in the terminal: devices by number, trials told, a wrong answer asked again."""

from __future__ import annotations

from pathlib import Path

import pytest
from setup_bench import Typist, guide

from kiosk.attached import SimulatedMachine
from kiosk.config import load_config
from kiosk.doctor.check import fail
from kiosk.setup.pages import PAGES
from kiosk.setup.simulated import SimulatedTrials
from kiosk.setup.terminal import Conversation
from kiosk.setup.words import TEXTS

STATION = ("Bệnh viện Mẫu", "Máy 03", "03", "01010", "", "")
READER = ("1", "")
CAMERA = ("1", "")
PRINTER = ("1", "c")
SCREEN = ("1",)
HIS = ("http://127.0.0.1:8100", "KIOSK", "a-secret")
HUB = ("", "", "", "a-token")
SAVE = ("c",)
ALL = (*STATION, *READER, *CAMERA, *PRINTER, *SCREEN, *HIS, *HUB, *SAVE)


def talk(file: Path, typed: tuple[str, ...], **more: object) -> tuple[Typist, bool]:
    typist = Typist(typed)
    conversation = Conversation(guide(file, **more), typist, "vi")  # type: ignore[arg-type]
    saved = conversation.run()
    if saved is not None:
        conversation.tell_saved(saved)
    return typist, saved is not None


def test_a_station_is_set_up_by_answering(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    typist, saved = talk(file, ALL)
    assert saved
    config = load_config(file)
    assert (config.station.name, config.his.merchant_id) == ("Máy 03", "KIOSK")
    assert "a-secret" not in typist.told
    assert "niêm phong" in typist.told
    assert f"kiosk doctor --config {file}" in typist.told


def test_a_second_time_enter_keeps_everything(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    talk(file, ALL)
    before = file.read_bytes()
    enter = ("",) * 6
    typist, saved = talk(file, (*enter, "", "", "", "", "", "c", "", "", "", "", "", "", "", "", "c"))
    assert saved
    assert file.read_bytes() == before
    assert "Không có gì thay đổi." in typist.told
    assert "đã có, Enter để giữ" in typist.told


def test_a_wrong_answer_is_asked_again_with_what_is_expected(tmp_path: Path) -> None:
    typed = (*STATION[:2], "máy 3", "03", *STATION[3:], *ALL[6:])
    typist, saved = talk(tmp_path / "station.toml", typed)
    assert saved
    assert "1 đến 4 chữ hoa hoặc chữ số" in typist.told


def test_what_fails_its_trial_is_told_and_may_be_chosen_again_or_gone_on_with(tmp_path: Path) -> None:
    trials = SimulatedTrials({"camera": fail("no picture within 5 s", "check the camera's cable")})
    typed = (*STATION, *READER, "1", "k", "1", "c", *PRINTER, *SCREEN, *HIS, *HUB, *SAVE)
    typist, saved = talk(tmp_path / "station.toml", typed, trials=trials)
    assert saved
    assert trials.tried.count("camera") == 2
    assert "✗ no picture within 5 s -> check the camera's cable" in typist.told


def test_a_slip_that_did_not_come_out_is_no_printer(tmp_path: Path) -> None:
    typed = (*STATION, *READER, *CAMERA, "1", "k", "k", "1", "c", *SCREEN, *HIS, *HUB, *SAVE)
    typist, saved = talk(tmp_path / "station.toml", typed)
    assert saved
    assert "Phiếu chưa ra" in typist.told


def test_what_was_plugged_in_meanwhile_is_found_by_looking_again(tmp_path: Path) -> None:
    machine = SimulatedMachine(camera_list=())
    typist, saved = talk(
        tmp_path / "station.toml", (*STATION, *READER, "0", "1", *PRINTER, *SCREEN, *HIS, *HUB, *SAVE), machine=machine
    )
    assert saved
    assert "Không tìm thấy thiết bị nào" in typist.told
    assert load_config(tmp_path / "station.toml").camera.on is False


def test_a_network_printer_is_named_by_its_address(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    typed = (*STATION, *READER, *CAMERA, "2", "10.0.3.21", "c", *SCREEN, *HIS, *HUB, *SAVE)
    assert talk(file, typed)[1]
    assert (load_config(file).printer.kind, load_config(file).printer.host) == ("escpos-network", "10.0.3.21")


def test_nothing_is_saved_without_a_yes_nor_when_nobody_is_there(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    assert not talk(file, (*ALL[:-1], "k"))[1]
    with pytest.raises(EOFError):
        talk(file, ALL[:9])
    assert list(tmp_path.iterdir()) == []


def test_every_word_of_setup_is_there_in_both_languages() -> None:
    asked = {path for page in PAGES for path in page.asks} | {"printer.host", "screen.px_per_mm"}
    assert asked <= TEXTS.keys()
    assert {f"page.{page.name}" for page in PAGES} <= TEXTS.keys()
    assert all(vietnamese and english for vietnamese, english in TEXTS.values())


def test_light_and_sharpness_are_measured_as_often_as_wanted(tmp_path: Path) -> None:
    trials = SimulatedTrials()
    typed = (*STATION, *READER, "1", "t", "t", "", *PRINTER, *SCREEN, *HIS, *HUB, *SAVE)
    typist, saved = talk(tmp_path / "station.toml", typed, trials=trials)
    assert saved
    assert trials.tried.count("camera") == 3
    assert typist.told.count("brightness 128 of 255") == 3


def test_a_card_service_that_does_not_run_is_told_with_the_command_that_starts_it(tmp_path: Path) -> None:
    typist, saved = talk(tmp_path / "station.toml", ALL, machine=SimulatedMachine(pcsc=False))
    assert saved
    assert "systemctl enable --now pcscd.socket" in typist.told
