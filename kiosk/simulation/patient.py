"""A simulated patient: reads only what the screen shows, and presses what a person might press."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from kiosk.simulation.errands import Errand
from kiosk.simulation.hands import Hands, Memory
from kiosk.simulation.people import Person
from kiosk.visit import errands
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.view import (
    AppointmentsView,
    BillsView,
    CheckView,
    ChildView,
    ChoiceView,
    ClinicView,
    InsuranceView,
    KeyView,
    Overlay,
    PaymentView,
    PersonView,
    ReadingView,
    Screen,
    TicketView,
    View,
)


class Patient:
    """One person's behaviour, drawn from a seed.

    :param moody: how often something other than the straight way is done, 0..1 per screen.
    :param careful: how many payments are made as asked to every four that are short, over, double or late.
    :param errand: what they came for instead of registering, one of `kiosk.visit.errands.ERRANDS`, or empty.
    :param slip: the code on the slip they bring for it, or empty.
    """

    def __init__(
        self,
        person: Person,
        hands: Hands,
        random: Random,
        moody: float,
        clock: Callable[[], float],
        careful: int = 6,
        errand: str = "",
        slip: str = "",
    ) -> None:
        self._careful = careful
        self._clock = clock
        self.person = person
        self.memory = Memory()
        self.gone = False
        self._hands = hands
        self._random = random
        self.errand = errand
        self._errand = Errand(errand, slip, hands, random, self.memory, clock)
        self._moody = moody
        self._moods = 0
        self._paid = False

    def act(self, view: View) -> Callable[[], None] | None:
        """What the patient does at this screen after a moment of thought, if anything."""
        self._remember(view)
        if self.gone:
            return None
        if view.overlay is Overlay.IDLE:
            return lambda: self._hands.press(ev.MoreTimePressed())
        if view.overlay is Overlay.HELP:
            return lambda: self._hands.press(ev.HelpClosed())
        if view.overlay is Overlay.CARD_MISSING:
            return lambda: self._hands.lay_card(self.person)
        if self._moods < 6 and self._random.random() < self._moody:
            self._moods += 1
            return self._mood(view)
        return self._straight(view)

    def _remember(self, view: View) -> None:
        memory = self.memory
        if view.visit_id:
            memory.visit_id = view.visit_id
        match view.content:
            case CheckView(person=PersonView(child=child)) if not view.overlay:
                memory.expects = memory.child_number if child else self._own_number
            case TicketView(number=number, settled=settled, received=received, due=due) if not view.overlay:
                memory.number = number
                memory.further = tuple(one.number for one in view.content.further)
                memory.expects = memory.expects or self._own_number
                if settled and received > 0:
                    memory.shown_received, memory.shown_due, memory.shown_for = received, due, memory.expects
            case BillsView() as bills:
                self._errand.remember(bills)
            case PaymentView(errand=True):
                pass
            case PaymentView(notice="paid", received=received, due=due):
                memory.shown_received, memory.shown_due, memory.shown_for = received, due, memory.expects
            case _:
                pass

    @property
    def _own_number(self) -> str:
        return self.person.citizen.id_number

    def _mood(self, view: View) -> Callable[[], None] | None:
        press = self._hands.press
        match self._random.randrange(9):
            case 0:
                return lambda: press(ev.HelpPressed())
            case 1:
                return lambda: press(ev.BackPressed())
            case 2:
                return lambda: press(ev.DeskPressed())
            case 3:
                return lambda: press(ev.EndPressed())
            case 4:
                return self._hands.take_card
            case 5:
                self.gone = True
                return self._hands.take_card if self._random.random() < 0.5 else None
            case 6:
                return lambda: press(ev.LanguageChosen("en" if view.language == "vi" else "vi"))
            case 7:
                return lambda: press(wi.EmergencyPressed())
            case _:
                return lambda: press(ev.NextPressed())

    def _straight(self, view: View) -> Callable[[], None] | None:
        press, hands = self._hands.press, self._hands
        if self._errand.answers(view):
            return self._errand.act(view)
        match view.screen, view.content:
            case Screen.CONSENT, _:
                return self._consent
            case Screen.KEY_QR, _ if self.person.passport:
                return lambda: press(wi.PassportPressed())
            case Screen.KEY_QR, _:
                return lambda: hands.show_qr(self.person.qr_text)
            case Screen.KEY_TYPE, KeyView(passport=False) if self.person.passport:
                return lambda: press(wi.PassportPressed())
            case Screen.KEY_TYPE, KeyView(field=field):
                return lambda: press(ev.KeyTyped(field, self._typed(field)))
            case Screen.LAY_CARD, _:
                return lambda: hands.lay_card(self.person)
            case Screen.READING, ReadingView(moved=True):
                return lambda: hands.lay_card(self.person)
            case Screen.FACE, _:
                return (lambda: press(ev.WithoutCameraPressed())) if self._random.random() < 0.08 else None
            case Screen.FACE_RETRY, _:
                goes_on = self._random.random() < 0.2
                return lambda: press(ev.WithoutCameraPressed() if goes_on else ev.RetryPressed())
            case Screen.INSURANCE, InsuranceView(show=show):
                shows = show and self._random.random() < 0.5
                return lambda: press(wi.InsuranceCardPressed() if shows else ev.NextPressed())
            case Screen.INSURANCE_SCAN, _:
                return lambda: hands.show_qr(self.person.insurance_qr)
            case Screen.ALREADY, TicketView() as known:
                return lambda: press(self._again(known))
            case Screen.PAPERS, ChoiceView(offered=offered):
                return lambda: press(wi.PaperDeclared(self._random.choice(offered)))
            case Screen.APPOINTMENT, AppointmentsView(tiles=tiles):
                wanted = self._random.random() < 0.8
                return lambda: press(wi.AppointmentChosen(tiles[0].id) if wanted else wi.OtherClinicPressed())
            case (
                (Screen.CHILD_RELATION | Screen.CHILD_SCAN | Screen.CHILD_PAPER | Screen.CHILD_TYPE),
                ChildView() as asked,
            ):
                return self._of_child(asked)
            case Screen.PRIORITY, ChoiceView(offered=offered):
                return lambda: press(wi.PriorityDeclared(self._random.choice(("", *offered))))
            case Screen.REMINDERS, ChoiceView(offered=offered):
                return lambda: press(wi.RemindersChosen(offered[: self._random.randrange(3)]))
            case Screen.CLINIC, ClinicView(waiting=False) as clinic:
                return lambda: self._choose(clinic)
            case Screen.CHECK, CheckView() as check:
                return lambda: self._check(check)
            case Screen.PAYMENT, PaymentView() as payment:
                return lambda: self._pay(payment)
            case Screen.TICKET, TicketView(rate=True) if self._random.random() < 0.1:
                return lambda: press(errands.RatePressed())
            case ((Screen.TICKET | Screen.DESK | Screen.EMERGENCY), _):
                return lambda: press(ev.NextPressed())
            case Screen.TAKE_CARD, _:
                return hands.take_card
            case _:
                return None

    def _consent(self) -> None:
        face, insurer = self._random.random() < 0.85, self._random.random() < 0.9
        self.memory.consents.append((self._clock(), face, insurer))
        self._hands.press(ev.ConsentGiven(face, insurer, wording="0" * 64, language="vi"))

    def _typed(self, field: str) -> str | None:
        citizen = self.person.citizen
        number, birth = citizen.id_number, citizen.date_of_birth
        typed = {"number": number, "passport": number, "birth": birth, "expiry": citizen.expiry_date}
        return (typed | {"name": citizen.full_name})[field]

    def _again(self, known: TicketView) -> ev.Intent:
        """What somebody does who is registered already."""
        if known.pay and not self._paid and self._random.random() < 0.4:
            return wi.PayPressed()
        return wi.OtherClinicPressed() if known.other and self._random.random() < 0.3 else ev.NextPressed()

    def _choose(self, clinic: ClinicView) -> None:
        if clinic.child and self.person.child is not None and not clinic.adding:
            self._hands.press(wi.ChildPressed())
            return
        free = [tile.id for tile in clinic.tiles if not tile.closed]
        if clinic.selected in free:
            self._hands.press(ev.NextPressed())
        elif free:
            self._hands.press(ev.DepartmentChosen(self._random.choice(free)))
        else:
            self._hands.press(ev.BackPressed())

    def _of_child(self, asked: ChildView) -> Callable[[], None] | None:
        """What an adult shows or types of the child they bring; who brings none goes back."""
        press, child = self._hands.press, self.person.child
        if child is None:
            return lambda: press(ev.BackPressed())
        match asked.field:
            case "relation":
                return lambda: press(wi.RelationChosen(self._random.choice(("mother", "father", "grandparent"))))
            case "scan" if child.shows:
                self.memory.child_typed = False
                self.memory.child_number = child.number if child.shows == "id" else child.insurance_card
                return lambda: self._hands.show_qr(child.qr_text)
            case "scan":
                return lambda: press(ev.TypeKeyPressed())
            case "paper":
                return lambda: press(wi.ChildPaperChosen(self._random.choice(("id", "insurance"))))
            case "number":
                self.memory.child_number = child.number
                return lambda: press(ev.KeyTyped("number", child.number))
            case "insurance":
                self.memory.child_number = child.insurance_card
                return lambda: press(ev.KeyTyped("insurance", child.insurance_card))
            case "birth":
                return lambda: press(ev.KeyTyped("birth", child.birth))
            case "name":
                self.memory.child_typed = True
                return lambda: press(ev.KeyTyped("name", child.typed_name))
            case _:
                return None

    def _check(self, check: CheckView) -> None:
        """Confirm; some want a second clinic first, or open a question."""
        wish = self._random.random()
        if check.add and not check.further and wish < 0.15:
            self._hands.press(wi.ServiceWanted())
        elif check.options and not (check.priority or check.reminders) and wish < 0.25:
            self._hands.press(wi.OptionOpened(self._random.choice(check.options)))
        elif check.further and wish < 0.28:
            self._hands.press(wi.ServiceDropped(check.further[0].id))
        else:
            self.memory.confirmed.append(self.memory.expects)
            self._hands.press(ev.AnswersConfirmed())

    def _pay(self, payment: PaymentView) -> None:
        if payment.notice in ("expired", "paid"):
            self._hands.press(ev.NextPressed())
        elif not payment.qr:
            return
        elif self._paid or self._random.random() < 0.25:
            self._hands.press(ev.PayAtCashierPressed())
        else:
            self._paid = True
            amount, times, delay = self._random.choice(
                (
                    *[(payment.due, 1, 3.0)] * self._careful,
                    (payment.due, 2, 3.0),
                    (max(1, payment.due - 120), 1, 3.0),
                    (payment.due + 9_880, 1, 3.0),
                    (payment.due, 1, 900.0),
                )
            )
            self.memory.transferred += amount * times
            self._hands.transfer(payment, amount, times, delay)
