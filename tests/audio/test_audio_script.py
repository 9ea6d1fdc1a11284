"""Every screen says something in every language; nobody's name or number is ever said."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.audio.guide import Guide, Named
from kiosk.audio.script import Said, news, script
from kiosk.audio.simulated import SimulatedSpeaker
from kiosk.audio.wording import languages, wording
from kiosk.station.api import Live
from kiosk.visit.stages.face import FaceDoubt
from kiosk.visit.view import FaceView, PersonView, Screen, View
from ui.patient.samples import PERSON, Sample, samples

ROOT = Path(__file__).parents[2]
SAMPLES = [replace(sample, view=replace(sample.view, desk="2")) for sample in samples()]
BY_NAME = {sample.name: sample for sample in SAMPLES}


def texts(sample: Sample, language: str) -> list[str]:
    words = wording(language)
    assert words is not None
    return [one.text for one in words.sentences(script(sample.view, sample.live))]


@pytest.mark.parametrize("language", languages())
def test_every_screen_has_guidance_in_this_language(language: str) -> None:
    words = wording(language)
    assert words is not None
    for screen in Screen:
        assert words.template(screen.value), f"{screen} is silent when it holds nothing"
    for sample in SAMPLES:
        said = script(sample.view, sample.live)
        assert said, sample.name
        assert [one.clip for one in said if words.sentence(one) is None] == [], sample.name
        for text in texts(sample, language):
            assert text.strip(), sample.name
            assert not re.search(r"[{}\d]", text), f"{sample.name}: {text!r} is not said in words"


def test_every_language_of_the_screens_is_spoken() -> None:
    of_screens = {file.stem.partition("_")[2] for file in (ROOT / "ui" / "translations").glob("kiosk_*.ts")}
    assert of_screens
    assert of_screens <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_a_language_has_the_clips_of_vietnamese_with_the_same_places(language: str) -> None:
    words, home = wording(language), wording("vi")
    assert words is not None
    assert home is not None
    assert words.clips.keys() == home.clips.keys()
    for clip, template in words.clips.items():
        assert set(re.findall(r"\{\d\}", template)) == set(re.findall(r"\{\d\}", home.clips[clip])), clip


def test_every_guidance_and_doubt_of_the_camera_has_a_clip_of_its_own() -> None:
    home = wording("vi")
    assert home is not None
    from face_match import Guidance

    assert {f"face.{one}" for one in Guidance} <= home.clips.keys()
    assert {f"face_retry.{one}" for one in FaceDoubt} <= home.clips.keys()
    asked = script(View(Screen.FACE, FaceView(1, 3)), Live(guidance="turn_left"))
    assert asked[-1] == Said("face.turn_left")


def test_no_name_and_no_number_of_a_person_is_ever_said() -> None:
    marked = PersonView("Tên riêng", "1987654321", "Nam", number="445566")

    def told(value: object) -> object:
        if isinstance(value, PersonView):
            return marked
        if isinstance(value, tuple):
            return tuple(told(one) for one in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changes = {field.name: told(getattr(value, field.name)) for field in dataclasses.fields(value)}
            secret = {"card", "payee", "pay_code", "link", "qr"} & changes.keys()
            return replace(value, **changes | {name: "Tên riêng" for name in secret if isinstance(changes[name], str)})
        return value

    carried = 0
    for sample in SAMPLES:
        content = told(sample.view.content)
        carried += "Tên riêng" in str(content)
        said = script(replace(sample.view, content=content), sample.live)  # type: ignore[arg-type]
        assert not re.search("Tên riêng|1987654321|445566", str(said)), sample.name
    assert carried > 10
    assert PERSON.masked_name


def test_a_ticket_is_told_with_its_number_its_way_and_its_wait() -> None:
    assert texts(BY_NAME["ticket"], "vi") == [
        "Quý khách đã đăng ký xong.",
        "Số của quý khách là A một trăm hai mươi tám.",
        "Chấn thương chỉnh hình.",
        "Phòng hai trăm mười bốn, tầng hai.",
        "Chờ khoảng một trăm hai mươi lăm phút, trước quý khách có bốn mươi tám người.",
        "Đã nhận mười nghìn một trăm hai mươi đồng. Cảm ơn quý khách.",
        "Quý khách được gọi trước.",
        "Xin lấy phiếu ở khe bên dưới màn hình.",
    ]


def test_a_sentence_names_the_recordings_that_say_the_same() -> None:
    words = wording("vi")
    assert words is not None
    ticket = words.sentence(Said("number", ("A128",)))
    assert ticket is not None
    assert ticket.parts == ("number.1", "n.A", "n.một", "n.trăm", "n.hai", "n.mươi", "n.tám")
    welcome = words.sentence(Said("welcome"))
    assert welcome is not None
    assert welcome.parts == ("welcome",)


def test_of_the_same_screen_only_what_is_new_is_said() -> None:
    before = script(BY_NAME["ticket"].view, Live())
    printed = Said("printed")
    assert printed in before
    without = tuple(one for one in before if one != printed)
    assert news(without, before, same_screen=True) == (printed,)
    assert news(without, before, same_screen=False) == before


def test_the_guide_is_silent_until_asked_and_explains_the_keys_first() -> None:
    speaker = SimulatedSpeaker()
    guide = Guide(speaker)
    guide.show(View(Screen.WELCOME), Live(), "vi")
    guide.control(Named("desk", "Gặp nhân viên"))
    guide.repeat()
    guide.louder()
    assert speaker.said == []
    guide.begin()
    assert speaker.said[0][1].startswith("Phím lên và xuống")
    guide.show(View(Screen.WELCOME), Live(), "en")
    assert speaker.said[-1] == (
        "en",
        "Welcome. Please place your ID card on the tray in front of you. It starts by itself.",
    )
    volumes = []
    for _ in range(4):
        guide.louder()
        volumes.append(speaker.volume)
    assert volumes == [75, 100, 25, 50]
