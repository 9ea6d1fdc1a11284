"""Practising at a sandbox hospital beside a real station: the journal says who did, and nothing else is left of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from chip_reader.virtual import VirtualCard, VirtualReader, load_profile
from face_match.demo import demo_portrait
from kiosk.admin.playground import BANNER, Playground
from kiosk.admin.practice import Practised
from kiosk.admin.tools import StationTools, line_of
from kiosk.admin.values import AdminView, Page, Row, Training, Wish
from kiosk.cashier.users import Argon2Pins
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.config.render import render_toml
from kiosk.journal import Journal, MasterKey
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket
from kiosk.station.opening import open_station
from kiosk.station.records import station_codec
from kiosk.station.staff import peppered
from kiosk.visit import events as ev
from kiosk.visit.view import Screen, View

SOON = 60.0
KEY, TOKEN, NUMBER, PIN = "07" * 32, "token", "417", "730462"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with a printer that paints, without camera, HIS or hub; it knows who it is for by its own list."""
    folder = tmp_path_factory.mktemp("admin")
    credentials = folder / "credentials"
    credentials.mkdir(mode=0o700)
    (credentials / "journal_key").write_text(KEY)
    (credentials / "hub_token").write_text(TOKEN)
    hashed = Argon2Pins().hash(peppered(TOKEN, NUMBER, PIN))
    path = folder / "station.toml"
    told = {
        "station": {
            "id": "03",
            "hospital": "Bệnh viện Thật",
            "name": "Máy 03",
            "facility": "01999",
            "journal": folder / "station.db",
            "credentials": credentials,
        },
        "reader": {"kind": "virtual", "profile": "adult-2021"},
        "camera": {"on": False},
        "printer": {"kind": "picture", "path": folder / "slips"},
        "staff": {"people": [{"number": NUMBER, "name": "tu.it", "hash": hashed, "roles": ("it",)}]},
        "hub": {"url": "http://127.0.0.1:9"},
    }
    path.write_text(render_toml(told), encoding="utf-8")
    return path


@dataclass
class Paper:
    """A printer that keeps what it was given."""

    printed: list[Ticket | PaymentSlip] = field(default_factory=list)

    def print(self, slip: Ticket | PaymentSlip) -> str | None:
        self.printed.append(slip)
        return None


class Glass:
    """What stands on the window, waited for."""

    def __init__(self, station: Practised) -> None:
        self.station = station
        self.view: View | None = None
        self.room = AdminView()
        self._news = threading.Condition()
        assert station.admin is not None
        self.admin = station.admin
        self.admin.watch(self.on_admin)

    def on_view(self, view: View) -> None:
        with self._news:
            self.view = view
            self._news.notify_all()

    def on_admin(self, view: AdminView) -> None:
        with self._news:
            self.room = view
            self._news.notify_all()

    def until(self, wanted: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(wanted, SOON), (self.view, self.room)

    def shows(self, *screens: Screen) -> Screen:
        self.until(lambda: self.view is not None and self.view.screen in screens)
        assert self.view is not None
        return self.view.screen

    def enter(self) -> None:
        self.admin.wish(Wish("open"))
        self.until(lambda: self.room.page is Page.SIGN)
        self.admin.sign(NUMBER, PIN)
        self.until(lambda: self.room.by == "tu.it")

    def hand(self, act: str) -> None:
        self.admin.wish(Wish("hand", act))


@pytest.fixture
def glass(config: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Glass, Paper, list[Playground]]]:
    paper, grounds = Paper(), list[Playground]()

    # As on a real machine: its secrets come first everywhere but at the place to practise.
    real = config.parent / "real"
    real.mkdir()
    for name, value in (("journal_key", KEY), ("hub_token", TOKEN), ("his_secret", "real"), ("payment_secret", "real")):
        (real / name).write_text(value)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(real))

    def opened() -> Playground:
        grounds.append(Playground(paper, load_config(config)))
        return grounds[-1]

    station = Practised(open_station(config, reader=VirtualReader()), opened)
    it = Glass(station)
    station.start(it.on_view, lambda _live: None)
    yield it, paper, grounds
    station.close()


WAYS: dict[Screen, ev.Intent] = {
    Screen.CONSENT: ev.ConsentGiven(face=True, insurer=True, wording="0" * 64, language="vi"),
    Screen.INSURANCE: ev.NextPressed(),
    Screen.CHECK: ev.AnswersConfirmed(),
}


def test_a_visit_is_practised_with_a_sample_card_and_leaves_nothing_but_who_practised(
    config: Path, glass: tuple[Glass, Paper, list[Playground]]
) -> None:
    it, paper, grounds = glass
    it.shows(Screen.WELCOME)
    it.enter()
    it.admin.wish(Wish("train"))
    it.until(lambda: it.room.training is Training.ON)
    assert it.station.info.hospital == BANNER
    assert it.station.info.station == "Máy 03"
    it.shows(Screen.WELCOME)
    it.station.begin("vi")
    it.shows(Screen.CONSENT)
    it.station.send(WAYS[Screen.CONSENT])
    it.shows(Screen.KEY_QR)
    it.hand("qr")
    it.shows(Screen.LAY_CARD)
    it.hand("lay")
    it.shows(Screen.CHECK)
    it.station.send(WAYS[Screen.CHECK])
    assert it.shows(Screen.PAYMENT, Screen.TICKET) is Screen.PAYMENT
    it.until(lambda: bool(getattr(it.view.content, "qr", "")))  # type: ignore[union-attr]
    it.hand("pay")
    it.until(lambda: getattr(it.view.content, "notice", "") == "paid")  # type: ignore[union-attr]
    it.station.send(ev.NextPressed())
    it.shows(Screen.TICKET)
    it.until(lambda: getattr(it.view.content, "printed", None) is True)  # type: ignore[union-attr]
    assert [slip.hospital for slip in paper.printed] == [BANNER]
    it.enter()
    it.until(lambda: it.room.training is Training.OFF)
    it.shows(Screen.WELCOME)
    assert it.station.info.hospital == "Bệnh viện Thật"
    assert [ground.folder.exists() for ground in grounds] == [False]
    it.admin.wish(Wish("leave"))
    it.until(lambda: it.room == AdminView())
    it.station.close()
    journal = Journal.open(config.parent / "station.db", station_codec(), MasterKey(bytes.fromhex(KEY)), SystemClock())
    with closing(journal):
        assert [row.kind for row in journal.rows()] == [
            "AdminEntered",
            "AdminActed",
            "AdminLeft",
            "AdminEntered",
            "AdminActed",
            "AdminLeft",
        ]


def test_the_tools_say_how_the_station_is_and_name_nobody(config: Path, tmp_path: Path) -> None:
    reader = VirtualReader()
    station = open_station(config, reader=reader)
    room = station.admin
    assert room is not None
    tools: StationTools = room.room.tools  # type: ignore[assignment]
    rows = {row.name: row for row in tools.status()}
    assert rows["configuration"].detail == "own"
    assert rows["undelivered"] == Row("undelivered", "ok", "0")
    assert rows["disk"].called == "Dung lượng đĩa"
    assert tools.slip().state == "ok"
    assert len(list((config.parent / "slips").glob("*.png"))) == 1
    assert (tools.sound().code, tools.picture()) == ("silent", None)
    card = VirtualCard(load_profile("adult-2021"), portrait=demo_portrait())
    assert tools.card(card.profile.qr_text).code == "no_card"
    reader.insert(card)
    tried = tools.card(card.profile.qr_text)
    assert (tried.state, tried.code in ("BAC", "PACE")) == ("warn", True)
    assert {"portrait=ok", "sod_signature=ok"} <= set(tried.detail.split(";"))
    for said in (card.profile.full_name, card.profile.id_number):
        assert said not in repr(tried)
    assert tools.card("no code of a card").state == "fail"
    station.close()


def test_a_line_of_the_log_is_shown_by_its_hour_its_level_and_its_words() -> None:
    line = line_of(
        '{"at": "2026-11-26T07:05:31.200+00:00", "level": "warning", "from": "kiosk.a", "what": "x", "code": 3}'
    )
    assert (line.at, line.level, line.source, line.text) == ("14:05:31", "warning", "kiosk.a", "x code=3")
    assert "Nguyễn" not in line_of("Nguyễn Văn A").text
