"""The cashiers' desks at the hub: counter, drawers, giving back, users; a section of the hub's record.

All methods run on the hub's owner thread and are quick. What blocks (the HIS about a bill, a PIN's hash, a card given
back) is done by the caller in between, see `kiosk.hub.desk.service`; charges run on the loop's workers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from his_client.outcome import Done, Outcome, Refused
from his_client.payments.terminal import CardTerminal
from kiosk.cashier.counter import Counter
from kiosk.cashier.drawers import Drawers
from kiosk.cashier.events import DeskEvent
from kiosk.cashier.giving import Giving
from kiosk.cashier.known import KnownBills
from kiosk.cashier.state import CashierSettings, DeskState, Money
from kiosk.clock import Clock
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop
from kiosk.money.order import CreditApplied, CreditHandedOver

_LATER = (CreditApplied, CreditHandedOver)


class CashierDesk:
    """See the module. It works from `start` on, after the record's replay.

    :param terminals: every card terminal by its name; `CashierSettings.desks` says which desk uses which.
    """

    def __init__(
        self,
        record: HubRecord,
        money: Money,
        loop: Loop,
        clock: Clock,
        settings: CashierSettings,
        terminals: Mapping[str, CardTerminal] | None = None,
    ) -> None:
        self.state = DeskState(money, clock, settings)
        self.bills = KnownBills(self.state)
        self.counter = Counter(self.state, self.bills, loop, terminals or {})
        self.giving = Giving(self.state, self.counter, terminals or {})
        self.drawers = Drawers(self.state, self._drawer_opened)
        self._loop = loop
        self._started = False
        record.join(self, drawers=True)

    def apply(self, subject: str, event: object) -> None:  # noqa: ARG002 - a section's shape
        """See `Section`."""
        self.state.apply(event)
        if self._started and isinstance(event, _LATER):
            self._loop.post(self._follow)

    def start(self) -> None:
        """Find out how everything ended that was under way, and do what is left to do."""
        self._started = True
        self._follow()
        self.counter.resume()

    def stop(self) -> None:
        """Follow nothing any more; it goes on after the next start."""
        self._started = False

    def keep_user(self, name: str, events: Sequence[DeskEvent] | Refused) -> Outcome[None]:
        """Journal what `state.users` decided about a user."""
        if isinstance(events, Refused):
            return events
        self.state.keep(f"user:{name}", events)
        return Done(None)

    def _follow(self) -> None:
        self.counter.follow()
        self.giving.follow()

    def _drawer_opened(self) -> None:
        self._follow()
        self.counter.ask_cards()
