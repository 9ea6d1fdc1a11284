"""What the sample desk's parts share: its data, faults that can be asked for, and who is signed in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.ports import (
    ColumnGuess,
    Difference,
    ImportProgress,
    Waiting,
)
from kiosk.cashier.values import (
    Buyer,
    CounterPayment,
    Refund,
    Role,
    Session,
    ShiftReport,
    ShiftView,
)
from ui.cashier.sample_day import (
    DESKS,
    DIFFERENCES,
    HOSPITAL,
    OTHERS,
    PEOPLE,
    PIN,
    SampleClock,
    at,
)

T = TypeVar("T")


class SampleState:
    """The data. `fail_next` makes the next call of a name end otherwise; `threads` remembers who called."""

    def __init__(self, clock: SampleClock | None = None, *, every_cause: bool = False) -> None:
        self.clock = clock or SampleClock()
        self.threads: set[int] = set()
        self.calls: list[str] = []
        self.session: Session | None = None
        self._next: dict[str, list[Outcome[Any]]] = {}
        self._after: dict[str, list[Outcome[Any]]] = {}
        self._pins = dict.fromkeys(PEOPLE, PIN)
        self.open: dict[str, Difference] = {one.key: one for one in (*(OTHERS if every_cause else ()), *DIFFERENCES)}
        self.undone: set[str] = set()
        self.matched: dict[str, str] = {}
        self.payments: dict[str, CounterPayment] = {}
        self._voids: dict[str, tuple[str, str, str]] = {}
        """Who asked to void a payment, why, and the note."""
        self._given: dict[str, tuple[int, str, Buyer | None]] = {}
        self._copies: dict[str, int] = {}
        self.paid: set[str] = set()
        self.money_there: set[str] = set()
        """Payments by card or QR whose money has come."""
        self.refund_book: dict[str, Refund] = {
            one.refund_id: one
            for one in (
                Refund("R1", "bank:FT26328033", "HD-260031", 10_120, "twice", "asked", "lan", at(9, 12),
                       note="Người bệnh chuyển hai lần, giữ ảnh hai giao dịch"),
                Refund("R2", "bank:FT26327911", "HD-259907", 50_600, "cancelled", "asked", "ha", at(8, 50),
                       note="Huỷ khám trước khi vào phòng"),
                Refund("R3", "cash:PT-1124-061", "HD-260010", 50_500, "wrong", "approved", "lan", at(8, 20), "ha"),
            )
        }  # fmt: skip
        self.shift_now: ShiftView | None = None
        self.dropped: list[tuple[int, str]] = []
        self.reports: dict[str, ShiftReport] = {}
        self._z = 328
        self._files: dict[str, tuple[str, int]] = {}
        self._columns: dict[str, tuple[ColumnGuess, ...]] = {}
        self._imports: dict[str, ImportProgress] = {
            "a": ImportProgress("a", "VCB-sao-ke-23-11-2026.xlsx", "done", 4_812, 4_812, 4_790, 22, 4_771),
            "b": ImportProgress("b", "SePay 22-11.csv", "done", 1_310, 1_310, 0, 1_310, 0),
            "c": ImportProgress("c", "BIDV_112026.sta", "stopped", 2_000, 9_420, 2_000, 0, 1_964),
        }
        self.step = 2_000
        """Lines an import goes on by, each time somebody asks."""

    def fail_next(self, name: str, outcome: Outcome[Any], *, after: bool = False) -> None:
        """The next call of `name` answers this; `after` means that it was done all the same."""
        (self._after if after else self._next).setdefault(name, []).append(outcome)

    def _called(self, name: str, do: Callable[[], Outcome[T]], *, open_door: bool = False) -> Outcome[T]:
        self.threads.add(threading.get_ident())
        self.calls.append(name)
        if waiting := self._next.get(name):
            return waiting.pop(0)
        if self.session is None and not open_door:
            return Refused("unauthorised")
        outcome = do()
        if waiting := self._after.get(name):
            return waiting.pop(0)
        return outcome

    def _me(self) -> str:
        return self.session.user if self.session else ""

    def _place(self) -> str:
        return dict(DESKS).get(self.session.desk if self.session else "", "")

    def _may(self, role: Role) -> bool:
        return self.session is not None and role in self.session.roles

    def sign_in(self, user: str, pin: str, desk: str) -> Outcome[Session]:
        """See `SignIn`."""

        def do() -> Outcome[Session]:
            if self._pins.get(user) != pin:
                return Refused("wrong")
            place = next((one for one, called in DESKS if desk in (one, called)), "")
            if not place:
                return Refused("no_desk")
            full, roles = PEOPLE[user]
            expires = self.clock.now() + timedelta(hours=12)
            names = tuple((one, name) for one, (name, _) in PEOPLE.items())
            self.session = Session(
                user, full, place, roles, expires, "token", False, tuple(PEOPLE), names, DESKS, HOSPITAL
            )
            return Done(self.session)

        return self._called("sign_in", do, open_door=True)

    def waiting(self) -> Outcome[Waiting]:
        """See `Waits`."""
        refunds = sum(1 for one in self.refund_book.values() if one.state in ("asked", "approved"))
        still_open = sum(1 for one in self.open.values() if not one.settled)
        voids = sum(1 for one in self.payments.values() if one.state == "void_asked")
        return self._called("waiting", lambda: Done(Waiting(still_open, refunds, voids)))

    def sign_out(self) -> Outcome[None]:
        """See `SignIn`."""

        def do() -> Outcome[None]:
            self.session = None
            return Done(None)

        return self._called("sign_out", do)

    def change_pin(self, old: str, new: str) -> Outcome[None]:
        """See `SignIn`."""

        def do() -> Outcome[None]:
            if self._pins[self._me()] != old:
                return Refused("wrong")
            if len(new) < 6 or len(set(new)) < 3 or new in "01234567890":
                return Refused("weak_pin")
            self._pins[self._me()] = new
            return Done(None)

        return self._called("change_pin", do)
