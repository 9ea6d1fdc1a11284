"""Every journey from outside: through the accessibility tree of the real window, pressing what is read on it.

Nothing of the project is imported but its translations: what is pressed is found by the name a person sees. One
demonstration serves them all, one after the other, as a day does: some come back for what an earlier one began. What
came of it is asked of the hospital's side. `make whole` runs them all; `make test` leaves out those marked so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import pytest
from outside_parts import Outside, ask, before_the_demonstration
from outside_person import (
    ALREADY,
    CHECK,
    CLINIC,
    CODE,
    DESK,
    FACE,
    INSURED,
    OTHER,
    PAYMENT,
    SOMETHING_ELSE,
    TAKE_CARD,
    TICKET,
    WELCOME,
    Act,
    AtTheKeypad,
    Person,
    eventually,
    hand,
    in_turn,
    keys,
    looks_as,
    meets,
    press,
    press_named,
    press_once_read,
    speaks,
    takes,
)

pytestmark = [pytest.mark.xdist_group("outside"), pytest.mark.timeout(600)]

WAITING = (
    "About %1 minutes\nstill to wait",
    "%1 people\nbefore you",
    "You are\nthe next",
    "Your number\nis in the queue",
)
TO_DO_ELSE = press(SOMETHING_ELSE)


@pytest.fixture(autouse=True)
def _welcomed(outside: Outside) -> None:
    """Whoever came before has gone."""
    assert eventually(Person(outside).is_welcome)


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    """Somebody before a demonstration that runs; it has to end well."""
    with before_the_demonstration(tmp_path_factory.mktemp("outside")) as somebody:
        somebody.begins()
        yield somebody
        told = somebody.ends()
        assert any("the HIS holds the visit" in line for line in told), told


def comes(outside: Outside, card: str, rules: dict[str, Act] | None = None, **wishes: bool) -> Person:
    """Somebody with this card goes from the welcome screen to the welcome screen."""
    outside.takes_the_card_of(card)
    return Person(outside, rules, **wishes).goes()


def of(outside: Outside, person: Person) -> dict[str, object]:
    """The registration the HIS holds under the number that was read."""
    [row] = [row for row in outside.registered() if row["queue_number"] == person.number]
    return row


def errand(name: str) -> dict[str, Act]:
    """Not by the card: what is chosen instead."""
    return {WELCOME: in_turn(TO_DO_ELSE, hand("Lay the card down")), OTHER: press(name)}


@contextmanager
def without(outside: Outside, *switches: str) -> Iterator[None]:
    """Take something away, and give it back."""
    for switch in switches:
        outside.does(switch)
    try:
        yield
    finally:
        for switch in switches:
            outside.does(switch)


def typed(number: str, birth: str, expiry: str) -> dict[str, Act]:
    """The card's key typed."""
    return {
        "Enter the 12 digits\nof your ID card": keys(number),
        "Your date of birth": keys(birth),
        "Expiry date of the card": keys(expiry),
    }


def test_insured_with_an_appointment(outside: Outside) -> None:
    slips = outside.slips()
    person = comes(outside, "adult-2021", face=True, pays=True)
    assert {CODE, FACE, PAYMENT, TICKET} <= set(person.met)
    row = of(outside, person)
    assert (row["identity_source"], row["insurance_status"]) == ("chip+face", "eligible")
    assert row["appointment_id"]
    assert row["payments"] == [row["amount_due"]]
    assert outside.slips() == slips + 1


@pytest.mark.whole
def test_insured_walk_in_who_wants_no_camera_and_pays_later(outside: Outside) -> None:
    person = comes(outside, "adult-2024")
    assert {INSURED, CLINIC, TICKET} <= set(person.met)
    assert FACE not in person.met
    row = of(outside, person)
    assert (row["identity_source"], row["payments"]) == ("card_only", [])


@pytest.mark.whole
def test_already_registered_today_prints_again(outside: Outside) -> None:
    slips = outside.slips()
    person = comes(outside, "adult-2024", {ALREADY: press("Print again")})
    row = of(outside, person)
    assert (row["slips"], outside.slips()) == (2, slips + 1)


@pytest.mark.whole
def test_already_registered_today_pays(outside: Outside) -> None:
    person = comes(outside, "adult-2024", {ALREADY: press("Pay %1")}, pays=True)
    row = of(outside, person)
    assert row["payments"] == [row["amount_due"]]


@pytest.mark.whole
def test_already_registered_today_adds_a_clinic(outside: Outside) -> None:
    person = comes(outside, "adult-2024", {ALREADY: press("Another clinic today")})
    row = of(outside, person)
    both = [one for one in outside.registered() if one["id_number"] == row["id_number"]]
    assert len({one["department_id"] for one in both}) == 2


@pytest.mark.whole
def test_self_pay(outside: Outside) -> None:
    ask(
        f"{outside.his}/_control/insured",
        id_number="001199000073",
        full_name="Trương Mỹ Mẫu",
        birth_date="1999-09-09",
        sex="Nữ",
        valid_from="2019-01-01",
        valid_to="2019-12-31",
    )
    person = comes(outside, "single", pays=True)
    assert person.has_read("No valid insurance found")
    row = of(outside, person)
    assert row["amount_due"] == row["price"]
    assert row["payments"] == [row["price"]]


@pytest.mark.whole
def test_child_with_a_parent(outside: Outside) -> None:
    rules: dict[str, Act] = {
        **errand("Register\na child"),
        "What are you\nto the child?": press("Father"),
        "Show the code of\nthe child's card": takes("child", "Show the card's QR"),
    }
    person = comes(outside, "one-parent", rules)
    row = of(outside, person)
    assert row["id_number"] == "001215000040"
    assert "001092000084" in str(row["wishes"])


@pytest.mark.whole
def test_foreigner_with_a_passport_in_english(outside: Outside) -> None:
    rules: dict[str, Act] = {
        WELCOME: in_turn(press("Language"), TO_DO_ELSE, hand("Lay the card down")),
        "Choose your language": speaks("en", "English"),
        OTHER: press("Register with\na passport"),
        "The number of\nyour passport": keys("L898902C3"),
        "Your date of birth": keys("12081974"),
        "Expiry date of\nthe passport": keys("15042031"),
    }
    person = comes(outside, "passport", rules)
    row = of(outside, person)
    assert (row["id_number"], row["full_name"]) == ("L898902C3", "ERIKSSON ANNA MARIA")
    assert "Please take\nyour passport" in person.ever


@pytest.mark.whole
def test_no_chip_registers_by_the_code_on_the_card(outside: Outside) -> None:
    person = comes(outside, "dead-chip")
    row = of(outside, person)
    assert (row["identity_source"], row["id_number"]) == ("qr", "001195000991")


@pytest.mark.whole
def test_no_chip_and_no_code_registers_by_what_is_typed(outside: Outside) -> None:
    rules: dict[str, Act] = {
        CODE: press("Type the number"),
        **typed("001195000992", "02091995", "02092035"),
        "Your full name": keys("LÊ THI MÂU"),
    }
    person = comes(outside, "dead-chip", rules)
    row = of(outside, person)
    assert (row["identity_source"], row["id_number"]) == ("typed", "001195000992")


@pytest.mark.whole
def test_face_refused_before_the_camera(outside: Outside) -> None:
    person = comes(outside, "long-address", {FACE: press("Go on without the camera")}, face=True)
    assert FACE in person.met
    assert of(outside, person)["identity_source"] == "card_only"


@pytest.mark.whole
def test_face_of_somebody_else(outside: Outside) -> None:
    """On a busy machine the movements may be seen too late: then that is what the face is doubted for."""
    doubts = ("No match yet", "Once more, please", "Not seen clearly yet")
    rules: dict[str, Act] = {
        FACE: looks_as("Somebody else looks"),
        **dict.fromkeys(doubts, press("Go on without the camera")),
    }
    person = comes(outside, "no-expiry", rules, face=True)
    assert set(doubts) & set(person.met)
    assert of(outside, person)["identity_source"] == "card_only"
    assert person.has_read("Please go to desk %1 first.") or "No match yet" not in person.met


@pytest.mark.whole
def test_insurer_away(outside: Outside) -> None:
    with without(outside, "Insurance away"):
        person = comes(outside, "signed-p384")
    assert person.has_read("The insurance service\nis busy")
    assert of(outside, person)["insurance_status"] == "unverified"


@pytest.mark.whole
def test_his_goes_away_while_it_is_asked_to_register(outside: Outside) -> None:
    with ExitStack() as away:

        def confirms(person: Person) -> bool:
            away.enter_context(without(outside, "HIS away"))
            return person.presses("Yes, register me")

        person = comes(outside, "signed-rsa-pss", {CHECK: confirms})
        assert meets(person, [CHECK, DESK, TAKE_CARD])
        assert outside.staff_read(f"{person.number}:{person.code}")
        assert [row for row in outside.registered() if row["id_number"] == "001085000244"] == []
    assert eventually(lambda: [row["id_number"] for row in outside.registered()].count("001085000244") == 1)


@pytest.mark.whole
def test_bank_away_and_paid_all_the_same(outside: Outside) -> None:
    with without(outside, "Bank away"):
        pays = in_turn(hand("Pay with the bank's app"), press("Pay at the cashier"))
        person = comes(outside, "signed-explicit", {PAYMENT: pays})
        assert of(outside, person)["payments"] == []
    assert eventually(lambda: of(outside, person)["payments"] == [of(outside, person)["amount_due"]])


@pytest.mark.whole
def test_out_of_paper(outside: Outside) -> None:
    slips = outside.slips()
    with without(outside, "Paper out"):
        person = comes(outside, "complete", {TICKET: press_once_read("Out of paper. Please remember %1.", "Done")})
    assert outside.slips() == slips
    assert of(outside, person)["id_number"] == "001181000409"


@pytest.mark.whole
def test_camera_away(outside: Outside) -> None:
    with without(outside, "Camera away"):
        person = comes(outside, "active-rsa", typed("001095000354", "15031995", "15032035"), face=True)
    assert person.has_read("The camera is resting. Please type what is printed on the card.")
    assert of(outside, person)["identity_source"] == "card_only"


@pytest.mark.whole
def test_everything_away_still_gives_a_number(outside: Outside) -> None:
    slips, registered = outside.slips(), len(outside.registered())
    with without(outside, "Insurance away", "HIS away", "Bank away", "Paper out", "Camera away"):
        person = comes(outside, "signed-brainpool", typed("001182000211", "02021982", "02022042"), face=True)
    assert meets(person, [DESK, TAKE_CARD])
    assert outside.staff_read(f"{person.number}:{person.code}")
    assert (outside.slips(), len(outside.registered())) == (slips, registered)


@pytest.mark.whole
def test_pays_a_bill_of_the_laboratory(outside: Outside) -> None:
    bill = {"id": "HDX1", "patient_id": "BN0000001", "visit_code": "LK1", "title": "Xét nghiệm máu", "amount": 120_000}
    ask(f"{outside.his}/_control/bill", **bill, issued_at=datetime.now(UTC).isoformat())
    rules: dict[str, Act] = {
        **errand("Pay a bill"),
        "To find\nyour bills": press("I agree"),
        "Which bill would you\nlike to pay?": in_turn(press_named("Xét nghiệm máu"), press("Done")),
        "Everything\nis paid": press("Done"),
    }
    comes(outside, "adult-2021", rules, pays=True)
    assert [row["amount"] for row in outside.held()["payments"] if row["bill_id"] == "HDX1"] == [120_000]


@pytest.mark.whole
def test_where_is_my_number_by_the_slip(outside: Outside) -> None:
    first = comes(outside, "pace")
    rules: dict[str, Act] = {
        **errand("Where is\nmy number?"),
        "To find\nyour number": press("I agree"),
        "Show the code\non your slip": hand("Show the last slip"),
        **dict.fromkeys(WAITING, press("Done")),
    }
    person = comes(outside, "pace", rules)
    assert first.number in person.ever
    assert TAKE_CARD not in person.met


@pytest.mark.whole
def test_where_is_my_number_by_the_card(outside: Outside) -> None:
    rules: dict[str, Act] = {
        **errand("Where is\nmy number?"),
        "To find\nyour number": press("I agree"),
        "Show the code\non your slip": press("Use my ID card"),
        **dict.fromkeys(WAITING, press("Done")),
    }
    person = comes(outside, "adult-2021", rules)
    [row] = [row for row in outside.registered() if row["id_number"] == "001090000017"]
    assert row["queue_number"] in person.ever


@pytest.mark.whole
@pytest.mark.parametrize(
    ("card", "answer"),
    [("adult-2021", "Yes, your results\nare ready"), ("no-expiry", "Not all results\nare there yet")],
)
def test_results_are_ready_or_not(outside: Outside, card: str, answer: str) -> None:
    rules: dict[str, Act] = {
        **errand("Are my\nresults ready?"),
        "To ask for\nyour results": press("I agree"),
        answer: press("Done"),
    }
    person = comes(outside, card, rules)
    assert answer in person.met


@pytest.mark.whole
@pytest.mark.parametrize(("touch", "rating", "topic"), [("Very good", 5, ""), ("Not good at all", 1, "waiting")])
def test_says_how_it_was(outside: Outside, touch: str, rating: int, topic: str) -> None:
    before = len(outside.held()["feedback"])
    rules: dict[str, Act] = {
        **errand("Say how\nit was"),
        "How was it\ntoday?": press(touch),
        "What was\nnot good?": press("The wait"),
        "Thank you\nfor telling us": press("Done"),
    }
    Person(outside, rules).goes()
    assert eventually(lambda: len(outside.held()["feedback"]) == before + 1)
    said = outside.held()["feedback"][-1]
    assert (said["rating"], said["topic"]) == (rating, topic)


@pytest.mark.whole
def test_emergency_shows_the_way_and_registers_nothing(outside: Outside) -> None:
    registered = len(outside.registered())
    way = "Go straight\nto Emergency"
    person = Person(outside, {WELCOME: press("Emergency"), way: press("Understood")}).goes()
    assert person.met == [WELCOME, way]
    assert outside.staff_read("emergency")
    assert len(outside.registered()) == registered


@pytest.mark.whole
def test_help_calls_staff_and_goes_on(outside: Outside) -> None:
    rules: dict[str, Act] = {
        INSURED: in_turn(press("Get help"), press("Continue")),
        "Staff are on the way": press("Go on"),
    }
    person = comes(outside, "chip-dh", rules)
    assert meets(person, ["Staff are on the way", TICKET])
    assert outside.staff_read("help")


STAFF: dict[str, Act] = {
    "Staff are on the way": press("Staff"),
    "Staff: your number": keys("417", "Next"),
    "Staff: your PIN": keys("271828", "Sign in"),
}


def test_staff_take_over_and_finish(outside: Outside) -> None:
    rules: dict[str, Act] = {
        **STAFF,
        INSURED: in_turn(press("Get help"), press("Continue")),
        "You are helping": in_turn(press("Card and person seen"), press("Patient's screen")),
    }
    person = comes(outside, "active-ecdsa", rules)
    assert meets(person, [INSURED, "You are helping", TICKET])
    assert of(outside, person)["id_number"] == "001196000365"
    assert {"001196000365", "Từ Thị Sao"}.isdisjoint(person.ever)


@pytest.mark.whole
def test_staff_take_over_and_end_the_visit(outside: Outside) -> None:
    registered = len(outside.registered())
    rules: dict[str, Act] = {
        **STAFF,
        INSURED: press("Get help"),
        "You are helping": press("End this visit"),
    }
    person = comes(outside, "active-rsa", rules)
    assert TAKE_CARD in person.met
    assert person.has_read("Press again to end. Nothing is registered; the screen is cleared.")
    assert TICKET not in person.met
    assert len(outside.registered()) == registered


PLACE = "Phòng xét nghiệm"
STEPS = ("Đi thẳng đến sảnh giữa", "Rẽ phải, qua nhà thuốc", "Phòng 108 ở bên trái")


@pytest.mark.whole
def test_information_and_the_way_from_this_station(outside: Outside) -> None:
    pages = ("Prices", "Departments and rooms", "Opening hours", "Map, and the way there", "Notices")
    rules: dict[str, Act] = {
        WELCOME: TO_DO_ELSE,
        OTHER: in_turn(press("Prices, rooms,\nopening hours"), press("End", "Back")),
        "What would you\nlike to know?": in_turn(*map(press, pages), press("Back")),
        "Where would you\nlike to go?": in_turn(press_named(PLACE), press("Back")),
        "Done": press("Back"),
    }
    person = Person(outside, rules).goes()
    for title in ("Examination\nprices", "Departments\nand rooms", "Opening hours", "The hospital's\nnotices"):
        assert person.has_read(title)
    assert {PLACE, *STEPS} <= person.ever


def test_the_keypad_alone_leads_to_a_number(outside: Outside) -> None:
    outside.takes_the_card_of("chip-ecdh")
    person = AtTheKeypad(outside).goes()
    assert {INSURED, CLINIC, TICKET} <= set(person.met)
    assert of(outside, person)["id_number"] == "001198000387"
