"""After a stop: every visit ends, every delivery is asked about first, numbering goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from station_parts import MASTER, MORNING, Lobby, another, late, noting, refusing, silent

from his_client.his.ports import IdentitySource
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import Patience
from kiosk.journal import Journal, Row
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.station import core
from kiosk.station.records import Checkpoint, station_codec
from kiosk.station.recovery import DeskNumbers, recover
from kiosk.visit import events as ev
from kiosk.visit.step import begin, step
from kiosk.visit.values import Ending, Reason
from kiosk.visit.view import Screen
from kiosk.visit.visit import Visit

GOLDEN = Path(__file__).with_name("golden_journal_1.jsonl")

ENDINGS = {
    "at_consent": (Ending.REFUSED, Reason.STATION_RESTARTED),
    "at_key": (Ending.REFUSED, Reason.STATION_RESTARTED),
    "at_face": (Ending.REFUSED, Reason.STATION_RESTARTED),
    "at_clinics": (Ending.REFUSED, Reason.STATION_RESTARTED),
    "at_check": (Ending.REFUSED, Reason.STATION_RESTARTED),
    "at_registering": (Ending.HANDED_OVER, Reason.HIS_AWAY),
    "at_payment": (Ending.DONE, Reason.REGISTERED),
    "at_ticket": (Ending.DONE, Reason.REGISTERED),
}


def replayed(journal: Journal) -> dict[str, Visit]:
    visits: dict[str, Visit] = {}
    for row in journal.rows():
        if isinstance(row.event, ev.VisitStarted):
            visits[row.subject] = begin(row.event)[0]
        elif isinstance(row.event, ev.Event):
            visits[row.subject] = step(visits[row.subject], row.event)[0]
    return visits


@pytest.mark.parametrize("place", ENDINGS)
def test_a_visit_cut_short_ends_and_the_station_stands_ready(lobby: Lobby, place: str) -> None:
    getattr(lobby, place)()
    lobby.crash()
    shown = len(lobby.shown)
    lobby.boot()
    (visit,) = replayed(lobby.journal).values()
    assert (visit.ending, visit.reason) == ENDINGS[place]
    assert {view.screen for view, _ in lobby.shown[shown:]} == {Screen.WELCOME}
    lobby.wait(5.0)
    assert lobby.station.unsettled == 0
    sent = place in ("at_registering", "at_payment", "at_ticket")
    assert len(lobby.registrations()) == sent
    lobby.tray.take()
    lobby.tray.person = another(2)
    lobby.at_consent()
    assert lobby.shows(Screen.CONSENT)


def test_a_registration_that_may_have_left_is_asked_about_before_anything_is_sent(lobby: Lobby) -> None:
    lobby.at_check()
    put_right = late(lobby, "register")
    lobby.press(ev.AnswersConfirmed())
    put_right()
    lobby.crash()
    calls = noting(lobby, "register", "find_registration")
    lobby.boot()
    lobby.wait(3.0)
    assert calls == ["find_registration"]
    assert len(lobby.registrations()) == 1
    assert lobby.kinds()[-1] == "DeliveryDone"


def test_a_registration_that_never_left_is_sent_once_after_the_hospital_proved_its_absence(lobby: Lobby) -> None:
    lobby.at_check()
    put_right = silent(lobby, "register", "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(1.0)
    lobby.crash()
    put_right()
    lobby.boot()
    lobby.wait(3.0)
    assert len(lobby.registrations()) == 1
    assert lobby.station.unsettled == 0


def cut(lobby: Lobby, *kinds: str) -> None:
    """Take the last rows away as if they had never been written."""
    seqs = [row.seq for row in lobby.rows() if row.kind in kinds]
    lobby.connection.execute("DROP TRIGGER journal_is_not_cut")
    for seq in seqs:
        lobby.connection.execute("DELETE FROM personal WHERE seq = ?", (seq,))
        lobby.connection.execute("DELETE FROM journal WHERE seq = ?", (seq,))


def test_what_the_hospital_confirmed_before_the_stop_is_known_and_nothing_new_is_begun_for_nobody(
    lobby: Lobby,
) -> None:
    lobby.at_registering()
    while "DeliveryDone" not in lobby.kinds():
        lobby.wait(0.01)
    # The stop came between the delivery's row and the visit's own.
    visit_id = lobby.rows()[0].subject
    lobby.crash()
    cut(lobby, "VisitRegistered", "OrderOpened")
    lobby.hub.opened.clear()
    printed = len(lobby.printer.printed)
    lobby.boot()
    lobby.wait(5.0)
    visit = replayed(lobby.journal)[visit_id]
    assert (visit.ending, visit.reason) == (Ending.DONE, Reason.REGISTERED)
    assert visit.facts.registered is not None
    assert lobby.hub.opened == []
    assert len(lobby.printer.printed) == printed


@pytest.mark.parametrize(
    ("code", "ended", "called"),
    [
        ("full", (Ending.REFUSED, Reason.STATION_RESTARTED), []),
        ("key_reused", (Ending.HANDED_OVER, Reason.HIS_REFUSED), ["restarted"]),
    ],
)
def test_what_the_hospital_refused_before_the_stop_is_known_too(
    lobby: Lobby, code: str, ended: tuple[Ending, Reason], called: list[str]
) -> None:
    lobby.at_check()
    put_right = refusing(lobby, code)
    lobby.press(ev.AnswersConfirmed())
    while "DeliveryRefused" not in lobby.kinds():
        lobby.wait(0.01)
    lobby.crash()
    put_right()
    delivered = lobby.kinds().index("DeliveryRefused")
    cut(lobby, *lobby.kinds()[delivered + 1 :])
    lobby.hub.called.clear()
    lobby.boot()
    lobby.wait(5.0)
    (visit,) = replayed(lobby.journal).values()
    assert (visit.ending, visit.reason) == ended
    assert lobby.kinds()[delivered + 1 :] == ["RegistrationRefused", "StationRestarted", "VisitSummed"]
    assert lobby.hub.called == called
    assert lobby.registrations() == []


def test_a_refusal_the_visit_had_heard_is_not_told_it_again(lobby: Lobby) -> None:
    lobby.at_check()
    put_right = refusing(lobby, "full")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(1.0)
    assert lobby.shows(Screen.CLINIC)
    lobby.crash()
    put_right()
    lobby.boot()
    lobby.wait(2.0)
    assert lobby.kinds().count("RegistrationRefused") == 1
    assert lobby.registrations() == []


@pytest.mark.parametrize("place", ["at_check", "at_registering", "at_ticket"])
def test_staff_are_called_when_a_stop_cut_a_registration_off(lobby: Lobby, place: str) -> None:
    getattr(lobby, place)()
    lobby.crash()
    lobby.boot()
    lobby.wait(5.0)
    assert lobby.hub.called == (["restarted"] if place == "at_registering" else [])


def test_a_refusal_after_the_visit_is_a_persons_to_settle(lobby: Lobby) -> None:
    lobby.at_check()
    put_right = silent(lobby, "register", "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(13.0)
    lobby.tray.take()
    lobby.wait(0.1)
    assert lobby.shows(Screen.WELCOME)
    lobby.hub.called.clear()
    put_right()
    refusing(lobby, "key_reused")
    lobby.wait(5.0)
    assert lobby.kinds()[-1] == "DeliveryRefused"
    assert lobby.hub.called == ["registration"]
    assert lobby.journal._keys == {}


def test_a_registration_nobody_could_settle_calls_staff(lobby: Lobby) -> None:
    lobby.at_check()
    silent(lobby, "register", "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(13.0)
    lobby.tray.take()
    lobby.wait(0.1)
    lobby.hub.called.clear()
    lobby.wait(60.0)
    assert lobby.kinds()[-1] == "DeliveryHandedOver"
    assert lobby.hub.called == ["registration"]


def test_a_registration_that_came_through_after_the_visit_calls_nobody(lobby: Lobby) -> None:
    lobby.at_registering()
    lobby.crash()
    lobby.boot()
    lobby.hub.called.clear()
    lobby.wait(5.0)
    assert lobby.kinds()[-1] == "DeliveryDone"
    assert "registration" not in lobby.hub.called


def test_a_stop_during_recovery_is_recovered_too(lobby: Lobby) -> None:
    lobby.at_registering()
    for _ in range(3):
        lobby.crash()
        lobby.boot()
    lobby.wait(5.0)
    assert lobby.kinds().count("StationRestarted") == 1
    assert len(lobby.registrations()) == 1


def desk(lobby: Lobby) -> str:
    lobby.station.begin_by_touch("vi")
    lobby.press(ev.DeskPressed())
    number: str = lobby.view.content.number  # type: ignore[union-attr]
    lobby.press(ev.NextPressed())
    assert lobby.shows(Screen.WELCOME)
    return number


def test_desk_numbers_go_on_after_a_stop_and_start_anew_each_day(lobby: Lobby) -> None:
    assert [desk(lobby), desk(lobby)] == ["Q03-01", "Q03-02"]
    lobby.crash()
    lobby.boot()
    assert desk(lobby) == "Q03-03"
    lobby.wait(24 * 3600.0)
    assert desk(lobby) == "Q03-01"


def test_desk_numbers_go_on_when_the_second_start_with_the_clock_a_day_ahead_finds_the_first_ones_rows(
    lobby: Lobby,
) -> None:
    assert [desk(lobby) for _ in range(5)][-1] == "Q03-05"
    lobby.at_consent()
    lobby.crash()
    lobby.time.turn(timedelta(days=1))
    lobby.boot()
    assert lobby.kinds()[-2:] == ["StationRestarted", "VisitSummed"], "a row of the day that is none"
    lobby.tray.take()
    lobby.wait(0.1)
    lobby.crash()
    lobby.boot()
    assert desk(lobby) == "Q03-06", "the five before still wait"
    lobby.wait(24 * 3600.0)
    assert desk(lobby) == "Q03-01"


def test_desk_numbers_begin_anew_when_the_night_passed_at_a_station_that_was_on(lobby: Lobby) -> None:
    desk(lobby)
    lobby.crash()
    lobby.boot()
    lobby.wait(24 * 3600.0)
    assert desk(lobby) == "Q03-01"


def test_the_desks_day_is_the_hospitals_not_the_worlds() -> None:
    numbers = DeskNumbers()
    evening = datetime.fromisoformat("2026-11-24T16:59:00+00:00")  # 23:59 in Vietnam
    numbers.taken(evening)
    assert numbers.next(evening) == 2
    assert numbers.next(evening + timedelta(minutes=2)) == 1


def test_checkpoints_bound_what_a_start_must_read(lobby: Lobby, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "CHECKPOINT_ROWS", 20)
    for _ in range(12):
        desk(lobby)
    checkpoints = [row.seq for row in lobby.rows() if isinstance(row.event, Checkpoint)]
    assert len(checkpoints) >= 2
    lobby.crash()
    read: list[int] = []
    whole = Journal.rows

    def rows(journal: Journal, after: int = 0) -> Iterator[Row]:
        for row in whole(journal, after):
            read.append(row.seq)
            yield row

    monkeypatch.setattr(Journal, "rows", rows)
    lobby.boot()
    assert min(read) == checkpoints[-1]
    monkeypatch.undo()
    assert desk(lobby) == "Q03-13"


def test_no_checkpoint_is_set_while_a_delivery_is_open(lobby: Lobby, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "CHECKPOINT_ROWS", 1)
    lobby.at_check()
    put_right = silent(lobby, "register", "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(13.0)
    lobby.tray.take()
    lobby.wait(0.1)
    assert lobby.shows(Screen.WELCOME)
    assert "Checkpoint" not in lobby.kinds()
    put_right()
    lobby.wait(5.0)
    desk(lobby)
    assert lobby.kinds()[-1] == "Checkpoint"


def test_an_erased_visit_is_not_taken_for_an_unfinished_one(lobby: Lobby) -> None:
    lobby.at_check().press(ev.EndPressed())
    lobby.tray.take()
    lobby.wait(0.1)
    assert desk(lobby) == "Q03-01"
    for subject in {row.subject for row in lobby.rows()}:
        lobby.journal.erase(subject)
    lobby.crash()
    before = lobby.journal.seq
    lobby.boot()
    assert lobby.journal.seq == before
    assert lobby.journal.verify().whole
    assert desk(lobby) == "Q03-02"


# -- the rows of a release, as they were written then


@pytest.fixture
def golden() -> Iterator[Journal]:
    """A journal holding the rows of release 1: two visits that ended, one that was cut short while registering."""
    codec = station_codec()
    journal = Journal.open(None, codec, MASTER, SimTime(MORNING))
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        event = codec.decode(row["kind"], row["body"], row["personal"])
        assert event is not None, row["kind"]
        journal.append([(row["subject"], event)])
    yield journal
    journal.close()


def test_the_rows_of_the_first_release_still_replay_to_the_same_outcome(golden: Journal) -> None:
    visits = replayed(golden)
    outcomes = [(visit.ending, visit.reason, visit.facts.department_id) for visit in visits.values()]
    assert outcomes == [
        (Ending.DONE, Reason.REGISTERED, "K01"),
        (Ending.HANDED_OVER, Reason.CLINIC_UNKNOWN, None),
        (None, None, "K01"),
    ]
    paid = next(iter(visits.values())).facts
    assert paid.payment is not None
    assert (paid.payment.due, paid.payment.settled) == (10_120, True)
    assert paid.citizen is not None
    assert paid.citizen.id_number == "001314000001"


def test_a_start_over_the_first_releases_rows_finds_what_was_open_then(golden: Journal, lobby: Lobby) -> None:
    loop = SimProcess(SimTime(MORNING), lobby.random)
    courier = Courier(lobby.his, loop, lambda *_: None, lambda _delivery: None, Patience())
    found = recover(golden, courier)
    (unfinished,) = found.unfinished.values()
    assert [delivery.subject for delivery in courier.open] == [unfinished.id]
    assert found.desk.next(MORNING) == 2


def holds(now: object, then: object) -> bool:
    """Whether everything that was written then is written now, at any depth."""
    if isinstance(now, dict) and isinstance(then, dict):
        return all(name in now and holds(now[name], value) for name, value in then.items())
    if isinstance(now, list) and isinstance(then, list):
        return len(now) == len(then) and all(map(holds, now, then))
    return now == then


def test_the_rows_of_the_first_release_are_written_the_same_way_today(golden: Journal) -> None:
    codec = station_codec()
    lines = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    for line, row in zip(lines, golden.rows(), strict=True):
        encoded = codec.encode(row.event)
        assert (encoded.kind, encoded.version) == (line["kind"], line["version"])
        # A newer release may add fields; what was written then stays as it was.
        body = json.loads(json.dumps(encoded.body))
        assert holds(body, line["body"])
        assert holds(json.loads(json.dumps(encoded.personal)), line["personal"])


def test_a_registration_the_first_release_called_chip_is_read_as_the_card_alone() -> None:
    rows = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    row = next(row for row in rows if row["kind"] == "DeliveryRequested")
    row["personal"]["payload"]["identity"]["identity_source"] = "chip"
    event = station_codec().decode(row["kind"], row["body"], row["personal"])
    assert event.payload.identity.identity_source is IdentitySource.CARD_ONLY


CLINICS_OFFERED = "DepartmentsKnown"  # what every patient is shown alike, whoever they are


def test_after_erasing_nothing_in_the_file_says_who_was_registered_where(tmp_path: Path) -> None:
    path, codec = tmp_path / "journal.sqlite3", station_codec()
    journal = Journal.open(path, codec, MASTER, SimTime(MORNING))
    lines = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["kind"] != CLINICS_OFFERED:
            event = codec.decode(line["kind"], line["body"], line["personal"])
            journal.append([(line["subject"], event)])
    (registered,) = (row.event.registered for row in journal.rows() if isinstance(row.event, ev.VisitRegistered))
    for subject in {line["subject"] for line in lines}:
        journal.erase(subject)
    assert journal.verify().whole
    journal.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"VisitRegistered" in left
    personal = (
        registered.patient_id,
        registered.visit_code,
        registered.bill_id,
        registered.department_name,
        json.dumps(registered.department_name).strip('"'),
        registered.department_id,
        registered.queue_number,
    )
    assert [value for value in personal if value.encode() in left] == []


def test_which_clinic_was_chosen_stands_nowhere_in_the_open(golden: Journal) -> None:
    for stored in golden.rows():
        if stored.kind != CLINICS_OFFERED:
            body = json.dumps(station_codec().encode(stored.event).body, ensure_ascii=False)
            assert not [value for value in ("K01", "Nội tim mạch", "BN0000003", "20261124000001") if value in body]
