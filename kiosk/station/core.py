"""The station without threads or devices of its own: events in, journal, step, effects out.

Everything here runs on the loop's owner thread. A view is shown only after the event behind it is committed.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chip_reader import CardReading, Portrait, ReadError, WrongKey
from chip_reader.confirmation import Confirmation
from his_client.his.ports import Feedback, HospitalSystem, Registered
from kiosk.clock import TOLERATED, VIETNAM, Clock, Drift
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import Delivery, DeliveryRequested, Patience, Phase
from kiosk.hub.ports import InsurerPort, LaterChecks, OrderDesk, StaffCalls
from kiosk.journal import Journal
from kiosk.loop import Loop
from kiosk.printing.payment import payment_slip_of
from kiosk.printing.ticket import Ticket, ticket_of
from kiosk.queue.ports import NumberDesk
from kiosk.space import Space
from kiosk.station.api import Live, StationInfo
from kiosk.station.authenticator import Authenticator
from kiosk.station.clocks import Clocks
from kiosk.station.devices import Devices
from kiosk.station.numbers import Numbers
from kiosk.station.optics import Optics, slip_event
from kiosk.station.orders import OrderWatch
from kiosk.station.pulse import Pulse, seen_of
from kiosk.station.questions import Questions, asked_about
from kiosk.station.records import STATION, Checkpoint, ClockTurned, ServiceChanged
from kiosk.station.recovery import DeskNumbers, recover
from kiosk.station.staff import StaffDoor
from kiosk.station.summary import Stopwatch
from kiosk.station.unverified import Unverified
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.errands import PaymentSlipDone, Rated
from kiosk.visit.pricing import undecided
from kiosk.visit.showing import person
from kiosk.visit.staff import StaffRefused, StaffSigned, StaffTried
from kiosk.visit.step import begin, step
from kiosk.visit.values import RULES, CardKey, Ending, Policy
from kiosk.visit.view import View, view_of
from kiosk.visit.visit import Visit
from kiosk.visit.wishes import RemindersChosen

log = logging.getLogger(__name__)

BEFORE_THE_FACE_IS_DECIDED = frozenset({"consent", "key", "identify", "face"})
CHECKPOINT_ROWS = 1_000
LONGEST_OFF = timedelta(days=7)
"""A machine that says it was off for longer than this may have had its clock turned meanwhile."""
REPRINT_S = 900.0
"""So long after it was printed a ticket, its name masked, may be printed once more."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The systems a station talks to: the HIS itself, and the hub for insurance, money, staff calls and numbers.

    `authority` may be asked about a card's signer, by who allows it; `later` looks up what could not be verified;
    `door` knows the staff who may take a visit over.
    """

    his: HospitalSystem
    insurer: InsurerPort
    orders: OrderDesk
    staff: StaffCalls
    authority: Confirmation | None = None
    numbers: NumberDesk | None = None
    later: LaterChecks | None = None
    door: StaffDoor | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a station is called and the rules its visits run under."""

    station_id: str
    info: StationInfo
    policy: Policy
    language: str = "vi"
    patience: Patience = Patience()


def _requested(effect: fx.Effect) -> DeliveryRequested | None:
    """What has to be in the journal before an effect with consequences outside is carried out."""
    match effect:
        case fx.Register(id=delivery_id, request=request):
            return DeliveryRequested(delivery_id, request)
        case fx.SendFeedback(id=delivery_id, feedback=said):
            return DeliveryRequested(delivery_id, said)
        case _:
            return None


class StationCore:
    """One station: one visit at a time, one journal, its devices and neighbours.

    :param new_id: makes a fresh UUIDv7 text for each visit.
    :param space: the room on the journal's disk, where somebody looks at it.
    :param kept_clock: whether a time server has set the machine's clock since it was started.
    """

    def __init__(
        self,
        settings: Settings,
        journal: Journal,
        loop: Loop,
        clock: Clock,
        devices: Devices,
        neighbours: Neighbours,
        new_id: Callable[[], str],
        space: Space | None = None,
        kept_clock: Callable[[], bool] = lambda: False,
    ) -> None:
        self._space = space
        self._settings = settings
        self._journal = journal
        self._loop = loop
        self._clock = clock
        self._devices = devices
        self._neighbours = neighbours
        self._new_id = new_id
        self._visit: Visit | None = None
        self._card_on_tray = False
        self._portrait: Portrait | None = None
        self._clocks = Clocks(loop, clock)
        self._questions = Questions(neighbours.his, neighbours.insurer, clock, neighbours.numbers)
        authority = neighbours.authority
        self._authenticator = Authenticator(authority, clock) if authority is not None else None
        self._reading: CardReading | None = None
        self._optics = Optics(devices, loop, self._answer, self._lively)
        self._orders = OrderWatch(neighbours.orders, settings.station_id, loop, self._answer)
        self._numbers = Numbers(neighbours.numbers, settings.station_id, loop, clock, self._record, self._answer)
        self._live = Live()
        self._on_view: Callable[[View], None] = lambda _view: None
        self._on_live: Callable[[Live], None] = lambda _live: None
        self._desk = DeskNumbers()
        self._started_at: datetime | None = None
        self._kept_clock = kept_clock
        self._drift = Drift(clock)
        self._checked_at = 0
        self._held_until = -math.inf
        self._kept = ""
        self.pulse = Pulse(clock)
        self._stopwatch = Stopwatch(clock)
        self._quiet: list[Callable[[], None]] = []
        self._slip: tuple[Ticket, float] | None = None
        self._service: ServiceChanged | None = None
        self._unverified = Unverified(neighbours.later, loop, self._note_told, self._call_staff)
        self._courier = Courier(
            neighbours.his,
            loop,
            self._record,
            self._delivered,
            settings.patience,
            today=lambda: clock.now().astimezone(VIETNAM).date(),
        )

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        """Recover, then watch the tray; runs on the owner's thread."""
        self._on_view, self._on_live = on_view, on_live
        if self._space is not None:
            self._journal.make_room = self._space.make_room
        found = recover(self._journal, self._courier, self._unverified.note)
        self._desk, self._service = found.desk, found.service
        self._started_at = self._clock.now()
        off = self._started_at - found.last_at if found.last_at else timedelta()
        if not -TOLERATED <= off <= LONGEST_OFF:
            self._clock_turned(off, at_start=True)
        for happened in found.numbers:
            self._numbers.replay(happened)
        for tried, at in found.tries:
            if self._neighbours.door is not None:
                self._neighbours.door.replay(tried, at)
        for visit in found.unfinished.values():
            self._end_interrupted(visit, found.answers.get(visit.id))
        self._checked_at = found.since
        self._courier.resume()
        self._numbers.start()
        self._unverified.send()
        if self._space is not None:
            self._space.start(self._space_changed)
        self._show()
        self._devices.card.watch(lambda inserted: self._loop.post(lambda: self._card_moved(inserted)))

    def _end_interrupted(self, visit: Visit, answer: ev.Event | None) -> None:
        """End a visit that a stop cut short; nobody stands there, so but for calling staff nothing is carried out.

        :param answer: what the HIS had said to it before the stop, if the visit had not heard it.
        """
        asked: tuple[fx.Effect, ...] = ()
        entries: list[tuple[str, object]] = []
        for event in (answer, ev.StationRestarted()):
            if event is not None:
                visit, effects = step(visit, event)
                asked += effects
                entries.append((visit.id, event))
        # What was said stands, though nobody was there any more to send it; the courier carries it from here.
        sending = [DeliveryRequested(one.id, one.feedback) for one in asked if isinstance(one, fx.SendFeedback)]
        entries += [(visit.id, said) for said in sending]
        # How long its steps took nobody knows any more; that it ended so counts.
        entries.append((STATION, Stopwatch(self._clock).summed(visit)))
        # Together: the power may go again, and a visit that is over is not looked at any more.
        self._journal.append(entries)
        for said in sending:
            self._courier.replay(visit.id, said)
        if any(isinstance(effect, fx.CallStaff) for effect in asked) or visit.ending is Ending.HANDED_OVER:
            self._call_staff("restarted")
        self._wipe(visit.id)

    @property
    def visit(self) -> Visit | None:
        """The visit under way, for tests and simulations."""
        return self._visit

    @property
    def holds_portrait(self) -> bool:
        """Whether a chip portrait is in memory, for tests and simulations."""
        return self._portrait is not None

    @property
    def unsettled(self) -> int:
        """Deliveries whose outcome is not known yet, and numbers and unverified visits the hub has not heard of."""
        return len(list(self._courier.open)) + self._numbers.unreported + self._unverified.open

    def intend(self, intent: ev.Intent) -> None:
        """What a person did; without a visit it changes nothing."""
        if isinstance(intent, ev.AnswersConfirmed | RemindersChosen | Rated):
            intent = replace(intent, at=self._clock.now())
        self._post(intent)

    def staff(self, number: str, pin: str) -> None:
        """A member of staff typed their number and PIN; what comes of it is an event, and neither of them is."""
        visit, door = self._visit, self._neighbours.door
        if visit is None or door is None or not visit.staff.asking or visit.staff.checking:
            return
        self._post(StaffTried())
        self._loop.work("staff", lambda: door.check(number, pin), lambda found: self._staff_checked(visit.id, found))

    def _staff_checked(self, visit_id: str, found: StaffSigned | StaffRefused) -> None:
        """A try is on record also where its visit is over: who ends the visit has tried all the same."""
        log.info("staff", extra={"outcome": type(found).__name__})
        if self._visit is not None and self._visit.id == visit_id:
            self._post(found)
        else:
            self._journal.append([(visit_id, found)])

    def hold(self, seconds: float) -> None:
        """Let nobody begin for so long: the machine is about to stop this station, or has thought better of it."""
        self._held_until = self._clock.monotonic() + seconds

    @property
    def kept(self) -> str:
        """What staff do behind the screen, `admin` or `training`; empty while the station is the patients'."""
        return self._kept

    def keep(self, what: str) -> bool:
        """Keep the station for staff (see `kept`), or give it back with an empty word; False while a patient is there.

        A restart gives it back: it is no longer than the program that was told so.
        """
        if what and self._visit is not None:
            return False
        self._kept = what
        if not what:
            self._now_quiet()
        return True

    def note(self, event: object) -> None:
        """Journal what staff did behind the screen."""
        self._journal.append([(STATION, event)])

    @property
    def in_service(self) -> bool:
        """Whether patients are served here; a visit under way is finished in either case."""
        return self._service is None or self._service.open

    def serve(self, wanted: bool, by: str, order_id: str = "") -> None:
        """Take the station out of service or put it back, also over a restart; the same again changes nothing.

        :param by: a user's name, or `hub` for an order of the fleet's with its id.
        """
        if wanted == self.in_service:
            return
        self._service = ServiceChanged(wanted, by, self._clock.now(), order_id)
        self._journal.append([(STATION, self._service)])
        log.info("service", extra={"outcome": "open" if wanted else "closed"})
        if self._visit is None:
            self._show()

    def when_quiet(self, then: Callable[[], None]) -> None:
        """Run `then` once no visit is under way and staff are out; at once when that is so."""
        if self._visit is None and not self._kept:
            then()
        else:
            self._quiet.append(then)

    def checkpoint(self) -> None:
        """Write down that this is a quiet moment, unless something is open; no visit is under way."""
        if self.unsettled == 0 and not (self._neighbours.door is not None and self._neighbours.door.locked):
            desk = self._desk
            days, counts = tuple(desk.counts), tuple(desk.counts.values())
            rows: list[object] = [Checkpoint(desk.day, desk.count, days, counts, desk.turned), *self._numbers.held()]
            rows += [self._service] if self._service and not self._service.open else []
            self._journal.append([(STATION, row) for row in rows])
            self._checked_at = self._journal.seq

    def reprint_last(self) -> bool:
        """Print the last ticket once more, for staff, within `REPRINT_S` of it; False when there is none to print."""
        if self._slip is None or self._clock.monotonic() - self._slip[1] > REPRINT_S:
            return False
        ticket = self._slip[0]
        self._loop.work("reprint", lambda: self._devices.printer.print(ticket), lambda _problem: None)
        return True

    def begin_by_touch(self, language: str) -> None:
        """A visit begins at the screen, before any card is laid down."""
        if self._visit is None:
            self._begin(language)

    def seconds_left(self, name: str) -> float | None:
        """Seconds until a visit's clock ends, if it runs. Safe to call from any thread."""
        return self._clocks.seconds_left(fx.Timer(name))

    # -- events in

    def _look_at_clock(self) -> None:
        """What is written from here on may be wrong about the day; a row says so before anything else is written."""
        turned = self._drift.turned()
        if turned:
            self._clock_turned(turned)

    def _clock_turned(self, by: timedelta, *, at_start: bool = False) -> None:
        self._desk.turned = True
        self._numbers.clock_turned()
        self._journal.append([(STATION, ClockTurned(round(by.total_seconds()), at_start))])
        log.warning("clock_turned", extra={"outcome": "at_start" if at_start else "running"})

    def _card_moved(self, inserted: bool) -> None:
        self._card_on_tray = inserted
        if self._visit is not None:
            self._post(ev.CardInserted() if inserted else ev.CardRemoved())
        elif inserted:
            self._begin(self._settings.language)

    def _begin(self, language: str) -> None:
        if not self.in_service or self._trouble or self._kept or self._clock.monotonic() < self._held_until:
            return
        self._look_at_clock()
        started = ev.VisitStarted(
            visit_id=self._new_id(),
            station_id=self._settings.station_id,
            at=self._clock.now(),
            language=language,
            card_on_tray=self._card_on_tray,
            policy=replace(
                self._settings.policy,
                his=self._questions.capabilities,
                rules=RULES,
                outside=self._authenticator is not None,
            ),
        )
        visit, effects = begin(started)
        self._journal.append([(visit.id, started)])
        self._visit = visit
        self.pulse.began()
        self._stopwatch.begin(visit)
        self._carry(effects)

    def _post(self, event: ev.Event) -> None:
        if self._visit is None:
            return
        visit, effects = step(self._visit, event)
        if not effects and visit == self._visit:
            return
        self._look_at_clock()
        entries: list[tuple[str, object]] = [(visit.id, event)]
        entries += [(visit.id, requested) for requested in map(_requested, effects) if requested is not None]
        self._stopwatch.follow(visit, event)
        if visit.over:
            entries.append((STATION, self._stopwatch.summed(visit)))
        self._journal.append(entries)
        for _, entry in entries:
            self._unverified.note(entry)
        self._visit = visit
        self._carry(effects)

    def _answer(self, visit_id: str, event: ev.Event) -> None:
        """A result from outside; one that belongs to an earlier visit is dropped."""
        seen = seen_of(event)
        if seen is not None:
            self.pulse.used(*seen)
        if self._visit is not None and self._visit.id == visit_id:
            self._post(event)

    def _carry(self, effects: tuple[fx.Effect, ...]) -> None:
        visit = self._visit
        if visit is None:
            return
        if visit.stage not in BEFORE_THE_FACE_IS_DECIDED or not visit.facts.consent.face:
            self._portrait = None
        for effect in effects:
            self._run(visit, effect)
        if visit.over and self._visit is visit:
            self._visit = None
            self.pulse.ended()
            self._now_quiet()
            if self._journal.seq - self._checked_at > CHECKPOINT_ROWS:
                self.checkpoint()
        self._show()

    def _now_quiet(self) -> None:
        waiting, self._quiet = self._quiet, []
        for then in waiting:
            self._loop.post(then)

    @property
    def view(self) -> View:
        """The screen as it stands now. Safe to call from any thread."""
        settings = self._settings
        return view_of(
            self._visit,
            language=settings.language,
            desk=settings.policy.desk,
            closed=not self.in_service,
            trouble=self._trouble,
        )

    @property
    def _trouble(self) -> str:
        return "disk" if self._space is not None and self._space.low else ""

    def _space_changed(self) -> None:
        if self._visit is None:
            self._show()

    def _show(self) -> None:
        self._on_view(self.view)

    def _desk_number(self, now: datetime) -> str:
        """The next number for the desk, given now."""
        if self._started_at is not None:
            self._desk.begin(self._started_at, kept=self._kept_clock())
            self._started_at = None
        number = f"Q{self._settings.station_id}-{self._desk.next(now):02d}"
        self._desk.taken(now)
        return number

    # -- effects out

    def _run(self, visit: Visit, effect: fx.Effect) -> None:
        match effect:
            case fx.StartTimer(name=name, seconds=seconds):
                self._clocks.start(name, seconds, lambda: self._answer(visit.id, ev.TimerFired(name)))
            case fx.StopTimer(name=name):
                self._clocks.stop(name)
            case fx.ScanQr():
                self._optics.scan(visit.id)
            case fx.ScanSlip():
                self._optics.scan(visit.id, slip_event)
            case fx.StopCamera():
                self._optics.dark()
            case fx.ReadCard(key=key, attempt=attempt):
                self._loop.work(
                    "read-card",
                    lambda: self._read(visit.id, key),
                    lambda answer: self._card_read(visit.id, attempt, answer),
                )
            case fx.RecheckCard(key=key):
                self._loop.work(
                    "recheck-card",
                    lambda: self._read(visit.id, key),
                    lambda answer: self._card_rechecked(visit, answer),
                )
            case fx.ConfirmCard(attempt=attempt):
                self._confirm(visit.id, attempt)
            case fx.MatchFace():
                self._optics.match(visit.id, self._portrait)
            case (
                fx.AskInsurer()
                | fx.AskPatient()
                | fx.AskDepartments()
                | fx.AskBills()
                | fx.AskResults()
                | fx.AskPositions()
                | fx.AskNotices()
            ) as ask:
                self._ask(visit.id, f"ask-{asked_about(ask)}", lambda: self._questions.answer(ask, visit.id))
            case fx.NoteReprint(visit_code=code):
                self._loop.work("note-reprint", lambda: self._questions.note_reprint(code), lambda _none: None)
            case fx.Register(id=delivery_id, request=request):
                self._courier.begin(visit.id, DeliveryRequested(delivery_id, request))
            case fx.SendFeedback(id=delivery_id, feedback=said):
                self._courier.begin(visit.id, DeliveryRequested(delivery_id, said))
            case fx.DrawNumber() as drawing:
                self._numbers.draw(visit.id, drawing)
            case fx.OpenOrder() as order:
                self._orders.open(visit.id, order)
            case fx.LeaveOrder():
                self._orders.leave()
            case fx.TakeDeskNumber():
                number = self._desk_number(self._clock.now())
                self._call_staff(f"{number}:{effect.reason.value}", visit.id)
                self._answer(visit.id, ev.DeskNumberTaken(number))
            case fx.PrintTicket():
                self._print(visit.id)
            case fx.PrintPayment(bill_id=bill_id, received=received, pay_code=pay_code):
                self._print_payment(visit, bill_id, received, pay_code)
            case fx.CallStaff(reason=reason):
                self._call_staff(reason, visit.id)
            case fx.Wipe():
                self._wipe(visit.id)
            case _:
                raise TypeError(f"no way is known to carry out {type(effect).__name__}")

    def _ask(self, visit_id: str, name: str, job: Callable[[], ev.Event]) -> None:
        self._loop.work(name, job, lambda event: self._answer(visit_id, event))

    def _call_staff(self, reason: str, visit_id: str = "") -> None:
        station_id = self._settings.station_id

        def called(heard: bool) -> None:
            if not heard:
                self._answer(visit_id, ev.CallUnheard())

        self._loop.work("call-staff", lambda: self._neighbours.staff.call(station_id, reason), called)

    def _read(self, visit_id: str, key: CardKey) -> CardReading | ReadError:
        def progress(percent: int, stage: str) -> None:
            self._loop.post(lambda: self._lively(visit_id, Live(percent=percent, stage=stage)))

        try:
            return self._devices.card.read(key, progress)
        except ReadError as error:
            return error

    def _lively(self, visit_id: str, live: Live) -> None:
        if self._visit is not None and self._visit.id == visit_id:
            self._live = live
            self._on_live(live)

    def _card_read(self, visit_id: str, attempt: int, answer: CardReading | ReadError) -> None:
        if isinstance(answer, ReadError):
            self._answer(visit_id, ev.CardReadFailed(answer.code, attempt))
        elif self._visit is not None and self._visit.id == visit_id and self._visit.facts.reads == attempt:
            # The portrait proves the card whole; it is kept only to be compared, and only if that was allowed.
            self._portrait = answer.portrait if self._visit.facts.consent.face else None
            self._reading = replace(answer, portrait=None) if self._visit.facts.consent.outside else None
            read = ev.CardRead(answer.citizen, answer.access, answer.checks, answer.portrait is not None, attempt)
            self._post(read)
            if self._visit is not None and self._visit.facts.citizen is None:
                self._portrait = self._reading = None  # torn away meanwhile: nobody waits for it any more

    def _confirm(self, visit_id: str, attempt: int) -> None:
        authenticator, reading = self._authenticator, self._reading
        self._reading = None
        if authenticator is not None and reading is not None:

            def confirmed() -> ev.Event:
                return ev.CardConfirmed(authenticator.confirm(reading), attempt)

            self._ask(visit_id, "confirm-card", confirmed)

    def _card_rechecked(self, visit: Visit, answer: CardReading | ReadError) -> None:
        match answer:
            case WrongKey():
                same = False
            case ReadError():
                self._answer(visit.id, ev.CardRechecked(None))
                return
            case reading:
                known, read = visit.facts.citizen, reading.citizen
                # A code or typed digits name less of a person than the chip that reads after all.
                by_chip = visit.facts.source is None
                same = known is not None and (read == known if by_chip else read.id_number == known.id_number)
        self._answer(visit.id, ev.CardRechecked(same))

    def _print(self, visit_id: str) -> None:
        if self._visit is None:
            return
        facts = self._visit.facts
        ticket = ticket_of(
            view_of(self._visit),
            self._settings.info,
            self._clock.now(),
            qr=facts.registered.visit_code if facts.registered else "",
            masked_name=person(facts).masked_name,
            insurance_unverified=undecided(facts),
        )

        self._slip = (ticket, self._clock.monotonic())

        def done(problem: str | None) -> None:
            self._answer(visit_id, ev.TicketFailed(problem) if problem else ev.TicketPrinted())

        self._loop.work("print", lambda: self._devices.printer.print(ticket), done)

    def _print_payment(self, visit: Visit, bill_id: str, received: int, pay_code: str) -> None:
        masked = person(visit.facts).masked_name
        slip = payment_slip_of(visit, bill_id, received, pay_code, self._settings.info, self._clock.now(), masked)

        def done(problem: str | None) -> None:
            self._answer(visit.id, PaymentSlipDone(bill_id, printed=problem is None))

        self._loop.work("print", lambda: self._devices.printer.print(slip), done)

    def _wipe(self, visit_id: str) -> None:
        self._clocks.stop_all()
        self._optics.dark()
        self._portrait = self._reading = None
        self._orders.leave()
        self._live = Live()
        self._on_live(self._live)
        self._journal.forget_key(visit_id)

    # -- deliveries

    def _record(self, subject: str, event: object) -> None:
        self._journal.append([(subject, event)])
        self._unverified.note(event)

    def _note_told(self, visit_id: str, event: object) -> None:
        self._journal.append([(visit_id, event)])
        if self._visit is None or self._visit.id != visit_id:
            self._journal.forget_key(visit_id)

    def _delivered(self, delivery: Delivery) -> None:
        here = self._visit is not None and self._visit.id == delivery.subject
        if isinstance(delivery.payload, Feedback):
            # Nobody waits for it; what the HIS did not take stays in the journal.
            log.info("feedback", extra={"phase": delivery.phase.value})
            if not here:
                self._journal.forget_key(delivery.subject)
            return
        if delivery.phase is Phase.DONE and isinstance(delivery.result, Registered):
            self._answer(delivery.subject, ev.VisitRegistered(delivery.result))
            self._unverified.send()
        elif delivery.phase is Phase.REFUSED and here:
            self._answer(delivery.subject, ev.RegistrationRefused(delivery.reason))
        else:
            # Nobody stands here any more: what the machine could not settle is a person's now.
            self._call_staff("registration")
        if not here:
            self._journal.forget_key(delivery.subject)
