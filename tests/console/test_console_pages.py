"""What the console shows of stations and does with them; whatever names hold, they are words and nothing else."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from console_parts import NOW, Hub

from his_client.outcome import Done
from kiosk.fleet import events as told
from kiosk.fleet.ports import AuditLine, KnownStation
from kiosk.fleet.values import (
    DEVICES,
    OWN_FILE,
    DeviceState,
    Heartbeat,
    OrderDone,
    OrderKind,
    OrderOutcome,
    StationState,
)
from kiosk.hub.console import overview
from kiosk.hub.console.bench import measure
from kiosk.hub.console.plan import CHIP, GAP, HIGH, WIDTH, plan
from kiosk.hub.console.rolling import compared, waves_of
from kiosk.hub.console.seen import BROKEN, Look, picture, seen
from kiosk.hub.console.station import BUTTONS, read_report
from kiosk.hub.console.trail import cut
from kiosk.hub.console.words import LANGUAGES, Speaker, words
from kiosk.hub.fleet.history import Change
from kiosk.visit.contents import Screen

CONSOLE = Path(__file__).parents[2] / "kiosk" / "hub" / "console"
WELL = KnownStation(
    "K03",
    enrolled_at=NOW,
    identity_until=NOW + timedelta(days=400),
    serial="ab",
    last=Heartbeat("K03", NOW, "1.4.2", OWN_FILE, StationState.WELCOME, "welcome"),
    heard_at=NOW,
    stale=False,
)


# -- words


def test_each_language_has_every_word_in_one_form_and_with_the_same_places() -> None:
    vietnamese, english = (words(language) for language in LANGUAGES)
    assert set(vietnamese) == set(english)
    for key, word in vietnamese.items():
        assert unicodedata.is_normalized("NFC", word)
        assert set(re.findall(r"\{\w+\}", word)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_every_code_that_stations_and_the_hub_use_has_words() -> None:
    known = set(words("vi"))
    events = [kind.__name__ for kind in told.FleetEvent.__subclasses__() if "__slots__" in vars(kind)]
    events.remove("AlertRaised")
    rules = {"silent", "two_places", "closed", "identity", "paper", "undelivered", "behind", "long_visit"}
    rules |= {"configuration", *DEVICES}
    wanted = {f"look.{one}" for one in Look} | {f"state.{one}" for one in StationState}
    wanted |= {f"step.{one}" for one in Screen} | {f"device.{one}" for one in DEVICES}
    wanted |= {f"device_state.{one}" for one in DeviceState} | {f"audit.{one}" for one in events}
    wanted |= {f"rule.{one}" for one in rules} | {f"effect.{one}" for one in rules}
    wanted |= {f"{table}.{one}" for one in OrderKind for table in ("order", "order_effect")}
    wanted |= {f"order_state.{one}" for one in (*OrderOutcome, "open", "withdrawn")}
    assert wanted - known == set()
    assert rules >= BROKEN
    assert set(BUTTONS) == set(OrderKind)


def test_no_page_asks_for_a_word_that_is_not_there_and_none_stands_there_for_nothing() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CONSOLE.rglob("*") if path.suffix in {".html", ".py"})
    asked = set(re.findall(r"""\bt\(["']([a-z_]+\.[a-z_]+)["']""", text))
    assert asked - set(words("vi")) == set()
    tables = tomllib.loads((CONSOLE / "words" / "vi.toml").read_text(encoding="utf-8"))
    for table in ("nav", "text", "station", "map", "report", "conf", "enrol"):
        unused = {key for key in tables[table] if f"{table}.{key}" not in text}
        assert unused == set(), table


def test_moments_and_numbers_are_said_as_people_say_them() -> None:
    speak = Speaker("vi", NOW)
    assert speak.when(NOW - timedelta(minutes=3)) == "07:57:00"
    assert speak.when(NOW - timedelta(days=2)) == "24/11/2026 08:00"
    assert [speak.long(seconds) for seconds in (41, 60, 299, 7_200, 90_000, 200_000)] == [
        "41 giây",
        "1 phút",
        "4 phút",
        "2 giờ",
        "25 giờ",
        "2 ngày",
    ]
    assert (speak.number(15_000), Speaker("en", NOW).number(15_000)) == ("15.000", "15,000")
    assert speak.code("step", "of_a_later_release") == "of_a_later_release"


# -- how a station looks


@pytest.mark.parametrize(
    ("said", "look", "word"),
    [
        ({}, Look.GOOD, "step.welcome"),
        ({"stale": True}, Look.BROKEN, "rule.silent"),
        ({"last": None, "heard_at": None}, Look.REST, "look.waiting"),
        ({"revoked": True}, Look.GONE, "look.gone"),
        ({"enrolled_at": None, "stale": True}, Look.NEW, "state.awaited"),
        ({"identity_until": NOW + timedelta(days=3)}, Look.LOOK, "rule.identity"),
    ],
)
def test_a_station_looks_as_it_is(said: dict[str, object], look: Look, word: str) -> None:
    one = seen(replace(WELL, **said), NOW)  # type: ignore[arg-type]
    assert (one.look, one.words) == (look, word)


@pytest.mark.parametrize(
    ("said", "look", "word"),
    [
        ({"state": StationState.OUT_OF_SERVICE}, Look.REST, "state.out_of_service"),
        ({"state": StationState.CLOSED}, Look.BROKEN, "rule.closed"),
        ({"devices": (("printer", DeviceState.WARN, "low"),)}, Look.LOOK, "rule.paper"),
        ({"devices": (("camera", DeviceState.FAIL, "dark"),)}, Look.LOOK, "rule.camera"),
        ({"devices": (("camera", DeviceState.FAIL, ""), ("his", DeviceState.FAIL, ""))}, Look.BROKEN, "rule.his"),
        ({"undelivered": 20}, Look.LOOK, "rule.undelivered"),
    ],
)
def test_the_gravest_of_what_a_station_says_is_shown(said: dict[str, object], look: Look, word: str) -> None:
    assert WELL.last is not None
    one = seen(replace(WELL, last=replace(WELL.last, **said)), NOW)  # type: ignore[arg-type]
    assert (one.look, one.words) == (look, word)


def test_a_silent_station_stands_out_by_word_and_pictogram_on_the_map_within_two_minutes(hub: Hub) -> None:
    hub.enrol("K01", "K02", "K03", place="Nhà A · Sảnh")
    hub.run(60)
    browser = hub.browser("tu.it")
    assert "Mất liên lạc" not in browser.text("/console/")
    hub.run(150, silent=("K02",))
    page = browser.text("/console/")
    [chip] = re.findall(r'<a class="station broken" href="/console/stations/K02">.*?</a>', page, re.S)[:1]
    assert "Hỏng" in chip
    assert "Mất liên lạc" in chip
    assert 'd="M11 11l26 26M37 11L11 37"' in chip


# -- the plan


def stations(spots: list[tuple[float, float]]) -> list[KnownStation]:
    return [
        replace(WELL, station_id=f"{number:04}", across=across, down=down, place="A")
        for number, (across, down) in enumerate(spots)
    ]


def test_on_the_plan_no_two_chips_lie_on_one_another_and_nobody_is_missing() -> None:
    spots = [((number * 37 % 101) / 100, (number * 61 % 97) / 97) for number in range(300)]
    [place] = picture(stations(spots), NOW).places.values()
    drawn = plan(place.seen)
    assert drawn is not None
    assert sum(len(chip.seen) for chip in drawn.chips) == 300
    for number, one in enumerate(drawn.chips):
        assert 0 <= one.x <= WIDTH - CHIP
        assert 0 <= one.y <= drawn.height - HIGH
        for other in drawn.chips[number + 1 :]:
            assert abs(one.x - other.x) >= CHIP + GAP or abs(one.y - other.y) >= HIGH + GAP


def test_places_stand_in_the_order_in_which_people_count_them() -> None:
    named = [replace(WELL, station_id=f"A{number}", place=f"Nhà A · tầng {number}") for number in (10, 2, 1)]
    assert [place[-2:] for place in picture([*named, WELL], NOW).places] == [" 1", " 2", "10", ""]


def test_a_cluster_shows_the_gravest_of_its_stations() -> None:
    near = stations([(0.1, 0.1), (0.11, 0.1), (0.9, 0.1)])
    near[1] = replace(near[1], stale=True)
    [place] = picture(near, NOW).places.values()
    drawn = plan(place.seen)
    assert drawn is not None
    assert [(len(chip.seen), chip.look, chip.marked) for chip in drawn.chips] == [
        (2, Look.BROKEN, 1),
        (1, Look.GOOD, 1),
    ]


def test_stations_that_nobody_has_put_anywhere_stand_in_a_row() -> None:
    [place] = picture(stations([(0.5, 0.5)] * 4), NOW).places.values()
    assert plan(place.seen) is None


def test_a_large_fleet_is_shown_by_its_places_the_worst_first(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "MOST_DRAWN", 10)
    monkeypatch.setattr(overview, "ROWS", 4)
    hub.enrol(*(f"A{number:03}" for number in range(6)), place="Nhà A", spread=False)
    hub.enrol(*(f"B{number:03}" for number in range(6)), place="Nhà B", spread=False)
    hub.run(60)
    hub.run(150, silent=("B003",))
    browser = hub.browser("tu.it")
    page = browser.text("/console/")
    assert [page.index("<b>Nhà B</b>") < page.index("<b>Nhà A</b>"), page.count('class="tile ')] == [True, 2]
    assert "Trang 2 trên 2 · 6 dòng" in browser.text("/console/stations?place=Nhà B&page=2")
    assert browser.text("/console/stations?look=broken").count("<tr class=") == 1
    assert browser.text("/console/stations?page=99999999999").count("<tr class=") == 4
    assert browser.text("/console/stations?q=b003").count("<tr class=") == 1


# -- orders, enrolment, places


def test_an_order_is_confirmed_given_and_withdrawn(hub: Hub) -> None:
    hub.enrol("K03")
    hub.run(30)
    browser = hub.browser("tu.it")
    confirm = "/console/stations/K03/orders/update"
    assert "Máy chờ cho đến khi mọi lượt đã gửi" in browser.text(confirm)
    assert hub.fleet.orders() == ()
    assert browser.send(confirm, confirm).location.endswith("refused=bad_argument")
    assert browser.send(confirm, confirm, argument="1.5.0").location.endswith("said=ordered")
    assert browser.send(confirm, confirm, argument="1.5.0").location.endswith("refused=already")
    [known] = hub.fleet.orders("K03")
    assert (known.order.kind, known.order.by, known.order.argument) == (OrderKind.UPDATE, "tu.it", "1.5.0")
    answer = browser.send("/console/stations/K03", f"/console/orders/{known.order.id}/withdraw", station="K03")
    assert answer.location.endswith("said=withdrawn")
    assert hub.fleet.orders("K03")[0].state == "withdrawn"
    assert browser.get("/console/stations/K03/orders/format_disk").status_code == 404
    assert browser.get("/console/stations/K99/orders/restart").status_code == 404


def test_what_a_station_collected_is_shown_as_it_came(hub: Hub) -> None:
    hub.enrol("K03")
    given = hub.fleet.give("K03", OrderKind.DIAGNOSTICS, "", "tu.it")
    assert isinstance(given, Done)
    browser = hub.browser("tu.it")
    report = f"/console/orders/{given.value}/report"
    assert browser.get(report).location.endswith("refused=no_report")
    doctor = '{"status": "fail", "checks": [{"name": "reader", "status": "fail", "detail": "<b>x", "fix": "plug"}]}'
    collected = f'{{"doctor": {doctor}, "log": ["ready", {{"event": "order"}}]}}'
    hub.fleet.ended("K03", OrderDone(given.value, OrderOutcome.DONE, "", collected))
    hub.run(30)
    page = browser.text(report)
    assert "&lt;b&gt;x" in page
    assert "plug" in page
    assert "Báo cáo chẩn đoán" in browser.text("/console/stations/K03")
    assert browser.get("/console/orders/none/report").status_code == 404


@pytest.mark.attack
@pytest.mark.parametrize("text", ["", "[]", "null", '{"doctor": []}', '{"doctor": {"checks": [1]}, "log": 3}', "{" * 9])
def test_a_report_of_another_form_is_shown_and_breaks_nothing(text: str) -> None:
    assert read_report(text) == ([], [text])


def test_a_token_is_shown_once_and_a_revoked_station_is_let_in_no_more(hub: Hub) -> None:
    browser = hub.browser("tu.it")
    answer = browser.send("/console/enrolment", "/console/enrolment", station="k41", group="  khoa \u202e nhi ")
    [token] = re.findall(r'id="token">(K41\.[0-9a-f]{16}\.[A-Z0-9]{26})<', answer.text)
    assert "kiosk enroll --config /etc/kiosk/station.toml --hub https://hub.example:8443" in answer.text
    assert "<path" in answer.text
    station = hub.fleet.station("K41")
    assert station is not None
    assert station.group == "khoa nhi"
    for path in ("/console/enrolment", "/console/audit", "/console/stations/K41"):
        assert token not in browser.text(path)
    assert browser.send("/console/enrolment", "/console/enrolment", station="quầy").status_code == 409
    hub.enrol("K03")
    assert browser.send("/console/enrolment", "/console/enrolment", station="K03").status_code == 409
    revoke = "/console/stations/K03/revoke"
    assert browser.send(revoke, revoke).location.endswith("refused=bad_reason")
    assert browser.send(revoke, revoke, why="stolen").location.endswith("said=revoked")
    station = hub.fleet.station("K03")
    assert station is not None
    assert not hub.fleet.admits("K03", station.serial)


def test_stations_are_put_in_their_places_by_numbers(hub: Hub) -> None:
    hub.enrol("K01", "K02", place="Nhà A")
    browser = hub.browser("tu.it")
    page = "/console/map?name=Nhà A"
    fields = {"name": "Nhà A", "across_K01": "12,5", "down_K01": "80", "across_K02": "100.0", "down_K02": "50.0"}
    before = len(hub.fleet.audit())
    assert browser.send(page, "/console/map", **fields).location.endswith("said=placed")
    assert len(hub.fleet.audit()) == before + 1, "what did not move is not written"
    station = hub.fleet.station("K01")
    assert station is not None
    assert (station.across, station.down, station.place, station.group) == (0.125, 0.8, "Nhà A", "sảnh")
    for wrong in ("101", "-1", "nan", "inf", "x", ""):
        answer = browser.send(page, "/console/map", **{**fields, "across_K01": wrong})
        assert answer.location.endswith("refused=bad_place"), wrong
    put = "/console/stations/K01/place"
    answer = browser.send(put, put, name="Máy cửa chính", group="sảnh", place="Nhà B", across="0", down="0")
    assert answer.location.endswith("said=placed")
    assert "Máy cửa chính" in browser.text("/console/place?name=Nhà B")


# -- configurations


def test_a_configuration_is_checked_kept_compared_and_rolled_out_with_a_canary(hub: Hub) -> None:
    hub.enrol("K01", group="khoa nhi")
    hub.enrol("K03", "K04")
    hub.run(60)
    browser = hub.browser("tu.it")
    new = "/console/configurations/new"
    wrong = browser.send(new, new, name="sai", toml="[policy]\nidle_s = 'x'\n")
    assert (wrong.status_code, "policy.idle_s" in wrong.text) == (400, True)
    shas = []
    for seconds in (60, 40):
        answer = browser.send(new, new, name=f"chờ {seconds}", toml=f"[policy]\r\nidle_s = {seconds}\r\n")
        shas.append(answer.location.partition("?")[0].rpartition("/")[2])
    difference = browser.text(f"/console/configurations/difference?old={shas[0]}&new={shas[1]}")
    assert re.findall(r'class="(more|less)">[+−] (.*?)<', difference) == [
        ("less", "idle_s = 60"),
        ("more", "idle_s = 40"),
    ]
    page = f"/console/configurations/{shas[1]}/roll-out"
    assert browser.send(page, page, canary="K77", well="120").location.endswith("refused=bad_waves")
    answer = browser.send(page, page, canary="K01", well="120", **{"wave:sảnh": "2", "wave:khoa nhi": ""})
    assert answer.location.endswith("said=begun")
    [out] = hub.fleet.roll_outs()
    assert (out.waves, out.by) == ((("K01",), ("sảnh",)), "tu.it")
    hub.run(60)
    assert "1 máy đã nhận, 0 còn chờ" in browser.text("/console/configurations")
    stop = f"/console/roll-outs/{out.roll_out_id}/stop"
    assert browser.send("/console/configurations", stop).location.endswith("said=stopped")
    hub.run(600)
    assert hub.says["K03"].configuration == OWN_FILE


def test_a_long_configuration_may_be_sent_and_any_other_long_form_may_not(hub: Hub) -> None:
    browser = hub.browser("tu.it")
    new = "/console/configurations/new"
    long = "# " + "ấ" * 60_000 + "\n[policy]\nidle_s = 60\n"
    assert browser.send(new, new, name="dài", toml=long).location.endswith("said=kept")
    assert browser.send(new, new, name="dài", toml=long * 9).status_code in {400, 413}
    assert (
        browser.send("/console/enrolment", "/console/enrolment", station="K03", group="x" * 20_000).status_code == 413
    )


def test_waves_are_read_from_the_form_in_their_order() -> None:
    fields = [("wave:b", "3"), ("wave:a", "2"), ("wave:c", "3"), ("wave:d", ""), ("wave:e", "99"), ("well", "120")]
    assert waves_of("K01, K07;K01", fields) == (("K01", "K07"), ("a",), ("b", "c"))
    assert waves_of("", []) == ()


def test_a_difference_shows_what_is_around_it_and_no_more() -> None:
    old = "\n".join(f"line {number}" for number in range(40))
    new = old.replace("line 3\n", "").replace("line 30", "line thirty")
    lines = compared(old, new)
    assert [line for kind, line in lines if kind == "less"] == ["line 3", "line 30"]
    assert [line for kind, line in lines if kind == "more"] == ["line thirty"]
    assert [kind for kind, _ in lines].count("gap") == 1
    assert len(lines) < 20
    assert compared(old, old) == []


# -- one station, alerts, the trail


def test_a_station_s_page_tells_what_it_went_through_and_stands_without_its_history(hub: Hub) -> None:
    hub.enrol("K03")
    hub.run(30)
    devices = (("reader", "fail", "gone"), ("printer", "ok", ""))
    hub.history.changes = (
        Change(NOW, "closed", "1.4.2", OWN_FILE, devices, ("configuration_refused",)),
        Change(NOW - timedelta(days=3), "serving", "1.4.1", OWN_FILE, (), ()),
    )
    browser = hub.browser("mai.ql")
    page = browser.text("/console/stations/K03")
    for words_seen in ("Đóng", "Đầu đọc thẻ", "từ chối cấu hình của trung tâm", "1.4.1", "23/11/2026 08:00"):
        assert words_seen in page
    hub.history.away = True
    assert "Cơ sở dữ liệu của trung tâm chưa trả lời" in browser.text("/console/stations/K03")


def test_an_alert_is_taken_by_one_and_ended(hub: Hub) -> None:
    hub.enrol("K03", "K04", place="Nhà A")
    hub.run(30)
    hub.says_of("K03", devices=(("reader", DeviceState.FAIL, "reader_gone"),))
    hub.run(120)
    browser = hub.browser("tu.it")
    [alert] = hub.fleet.alerts()
    page = browser.text("/console/alerts")
    for words_seen in ("Đầu đọc thẻ", "Không đọc được chip. Khách được chuyển quầy.", "không thấy đầu đọc", "Nhà A"):
        assert words_seen in page
    take, end = f"/console/alerts/{alert.alert_id}/take", f"/console/alerts/{alert.alert_id}/end"
    assert browser.send("/console/alerts", take).location.endswith("said=taken")
    assert browser.send("/console/alerts", take).location.endswith("refused=taken")
    assert "tu.it đang xem" in browser.text("/console/alerts")
    assert browser.send("/console/alerts", end).location.endswith("said=ended")
    assert browser.send("/console/alerts", end).location.endswith("refused=no_alert")
    assert "K03" in browser.text("/console/alerts?show=ended")


def test_the_trail_is_read_page_by_page_and_what_happened_at_once_stays_together() -> None:
    lines = [AuditLine(NOW - timedelta(seconds=number // 3), "tu.it", "x", "", str(number)) for number in range(40)]
    shown, earlier = cut(lines, 10)
    assert (len(shown), earlier) == (12, NOW - timedelta(seconds=4) + timedelta(microseconds=1))
    rest = [line for line in lines if earlier is not None and line.at < earlier]
    assert list(shown) + rest == lines
    assert cut(lines[:10], 10) == (lines[:10], None)


def test_the_trail_of_one_station_is_its_own(hub: Hub) -> None:
    hub.enrol("K03", "K04")
    browser = hub.browser("tu.it")
    page = browser.text("/console/audit?station=k03&before=nonsense")
    assert ">K03</a>" in page
    assert ">K04</a>" not in page


# -- names that are no names

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "\u202ekoi\u202c مستشفى",
    "ẨỄ" * 30,
    "' OR 1=1 --",
)


@pytest.mark.attack
def test_whatever_a_name_holds_it_is_shown_as_words(hub: Hub) -> None:
    hub.enrol(*(f"K{number}" for number in range(len(NASTY))))
    for station, name in zip(list(hub.says), NASTY, strict=True):
        assert hub.fleet.place(station, name[:60], name[:60], name[:60], 0.1, 0.2, "tu.it") == Done(None)
        hub.fleet.keep_configuration(name[:60], f"[policy]\nidle_s = 4{station[1:]}\n", "tu.it")
        ill = (("his", DeviceState.FAIL, name),)
        hub.says_of(station, version=name[:40], step=name[:40], problems=(name[:40],), devices=ill)
    hub.run(150)
    browser = hub.browser("tu.it")
    sha = hub.fleet.configurations()[0].sha256
    for path in (
        "/console/",
        "/console/stations",
        *(f"/console/stations/{name}" for name in hub.says),
        "/console/stations/K0/place",
        "/console/alerts",
        "/console/configurations",
        f"/console/configurations/{sha}/roll-out",
        "/console/audit",
        "/console/enrolment",
    ):
        page = browser.text(path)
        assert "<script>alert" not in page
        assert "<img" not in page
        assert ">49" not in page


@pytest.mark.attack
@pytest.mark.parametrize(
    "path", ["/console/nowhere", "/console/stations/K99", "/console/place?name=x", "/console/?page=-1"]
)
def test_an_address_that_leads_nowhere_says_so(hub: Hub, path: str) -> None:
    answer = hub.browser("tu.it").get(path)
    assert answer.status_code in {200, 404}
    assert "Bệnh viện Mẫu" in answer.text
    assert hub.browser("tu.it").get("/console/?said=<b>&refused={{x}}").status_code == 200


def test_the_language_is_the_reader_s_choice(hub: Hub) -> None:
    browser = hub.browser("tu.it")
    browser.headers["Referer"] = "https://hub.example/console/alerts"
    assert browser.get("/console/language/en").location == "/console/alerts"
    assert "No alerts." in browser.text("/console/alerts")
    browser.get("/console/language/xx")
    assert "Không có cảnh báo nào." in browser.text("/console/alerts")


# -- a large fleet


def test_pages_of_a_large_fleet_are_measured_by_a_command() -> None:
    figures = measure(100, times=1)
    assert figures["stations"] == 100
    assert 20 < figures["alerts"] < 100
    assert all(figures[f"{page}_cpu_ms"] > 0 for page in ("overview", "place", "list_last", "station", "audit"))
