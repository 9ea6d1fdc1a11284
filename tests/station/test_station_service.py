"""Out of service: nobody begins, who stands there goes on, and neither a restart nor a long day forgets it."""

from __future__ import annotations

from station_parts import Lobby

from kiosk.visit.view import Screen


def out_of_service(lobby: Lobby) -> None:
    lobby.process.post(lambda: lobby.station.serve(False, "tu.it", "order-1"))
    lobby.wait(0.01)


def in_service(lobby: Lobby) -> None:
    lobby.process.post(lambda: lobby.station.serve(True, "tu.it"))
    lobby.wait(0.01)


def test_out_of_service_shows_the_desk_and_nobody_begins(lobby: Lobby) -> None:
    out_of_service(lobby)
    assert lobby.shows(Screen.CLOSED)
    assert lobby.view.desk == "2"
    lobby.tray.lay()
    lobby.process.post(lambda: lobby.station.begin_by_touch("vi"))
    lobby.wait(1.0)
    assert lobby.station.visit is None
    assert lobby.shows(Screen.CLOSED)


def test_who_stands_there_finishes_first(lobby: Lobby) -> None:
    lobby.at_payment()
    out_of_service(lobby)
    assert lobby.shows(Screen.PAYMENT)
    lobby.hub.received_ = lobby.view.content.due  # type: ignore[union-attr]
    lobby.wait(5.0)
    assert lobby.shows(Screen.TICKET)
    lobby.tray.take()
    lobby.wait(1.0)
    assert lobby.shows(Screen.CLOSED)
    assert len(lobby.registrations()) == 1


def test_a_restart_does_not_put_it_back_and_a_person_does(lobby: Lobby) -> None:
    out_of_service(lobby)
    lobby.crash()
    lobby.boot()
    lobby.wait(0.1)
    assert lobby.shows(Screen.CLOSED)
    in_service(lobby)
    assert lobby.shows(Screen.WELCOME)
    lobby.crash()
    lobby.boot()
    lobby.at_face()


def test_the_journal_says_who_did_it_once(lobby: Lobby) -> None:
    out_of_service(lobby)
    out_of_service(lobby)
    [changed] = [row.event for row in lobby.rows() if row.kind == "ServiceChanged"]
    assert (changed.open, changed.by, changed.order_id) == (False, "tu.it", "order-1")  # type: ignore[union-attr]


def test_a_quiet_moment_carries_it_on(lobby: Lobby) -> None:
    out_of_service(lobby)
    lobby.process.post(lobby.station.checkpoint)
    lobby.wait(0.1)
    lobby.crash()
    lobby.boot()
    lobby.wait(0.1)
    assert lobby.shows(Screen.CLOSED)
    assert lobby.rows()[-1].kind == "ServiceChanged"
