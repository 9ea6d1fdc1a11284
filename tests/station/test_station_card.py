"""The station's reader over virtual cards: what the patient shows or types opens the chip, and nothing else does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from chip_reader import ReadError
from chip_reader.virtual import Profile, VirtualCard, VirtualReader, load_profile, profile_names
from kiosk.clock import SystemClock
from kiosk.station.card import ReaderDevice, access_keys
from kiosk.visit.values import CardKey, QrKey, TypedKey


@pytest.fixture
def reader() -> Iterator[VirtualReader]:
    it = VirtualReader()
    yield it
    it.close()


def read(reader: VirtualReader, profile: Profile, key: CardKey) -> tuple[object, list[tuple[int, str]]]:
    reader.insert(VirtualCard(profile))
    told: list[tuple[int, str]] = []
    reading = ReaderDevice(reader, None, SystemClock()).read(key, lambda percent, stage: told.append((percent, stage)))
    assert reading.portrait is not None
    return reading.citizen, told


def iso(vietnamese: str) -> str:
    return "-".join(reversed(vietnamese.split("/")))


def typed(profile: Profile, **changes: str | None) -> TypedKey:
    expiry = iso(profile.expiry_date) if profile.expiry_date and "/" in profile.expiry_date else None
    fields = {"number": profile.id_number, "birth": iso(profile.date_of_birth), "expiry": expiry, **changes}
    return TypedKey(fields["number"] or "", fields["birth"] or "", fields["expiry"])


YEAR_ONLY = "birth-year-only"


@pytest.mark.parametrize("name", [name for name in profile_names() if name != YEAR_ONLY])
def test_the_qr_on_the_card_opens_its_chip(reader: VirtualReader, name: str) -> None:
    profile = load_profile(name)
    citizen, told = read(reader, profile, QrKey(profile.qr_text))
    assert citizen.id_number == profile.id_number  # type: ignore[attr-defined]
    percents = [percent for percent, _ in told]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    assert list(dict.fromkeys(stage for _, stage in told)) == ["key", "texts", "portrait", "signature"]


@pytest.mark.parametrize("name", profile_names())
def test_what_is_printed_on_the_card_opens_its_chip_when_typed(reader: VirtualReader, name: str) -> None:
    profile = load_profile(name)
    citizen, _ = read(reader, profile, typed(profile))
    assert citizen.full_name == profile.full_name  # type: ignore[attr-defined]


def test_a_card_without_expiry_is_opened_by_typing_none(reader: VirtualReader) -> None:
    ageless = [load_profile(name) for name in profile_names() if typed(load_profile(name)).expiry is None]
    assert ageless, "one of the virtual cards has no expiry"
    citizen, _ = read(reader, ageless[0], typed(ageless[0]))
    assert citizen.no_expiry  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "changes", [{"number": "001099999999"}, {"birth": "1901-01-01"}, {"expiry": date(2031, 1, 1).isoformat()}]
)
def test_another_cards_key_opens_nothing(reader: VirtualReader, changes: dict[str, str]) -> None:
    profile = load_profile("adult-2021")
    with pytest.raises(ReadError) as told:
        read(reader, profile, typed(profile, **changes))
    assert told.value.code == "wrong_key"


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (TypedKey("", "1990-05-17", None), "bad_key"),
        (TypedKey("001190000123", "", None), "bad_key"),
        (QrKey(load_profile(YEAR_ONLY).qr_text), "bad_key"),
        (QrKey("https://example.invalid"), "not_a_card_qr"),
    ],
)
def test_a_key_no_card_can_have_is_told_before_any_chip_is_asked(key: CardKey, code: str) -> None:
    with pytest.raises(ReadError) as told:
        access_keys(key)
    assert told.value.code == code


def test_an_empty_tray_is_told(reader: VirtualReader) -> None:
    with pytest.raises(ReadError) as told:
        ReaderDevice(reader, None, SystemClock()).read(typed(load_profile("adult-2021")), lambda *_: None)
    assert told.value.code == "no_card"


def test_one_reading_at_a_time_speaks_to_the_chip(reader: VirtualReader, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = load_profile("adult-2021")
    reader.insert(VirtualCard(profile))
    device, opened = ReaderDevice(reader, None, SystemClock()), threading.Semaphore(0)
    connect = reader.connect

    def counted() -> object:
        opened.release()
        return connect()

    monkeypatch.setattr(reader, "connect", counted)
    second = threading.Thread(target=lambda: device.read(typed(profile), lambda *_: None))
    overlapped: list[bool] = []

    def meanwhile(_percent: int, _stage: str) -> None:
        if not overlapped:
            assert opened.acquire(timeout=5), "the first reading has opened the card"
            second.start()
            overlapped.append(opened.acquire(timeout=0.3))

    device.read(typed(profile), meanwhile)
    second.join(30)
    assert overlapped == [False]
    assert opened.acquire(timeout=5), "the second reading follows the first"


def test_the_tray_tells_of_each_card_and_of_a_lost_reader(reader: VirtualReader) -> None:
    moved: list[bool] = []
    news = threading.Condition()

    def heard(inserted: bool) -> None:
        with news:
            moved.append(inserted)
            news.notify()

    def until(count: int) -> None:
        with news:
            assert news.wait_for(lambda: len(moved) >= count, 10)

    device = ReaderDevice(reader, None, SystemClock())
    device.watch(heard)
    reader.insert(VirtualCard(load_profile("adult-2021")))
    until(1)
    reader.remove()
    until(2)
    reader.insert(VirtualCard(load_profile("adult-2021")))
    until(3)
    reader.unplug()
    until(4)
    device.close()
    assert moved[:2] == [True, False]
    assert moved[2] is True
    assert moved[3] is False
