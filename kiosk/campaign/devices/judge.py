"""What the books of hospital, bank and hub say after a blow, and the station's journal after its end."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from his_client.sandbox.recorded import recorded
from kiosk.campaign.devices.faults import HUB_STILL, PCSCD_READING, Fault
from kiosk.campaign.devices.floor import Floor
from kiosk.campaign.devices.guest import Guest
from kiosk.campaign.neighbours.books import gather
from kiosk.campaign.neighbours.judge import Finding, judge
from kiosk.campaign.values import Promise
from kiosk.demo.run import open_journal
from kiosk.hub.db.commands import place_of
from kiosk.visit import events as ev
from kiosk.visit.events import VisitStarted
from kiosk.visit.pricing import undecided
from kiosk.visit.step import begin, step
from kiosk.visit.values import Ending, Reason
from kiosk.visit.view import Screen
from kiosk.visit.visit import Visit

SETTLED_S = 150.0
"""How long deliveries, money and rows may need after the last blow: who was away is asked again ever more rarely."""


def settled(here: Floor, guests: Iterable[Guest], known: set[Finding]) -> list[Finding]:
    """What is wrong in the books when everything had its time; nothing as soon as all is well.

    :param guests: everybody who was here, for the books are the whole house's.
    :param known: what was found after an earlier blow; what is found now comes to it.
    """
    shown = [guest.shown for guest in guests]
    until = time.monotonic() + SETTLED_S
    while True:
        found: list[Finding] = []
        standing = here.station.standing()
        if not standing.quiet:
            found.append((Promise.ENDED, f"not at rest: {standing}"))
        books = gather(
            here.config.his.url or "",
            here.account,
            [one.id_number for one in shown],
            here.made.folder / "station.db",
            here.made.folder / "hub.db",
            Path(place_of(here.config)),
            shown,
        )
        found = [one for one in (*found, *judge(books)) if one not in known]
        if not found or time.monotonic() > until:
            known.update(found)
            return found
        time.sleep(1.0)


def as_good_as_any(here: Floor, after: Guest) -> list[Finding]:
    """What is missing of the visit that followed a blow and that nothing disturbed."""
    if not after.ended:
        return [(Promise.BACK, f"the next visit never ended, at {after.screens[-1:]}")]
    found = []
    if Screen.READING not in after.screens or Screen.DESK in after.screens:
        found.append((Promise.BACK, "the next visit's card was not read"))
    if recorded(here.made.folder / "his.db", after.visit_id) is None:
        found.append((Promise.BACK, "the next visit is not at the hospital"))
    return found


def lived(folder: Path) -> list[Visit]:
    """The visits of a station that has ended, from its journal."""
    visits: dict[str, Visit] = {}
    journal = open_journal(folder)
    try:
        for row in journal.rows():
            if isinstance(row.event, VisitStarted):
                visits[row.subject] = begin(row.event)[0]
            elif isinstance(row.event, ev.Event) and row.subject in visits:
                visits[row.subject] = step(visits[row.subject], row.event)[0]
    finally:
        journal.close()
    return list(visits.values())


def whole(folder: Path) -> bool:
    """Whether the chain of a station that has ended verifies."""
    journal = open_journal(folder)
    try:
        return journal.verify().whole
    finally:
        journal.close()


def ended(folder: Path) -> list[tuple[str, Finding]]:
    """What the journal of a station that has ended says, beside the hospital's own file, each with the visit's id."""
    found: list[tuple[str, Finding]] = []
    if not whole(folder):
        found.append(("", (Promise.CHAINED, "the chain does not verify")))
    for visit in lived(folder):
        told = []
        if visit.ending is None:
            told.append((Promise.ENDED, "a visit never ended"))
        if visit.ending is Ending.HANDED_OVER and not visit.reason:
            told.append((Promise.ENDED, "a visit was handed over without a reason"))
        registered = visit.facts.registered is not None and visit.reason is not Reason.ALREADY_REGISTERED
        if registered and recorded(folder / "his.db", visit.id) is None:
            told.append((Promise.KEPT, "a visit is registered and the HIS holds nothing"))
        found += [(visit.id, one) for one in told]
    return found


def missed(folder: Path, struck: Mapping[str, Fault]) -> list[tuple[str, Finding]]:
    """Which visits did not come to what their fault leaves open to them, each with its id.

    A hub that stands still leaves the insurer's word for later, as the law allows, and a pcscd that is back reads the
    card that it had begun to read.
    """
    visits = {visit.id: visit for visit in lived(folder)}
    found: list[tuple[str, Finding]] = []
    for one, fault in struck.items():
        facts = visits[one].facts if one in visits else None
        if fault is HUB_STILL and (facts is None or facts.registered is None or not undecided(facts)):
            found.append((one, (Promise.ENDED, "not registered as unverified while the hub stood still")))
        if fault is PCSCD_READING and (facts is None or facts.registered is None or facts.authenticity is None):
            found.append((one, (Promise.BACK, "not registered by its chip when pcscd was back")))
    return found
