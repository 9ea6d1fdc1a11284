"""The hub's database at work: the intake for stations, and the hub's own journal on its way into it.

The journal never waits for the database. While it is away the hub goes on; when it answers again, the rows follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.hub.db.commands import open_database, require_database
from kiosk.hub.db.engine import ANSWER_S, Database
from kiosk.hub.db.intake import Intake
from kiosk.hub.intake import HUB
from kiosk.hub.records import hub_codec
from kiosk.hub.shipper import Shipper, ShippingPolicy
from kiosk.hub.turnover.archives import WholeChain
from kiosk.journal import Journal
from kiosk.loop import Loop


@dataclass(frozen=True, slots=True)
class Replication:
    """What a running hub holds of its database; a `Section` of the hub's record (`kiosk.hub.record`).

    `database` is for reading by jobs off the owner's thread (`kiosk.hub.db.balances`), `intake` for the doors, which
    may use it from any thread. `shipper` belongs to the owner's thread.
    """

    database: Database
    intake: Intake
    shipper: Shipper

    def apply(self, subject: str, event: object) -> None:  # noqa: ARG002 - the shipper reads the rows themselves
        """There is something new in the hub's journal."""
        self.shipper.kick()

    def start(self) -> None:
        """Begin to bring the hub's own rows over; on the owner's thread."""
        self.shipper.start()

    def stop(self) -> None:
        """Bring no more; on the owner's thread."""
        self.shipper.stop()


@contextmanager
def open_replication(
    config: StationConfig, journal: Journal, loop: Loop, clock: Clock, policy: ShippingPolicy | None = None
) -> Iterator[Replication]:
    """The database of a hub's file, for a hub that serves; it is closed on leaving, after the loop has ended.

    :raises NoHubHere, DatabaseAddressWrong, DatabaseAway, SchemaNotCurrent: with what to do.
    """
    require_database(config)
    with closing(open_database(config, ANSWER_S)) as database:
        intake = Intake(database, hub_codec(), clock)
        chain = WholeChain(journal, config.hub.journal)
        yield Replication(database, intake, Shipper(chain, intake, loop, lambda _: HUB, policy))
