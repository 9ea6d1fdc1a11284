"""What every screen of the desk is given: the hub's calls, who is signed in, clock, printer, the way elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PIL import Image
from PySide6.QtCore import QObject, QTimer, Signal

from his_client.outcome import Done, Outcome
from kiosk.cashier.ports import Desk, Waiting
from kiosk.cashier.values import CounterPayment, Role, Session, ShiftView
from kiosk.clock import Clock
from kiosk.ids import uuid7
from kiosk.printing import PrinterError
from ui.cashier.calls import Calls

AGAIN_MS = 30_000

SlipPrinter = Callable[[Image.Image], None]
"""Puts a picture (mode "1", one pixel a dot) on paper, or raises `PrinterError`; called from a thread of its own."""


class Shell(QObject):
    """Shared by the screens; only the window changes it."""

    went = Signal(str)
    """Go to this place."""
    story_wanted = Signal(str, str)
    """Open this payment's story; the second word says what for (`match` or nothing)."""
    session_changed = Signal()
    counts_changed = Signal()
    """What somebody must act on: `waiting` is another."""
    shift_changed = Signal()
    printed = Signal(object, str)
    """A paper's tag, and why it did not print (empty when it did)."""

    def __init__(self, desk: Desk, clock: Clock, printer: SlipPrinter, *, poll_ms: int = 1000) -> None:
        super().__init__()
        self.calls = Calls(desk)
        self.clock = clock
        self.poll_ms = poll_ms
        self.session: Session | None = None
        self.shift: ShiftView | None = None
        self.waiting = Waiting()
        """The counts beside the places, as the hub tells every role alike."""
        self.recent: list[CounterPayment] = []
        """What this window took, newest first, over everybody who signed in at it."""
        self.on_paper: set[str] = set()
        """Payments whose slip came out of the printer; what comes again is a copy."""
        self.pair_wanted: str | None = None
        """The pair of books whose differences a figure was opened for; empty for all."""
        self._printer = printer
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.count_waiting)
        self.calls.acted.connect(self._soon.start)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.count_waiting)
        self._again.start()
        self._printing = ThreadPoolExecutor(1, thread_name_prefix="printer")

    def may(self, role: Role) -> bool:
        """Whether who is signed in has this role."""
        return self.session is not None and role in self.session.roles

    def new_id(self) -> str:
        """An id for something about to be asked for."""
        return uuid7(self.clock)

    def count_waiting(self) -> None:
        """Ask how much waits: after everything a person did, and every half minute besides."""
        if self.session is not None and not self.calls.parked:
            self.calls.ask(lambda d: d.waiting(), self._count, poll=True)

    def _count(self, outcome: Outcome[Waiting]) -> None:
        if isinstance(outcome, Done) and outcome.value != self.waiting:
            self.waiting = outcome.value
            self.counts_changed.emit()

    def note_shift(self, shift: ShiftView | None) -> None:
        """The shift as the hub last told it."""
        self.shift = shift
        self.shift_changed.emit()

    def note_payment(self, payment: CounterPayment) -> None:
        """Keep a payment's latest state among the recent ones."""
        others = [one for one in self.recent if one.payment_id != payment.payment_id]
        place = next((at for at, one in enumerate(self.recent) if one.payment_id == payment.payment_id), 0)
        others.insert(place, payment)
        self.recent = others[:30]

    def put_on_paper(self, picture: Image.Image, tag: object) -> None:
        """Print off the GUI thread; `printed` tells how it went."""
        self._printing.submit(self._print, picture, tag)

    def _print(self, picture: Image.Image, tag: object) -> None:
        why = ""
        try:
            self._printer(picture)
        except PrinterError as error:
            why = error.reason
        except Exception:
            # A printer's driver may break in ways of its own; the slip's number stays on the screen.
            why = "unknown"
        self.printed.emit(tag, why)

    def close(self) -> None:
        """Let the workers end."""
        self._soon.stop()
        self._again.stop()
        self.calls.close()
        self._printing.shutdown(wait=True, cancel_futures=True)


Then = Callable[[], None]
