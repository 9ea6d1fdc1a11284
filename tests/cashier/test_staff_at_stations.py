"""Who helps patients at stations is asked of the hub, by number and PIN; nobody there can lock a cashier out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desk_parts import PIN, Scene, done, refused

from his_client.outcome import Done, Refused
from kiosk.cashier.user_events import PinWrong, SignedIn, UserLocked
from kiosk.cashier.users import wait_after
from kiosk.cashier.values import Role

OWN = "730462"


@pytest.fixture
def hoa(scene: Scene) -> Scene:
    """A hub with a receptionist whose PIN is her own."""
    assert scene.hub.service.add_user("hoa", "Bùi Thị Hoà", (Role.RECEPTION,), PIN, "417") == Done(None)
    done(scene.hub.service.for_session().sign_in("hoa", PIN, "desk-1"))
    return scene


def change(scene: Scene) -> None:
    window = scene.hub.service.for_session()
    done(window.sign_in("hoa", PIN, "desk-1"))
    done(window.change_pin(PIN, OWN))


def test_the_first_pin_is_changed_at_a_desk_before_it_is_good_at_a_station(hoa: Scene) -> None:
    assert hoa.hub.service.at_station("417", PIN, "03") == Refused("change_pin")
    change(hoa)
    assert hoa.hub.service.at_station("417", OWN, "03") == Done("hoa")
    signed = [event for event in hoa.events() if isinstance(event, SignedIn)]
    assert (signed[-1].user, signed[-1].desk) == ("hoa", "station-03")


@pytest.mark.attack
def test_wrong_pins_wait_longer_and_longer_also_over_a_restart(hoa: Scene) -> None:
    change(hoa)
    for _ in range(5):
        assert refused(hoa.hub.service.at_station("417", "111222", "03")) == "wrong"
    hoa.crash()
    hoa.boot()
    assert refused(hoa.hub.service.at_station("417", OWN, "05")) == "locked"
    hoa.run(31)
    assert hoa.hub.service.at_station("417", OWN, "05") == Done("hoa")
    assert sum(isinstance(event, PinWrong) for event in hoa.events()) == 5
    assert [wait_after(wrong) for wrong in (4, 5, 6)] == [None, timedelta(seconds=30), timedelta(seconds=60)]


@pytest.mark.attack
def test_nobody_at_a_station_can_keep_a_cashier_from_the_desk(scene: Scene) -> None:
    for number in ("lan", "417", "", "ha"):
        for _ in range(6):
            assert refused(scene.hub.service.at_station(number, "111222", "03")) == "wrong"
    assert not any(isinstance(event, PinWrong | UserLocked) for event in scene.events())
    done(scene.hub.service.for_session().sign_in("lan", PIN, "desk-1"))


@pytest.mark.attack
def test_who_only_helps_at_stations_does_nothing_of_the_desks(hoa: Scene) -> None:
    change(hoa)
    window = hoa.hub.service.for_session()
    done(window.sign_in("hoa", OWN, "desk-1"))
    for call in ("shift", "terminals", "waiting"):
        assert refused(getattr(window, call)()) == "forbidden"
    done(window.sign_out())


def test_a_number_is_whose_helps_at_stations_and_is_given_once(hoa: Scene) -> None:
    service = hoa.hub.service
    for roles, number, code in (
        ((Role.RECEPTION,), "", "no_number"),
        ((Role.CASHIER,), "418", "no_number"),
        ((Role.MANAGER,), "418", "no_number"),
        ((Role.RECEPTION,), "12", "bad_number"),
        ((Role.RECEPTION,), "417", "number_used"),
    ):
        assert refused(service.add_user("mai", "Mai", roles, PIN, number)) == code
    done(service.remove_user("hoa"))
    assert refused(service.at_station("417", PIN, "03")) == "wrong"
    assert refused(service.add_user("mai", "Mai", (Role.RECEPTION,), PIN, "417")) == "number_used"


def test_behind_a_stations_screen_it_and_the_reception_are_known_and_nobody_else(hoa: Scene) -> None:
    change(hoa)
    service = hoa.hub.service
    done(service.add_user("tu", "Lê Tú", (Role.IT,), PIN, "900"))
    done(service.add_user("an", "Trần An", (Role.IT,), PIN))
    assert refused(service.entering("900", PIN, "03")) == "change_pin"
    done(service.change_own_pin("tu", PIN, OWN))
    assert done(service.entering("900", OWN, "03")).roles == (Role.IT,)
    assert done(service.entering("417", OWN, "03")).roles == (Role.RECEPTION,)
    assert refused(service.entering("", PIN, "03")) == "wrong"
    assert refused(service.at_station("900", OWN, "03")) == "wrong", "IT takes no visit over"
