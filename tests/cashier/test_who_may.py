"""Named users, PINs and their locks, sessions, and what each role may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desk_parts import FLOAT, PIN, Scene, done, refused
from hypothesis import given
from hypothesis import strategies as st

from his_client.outcome import Done, Refused
from kiosk.cashier.ports import Desk
from kiosk.cashier.user_events import PinChanged, PinWrong, SignedIn, UserAdded, UserLocked
from kiosk.cashier.users import Argon2Pins, Users, weak
from kiosk.cashier.values import Role
from kiosk.hub.desk.roles import MAY, WATCHES
from kiosk.hub.desk.wire import DESK


def window(scene: Scene) -> Desk:
    return scene.hub.service.for_session()


def test_a_new_user_changes_the_pin_first(scene: Scene) -> None:
    desk = window(scene)
    session = done(desk.sign_in("lan", PIN, "desk-1"))
    assert session.change_pin
    assert (session.full_name, session.roles, session.users) == (
        "Lê Thị Lan",
        (Role.CASHIER,),
        ("duc", "ha", "ky", "lan"),
    )
    assert refused(desk.open_shift(scene.id(), FLOAT)) == "forbidden"
    assert refused(desk.change_pin("000000", "730462")) == "wrong"
    assert refused(desk.change_pin(PIN, PIN)) == "weak_pin"
    done(desk.change_pin(PIN, "730462"))
    done(desk.open_shift(scene.id(), FLOAT))
    assert refused(window(scene).sign_in("lan", PIN, "desk-1")) == "wrong"
    assert not done(window(scene).sign_in("lan", "730462", "desk-1")).change_pin


@pytest.mark.attack
def test_wrong_pins_lock_longer_and_longer_and_a_right_one_begins_anew(scene: Scene) -> None:
    desk = window(scene)
    for _ in range(5):
        assert refused(desk.sign_in("lan", "111111", "desk-1")) == "wrong"
    assert refused(desk.sign_in("lan", PIN, "desk-1")) == "locked"
    scene.run(31)
    assert refused(desk.sign_in("lan", "111111", "desk-1")) == "wrong"
    scene.run(31)
    assert refused(desk.sign_in("lan", PIN, "desk-1")) == "locked"
    scene.crash()
    scene.boot()
    desk = window(scene)
    assert refused(desk.sign_in("lan", PIN, "desk-1")) == "locked"
    scene.run(30)
    done(desk.sign_in("lan", PIN, "desk-1"))
    for _ in range(4):
        assert refused(desk.sign_in("lan", "111111", "desk-1")) == "wrong"
    done(desk.sign_in("lan", PIN, "desk-1"))
    events = scene.events()
    assert sum(isinstance(event, PinWrong) for event in events) == 10
    waits = [event.until - event.at for event in events if isinstance(event, UserLocked)]
    assert waits == [timedelta(seconds=30), timedelta(seconds=60)]
    assert sum(isinstance(event, SignedIn) for event in events) == 2


def test_a_lock_ends_with_a_pin_set_anew(scene: Scene) -> None:
    desk = window(scene)
    for _ in range(5):
        desk.sign_in("lan", "111111", "desk-1")
    assert scene.hub.service.reset_pin("lan", "864209") == Done(None)
    assert done(desk.sign_in("lan", "864209", "desk-1")).change_pin
    assert scene.hub.service.reset_pin("lan", "123456") == Refused(
        "weak_pin", "six digits or more, no run and no repetition"
    )


def test_a_longest_lock_is_an_hour() -> None:
    users, now = Users(), Scene(people=False).time.now()
    users.apply(UserAdded("lan", (Role.CASHIER,), "it", now, "Lan", "x"))
    for _ in range(40):
        for event in users.tried("lan", "desk-1", False, now):
            users.apply(event)
    assert users.locked("lan", now + timedelta(minutes=59))
    assert not users.locked("lan", now + timedelta(minutes=60))


@pytest.mark.attack
def test_an_unknown_name_is_as_wrong_as_a_wrong_pin_and_leaves_no_row(scene: Scene) -> None:
    before = len(scene.events())
    for _ in range(9):
        assert refused(window(scene).sign_in("nobody", PIN, "desk-1")) == "wrong"
    assert len(scene.events()) == before
    assert refused(window(scene).sign_in("lan", PIN, "desk-9")) == "no_desk"


@pytest.mark.attack
@pytest.mark.parametrize(
    "pin",
    [
        "",
        "12345",
        "1234567890123",
        "abcdef",
        "123456",
        "654321",
        "000000",
        "135791",
        "121212",
        "123123",
        "890123",
        "97531",
    ],
)
def test_easy_pins_are_weak(pin: str) -> None:
    assert weak(pin)


@given(st.from_regex(r"[0-9]{6,12}", fullmatch=True))
def test_what_is_not_weak_is_neither_a_run_nor_a_repetition(pin: str) -> None:
    if not weak(pin):
        assert len(set(pin)) > 1
        assert all(pin != pin[:size] * (len(pin) // size) for size in range(1, len(pin)) if len(pin) % size == 0)


def test_a_desk_is_known_by_what_people_call_it(scene: Scene) -> None:
    for called in ("desk-1", "Quầy 1", "quầy 1 ", "1"):
        assert done(window(scene).sign_in("lan", PIN, called)).desk == "desk-1"


@pytest.mark.attack
def test_names_are_given_once_and_are_plain(scene: Scene) -> None:
    service = scene.hub.service
    for name in ("", "L", "Lan", "lan lan", "hub", "9lan", "lán"):
        assert service.add_user(name, "Lan", (Role.CASHIER,), PIN).code == "bad_name"  # type: ignore[union-attr]
    assert service.add_user("lan", "Lan", (Role.CASHIER,), PIN).code == "name_used"  # type: ignore[union-attr]
    assert service.add_user("mai", "Mai", (), PIN).code == "no_role"  # type: ignore[union-attr]
    assert service.add_user("mai", " ", (Role.CASHIER,), PIN).code == "no_full_name"  # type: ignore[union-attr]
    assert service.remove_user("mai").code == "no_user"  # type: ignore[union-attr]
    desk = scene.sit("lan")
    assert service.remove_user("lan") == Done(None)
    assert refused(desk.shift()) == "unauthorised"
    assert refused(window(scene).sign_in("lan", PIN, "desk-1")) == "wrong"
    assert service.add_user("lan", "Lan", (Role.CASHIER,), PIN).code == "name_used"  # type: ignore[union-attr]


@pytest.mark.attack
def test_a_session_ends_by_time_by_idleness_and_by_signing_out(scene: Scene) -> None:
    desk = scene.sit("lan")
    done(desk.sign_out())
    assert refused(desk.shift()) == "unauthorised"
    watching = scene.sit("lan")
    for _ in range(3):
        scene.run(500)
        watching.shift()
    assert refused(watching.shift()) == "unauthorised"
    busy = scene.sit("lan")
    for _ in range(6):
        scene.run(700)
        done(busy.z_reports())
    scene.crash()
    scene.boot()
    assert refused(scene.hub.service.for_session("any token").shift()) == "unauthorised"


def test_a_closed_shift_leaves_half_an_hour_for_its_report(scene: Scene) -> None:
    desk = scene.cashier("lan")
    done(desk.count(FLOAT))
    report = done(desk.close_shift("", ""))
    scene.run(900)
    done(desk.z_report(report.z_number))
    scene.run(901)
    assert refused(desk.z_report(report.z_number)) == "unauthorised"


@pytest.mark.attack
def test_a_pin_changed_ends_the_persons_other_sessions(scene: Scene) -> None:
    one, other = scene.sit("lan"), scene.sit("lan", "desk-2")
    done(one.change_pin(PIN, "730462"))
    done(one.shift())
    assert refused(other.shift()) == "unauthorised"
    assert any(isinstance(event, PinChanged) and event.by == "lan" for event in scene.events())


def test_every_call_of_the_port_has_its_row_of_roles() -> None:
    assert set(MAY) == set(DESK) - {"sign_in"}
    assert set(MAY) >= WATCHES
    assert all(MAY.values())


@pytest.mark.attack
@pytest.mark.parametrize(
    ("user", "call", "arguments"),
    [
        ("lan", "decide_refund", ("r", True)),
        ("lan", "decide_void", ("p", True)),
        ("lan", "settle", ("k", "how", "note")),
        ("ky", "open_shift", ("shift-00001", FLOAT)),
        ("ky", "pay", ("p", "b", "fee", 1, "cash")),
        ("ky", "decide_refund", ("r", True)),
    ],
)
def test_a_role_does_what_is_its_own(scene: Scene, user: str, call: str, arguments: tuple[object, ...]) -> None:
    assert refused(getattr(scene.sit(user), call)(*arguments)) == "forbidden"


@pytest.mark.attack
def test_pins_are_argon2id_hashes_in_the_encrypted_part(scene: Scene) -> None:
    pins = Argon2Pins()
    hashed = pins.hash(PIN)
    assert hashed.startswith("$argon2id$")
    assert pins.fits(hashed, PIN)
    assert not pins.fits(hashed, "204919")
    assert not pins.fits("not a hash", PIN)
    bodies = " ".join(row[0] for row in scene.file.execute("SELECT body FROM journal"))
    assert "plain:" not in bodies
    assert PIN not in repr(scene.events())
