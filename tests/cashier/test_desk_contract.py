"""The desk's port, in the hub's own process and over HTTP: one suite for both, and what only the doors have."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from desk_parts import FLOAT, PEOPLE, PIN, PRICE, Scene, done, refused
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.fields import BadShape
from his_client.http import InsecureAddress, JsonClient, JsonReply
from his_client.outcome import Done, Refused, Unknown
from kiosk.cashier.ports import Cause, Desk, Difference, Export, Pair, Waiting
from kiosk.cashier.values import Buyer, Role
from kiosk.hub.asked import refused as refusal
from kiosk.hub.desk.client import HttpDesk
from kiosk.hub.desk.doors import add_desk_doors, opens_itself
from kiosk.hub.desk.users_client import UsersClient
from kiosk.hub.desk.wire import DESK, NotOfThisShape
from kiosk.hub.service import HubServer
from kiosk.money.order import BillKind

MACHINE = "a-token-of-a-cashiers-machine"


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene(books=True)
    yield made
    made.close()


@pytest.fixture
def served(scene: Scene) -> Iterator[str]:
    app = Flask("desk-test")
    app.config["MAX_CONTENT_LENGTH"] = 16 * 1024
    app.register_error_handler(BadShape, lambda _: refusal("bad_request", 400))
    add_desk_doors(app, scene.hub.service, MACHINE, scene.time.monotonic)
    server = HubServer(app, "127.0.0.1", 0)
    server.start()
    yield server.url
    server.stop()


@pytest.fixture(params=["in process", "over HTTP"])
def window(request: pytest.FixtureRequest, scene: Scene) -> Iterator[Callable[[], Desk]]:
    with ExitStack() as stack:
        if request.param == "in process":
            yield scene.hub.service.for_session
            return
        url = request.getfixturevalue("served")

        def over_http() -> Desk:
            line = HttpDesk(url, MACHINE)
            stack.callback(line.close)
            return line.desk

        yield over_http


def seated(scene: Scene, window: Callable[[], Desk], user: str = "lan", desk: str = "desk-1") -> Desk:
    scene.sit(user, desk)
    own = window()
    assert done(own.sign_in(user, PIN, desk)).user == user
    return own


def test_a_whole_shift_is_the_same_by_both_roads(scene: Scene, window: Callable[[], Desk]) -> None:
    lan, ha = seated(scene, window), seated(scene, window, "ha")
    assert done(lan.shift()) is None
    shift_id = scene.id()
    view = done(lan.open_shift(shift_id, FLOAT))
    assert (view.shift_id, view.float_amount, view.opened_at) == (shift_id, 2_000_000, scene.time.now())
    bill = scene.bill()
    (shown,) = done(lan.bills(bill.visit_code))
    assert (shown.kind, shown.due) == (BillKind.FEE, PRICE)
    buyer = Buyer("Công ty Ánh Dương", "0101234567")
    payment_id = scene.id()
    paid = lan.pay(payment_id, bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=100_000, payer="Thử", buyer=buyer)
    assert done(paid).change == 49_400
    scene.run(5)
    assert done(lan.slip(payment_id, copy=True)).buyer == buyer
    refund = scene.id()
    done(lan.ask_refund(refund, f"cash:{payment_id}", 600, "over"))
    done(ha.decide_refund(refund, True))
    done(lan.drop(scene.id(), 1_000_000, "NQ-1"))
    assert refused(lan.close_shift("", "")) == "not_counted"
    counted = done(lan.count(((500_000, 2), (50_000, 1), (200, 3))))
    assert counted.book is not None
    assert counted.book.difference == 0
    assert ("refunds_waiting", 1) in counted.waiting
    report = done(lan.close_shift("", "", "duc"))
    assert done(lan.z_report(report.z_number)) == report
    assert [line.z_number for line in done(lan.z_reports(scene.time.now().date()))] == [report.z_number]
    duc = seated(scene, window, "duc")
    assert done(duc.accept(report.shift_id, ((500_000, 2), (50_000, 1), (200, 3)))).user == "duc"
    done(lan.sign_out())
    assert refused(lan.shift()) == "unauthorised"


def test_what_waits_is_told_to_everybody_alike(scene: Scene, window: Callable[[], Desk]) -> None:
    lan, ha = seated(scene, window), seated(scene, window, "ha")
    done(lan.open_shift(scene.id(), FLOAT))
    first, second = (scene.take_cash(lan, scene.bill()) for _ in range(2))
    done(lan.ask_void(first, "mistyped", "hai lần"))
    done(lan.ask_refund(scene.id(), f"cash:{second}", 600, "over"))
    for one in (lan, ha, seated(scene, window, "ky"), seated(scene, window, "duc", "desk-2")):
        assert done(one.waiting()) == Waiting(0, 1, 1)
        (waits,) = done(one.voids())
        assert (waits.payment.payment_id, waits.desk, waits.asked_by) == (first, "desk-1", "lan")
        assert (waits.reason, waits.note) == ("mistyped", "hai lần")
    scene.run(5)
    done(ha.decide_void(first, True))
    assert (done(ha.voids()), done(lan.waiting())) == ((), Waiting(0, 1, 0))


def test_people_and_desks_are_told_by_their_names(scene: Scene, window: Callable[[], Desk]) -> None:
    scene.sit("lan")
    assert scene.hub.service.remove_user("duc") == Done(None)
    session = done(window().sign_in("lan", PIN, "desk-1"))
    assert dict(session.names) == {name: full_name for name, (full_name, _) in PEOPLE.items()}
    assert session.users == ("ha", "ky", "lan"), "who left has a name still, and is handed nothing"
    assert session.hospital == "Bệnh viện Mẫu"
    assert dict(session.desks) == {"desk-1": "Quầy 1", "desk-2": "Quầy 2"}


def test_the_books_answer_too(scene: Scene, window: Callable[[], Desk]) -> None:
    ky = seated(scene, window, "ky")
    today = done(ky.today())
    assert today.day == scene.time.now().date()
    assert done(ky.differences(settled=True)) == ()
    assert refused(ky.story("order:none")) == "no_story"
    assert done(ky.search("KM")) == ()
    assert refused(ky.take("none")) == "no_difference"
    assert refused(ky.upload("thu.csv", b"\x00\xff nothing of a statement", "")) == "unreadable"
    assert refused(ky.begin_import("0" * 64, "csv", "1", "bank")) == "no_upload"
    assert done(ky.imports()) == ()


def test_refusals_are_the_same_by_both_roads(scene: Scene, window: Callable[[], Desk]) -> None:
    nobody = window()
    assert refused(nobody.shift()) == "unauthorised"
    assert refused(nobody.sign_in("lan", "999999", "desk-1")) == "wrong"
    assert refused(nobody.sign_in("lan", PIN, "desk-9")) == "no_desk"
    fresh = done(nobody.sign_in("lan", PIN, "desk-1"))
    assert (fresh.change_pin, fresh.expires_at) == (True, scene.time.now() + timedelta(hours=12))
    assert refused(nobody.shift()) == "forbidden"
    done(nobody.change_pin(PIN, "730462"))
    assert done(nobody.shift()) is None
    assert refused(nobody.decide_void("x", True)) == "forbidden"
    with pytest.raises(TypeError):
        nobody.shift("too much")  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        nobody.steal()  # type: ignore[attr-defined]


def test_both_are_the_port_to_the_last_parameter() -> None:
    for name, method in inspect.getmembers(Desk, inspect.isfunction):
        if not name.startswith("_"):
            parameters = list(inspect.signature(method).parameters.values())[1:]
            assert list(DESK[name].signature.parameters.values()) == parameters


# -- only the doors


@pytest.mark.attack
def test_a_machine_without_the_desks_token_tries_no_pins(served: str, scene: Scene) -> None:
    before = len(scene.events())
    line = HttpDesk(served, "another")
    assert refused(line.desk.sign_in("lan", "999999", "desk-1")) == "unauthorised"
    line.close()
    assert len(scene.events()) == before


@pytest.mark.attack
def test_a_strangers_body_is_not_read(served: str) -> None:
    with JsonClient(served) as http:
        for token in ("", MACHINE, "another"):
            sent = {"name": "x", "content": "A" * 100_000, "of no": "shape"}
            reply = http.call("POST", "/desk/upload", body=sent, headers={"Authorization": f"Bearer {token}"})
            assert isinstance(reply, JsonReply)
            assert reply.data["refused"] == "unauthorised"


@pytest.mark.attack
def test_tries_from_one_address_are_few(served: str) -> None:
    line = HttpDesk(served, MACHINE)
    said = {refused(line.desk.sign_in("nobody", "999999", "desk-1")) for _ in range(25)}
    line.close()
    assert said == {"wrong", "locked"}


@pytest.mark.attack
def test_only_an_upload_may_be_large(served: str, scene: Scene) -> None:
    scene.sit("ky")
    line = HttpDesk(served, MACHINE)
    done(line.desk.sign_in("ky", PIN, "desk-1"))
    assert refused(line.desk.upload("thu.csv", b"\xff" * 200_000)) == "unreadable"
    assert not isinstance(line.desk.search("x" * 100_000), Done)
    line.close()


@pytest.mark.attack
@pytest.mark.parametrize("body", ["[]", "null", "{}", '{"scan": 5}', '{"scan": "x", "more": 1}', "no json"])
def test_a_body_of_another_shape_is_a_bad_request(served: str, scene: Scene, body: str) -> None:
    scene.sit("lan")
    line = HttpDesk(served, MACHINE)
    token = done(line.desk.sign_in("lan", PIN, "desk-1")).token
    line.close()
    with JsonClient(served) as http:
        sent = json.loads(body) if body != "no json" else body
        reply = http.call("POST", "/desk/bills", body=sent, headers={"Authorization": f"Bearer {token}"})
        assert isinstance(reply, JsonReply)
        assert reply.data == {"refused": "bad_request", "detail": ""}
        other = http.call("POST", "/desk/steal", body={}, headers={"Authorization": f"Bearer {token}"})
        assert isinstance(other, JsonReply)
        assert other.status == 404


def test_the_keeper_adds_lists_resets_and_removes(served: str, scene: Scene) -> None:
    hub = UsersClient(served, "the hub's own guard is tested with the hub")
    assert hub.add("mai", "Vũ Mai", (Role.CASHIER, Role.ACCOUNTANT), "730462") == Done(None)
    assert hub.add("mai", "Vũ Mai", (Role.CASHIER,), "730462") == Refused("name_used")
    assert hub.add("son", "Lý Sơn", (Role.CASHIER,), "123456") == Refused("weak_pin")
    (found,) = [user for user in done(hub.users()) if user.user == "mai"]
    assert found.plain() == {
        "user": "mai",
        "full_name": "Vũ Mai",
        "roles": ("cashier", "accountant"),
        "change_pin": True,
        "locked": False,
    }
    assert hub.reset_pin("mai", "864209") == Done(None)
    done(scene.hub.service.for_session().sign_in("mai", "864209", "desk-1"))
    assert hub.remove("mai") == Done(None)
    assert hub.remove("mai") == Refused("no_user")
    hub.close()


@pytest.mark.attack
def test_users_doors_are_not_the_desks() -> None:
    assert opens_itself("/desk/sign_in")
    assert opens_itself("/desk/pay")
    for path in ("/desk/users", "/desk/users/lan/pin", "/desk/", "/orders", "/desk/pay/x"):
        assert not opens_itself(path)


@pytest.mark.attack
def test_plain_http_leaves_no_machine() -> None:
    with pytest.raises(InsecureAddress):
        HttpDesk("http://hub.example.vn", MACHINE)


def test_an_answer_that_is_none_is_unknown(served: str) -> None:
    line = HttpDesk(served.rsplit(":", 1)[0] + ":9", MACHINE, deadline_s=2)
    assert isinstance(line.desk.shift(), Unknown)
    line.close()


# -- the codec


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=64), st.text(max_size=20))
def test_bytes_and_texts_travel_unchanged(content: bytes, name: str) -> None:
    upload, export = DESK["upload"], DESK["export"]
    assert upload.read_arguments(upload.write_arguments({"name": name, "content": content})) == {
        "name": name,
        "content": content,
    }
    answer = Done(Export(name, "application/pdf", content))
    assert export.read_answer(export.write_answer(answer)) == answer


def test_money_times_and_codes_travel_as_what_they_are(scene: Scene) -> None:
    call = DESK["differences"]
    row = Difference(
        "k",
        Pair.HIS_BANK,
        Cause.OVER,
        scene.time.now(),
        "K03",
        "KM7F3K92T",
        None,
        2**53 + 1,
        0,
        5,
        "s",
        detail="<&\u2028",
    )
    assert call.read_answer(call.write_answer(Done((row,)))) == Done((row,))
    assert call.read_answer(b'{"done": [], "of a later release": 1}') == Done(())
    for bad in (b'{"done": [{"key": "k"}]}', b"{}", b"[]", b'{"refused": 5}', b"\xff"):
        with pytest.raises(NotOfThisShape):
            call.read_answer(bad)


@pytest.mark.attack
@pytest.mark.parametrize("amount", ['"50600"', "50600.0", "5.06e4", "true", "null"])
def test_an_amount_is_a_whole_number_and_nothing_else(amount: str) -> None:
    body = f'{{"payment_id": "p", "bill_id": "b", "kind": "fee", "amount": {amount}, "method": "cash"}}'
    with pytest.raises(NotOfThisShape):
        DESK["pay"].read_arguments(body.encode())
