"""One patient's visit as seen from the lobby: what a screen showed that it may not, and what was left running."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.privacy import masked_name
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.simulation.world import Machine
from kiosk.visit.view import CheckView, Content, CoverageView, Empty, InsuranceView, Screen, TicketView, View

FILMING = frozenset({Screen.KEY_QR, Screen.SLIP, Screen.CHILD_SCAN, Screen.INSURANCE_SCAN, Screen.FACE})
COMPARING = frozenset({Screen.READING, Screen.FACE, Screen.FACE_RETRY})
# What may only be shown to who was read from a chip.
OF_THE_CHIP = frozenset({Screen.APPOINTMENT, Screen.ALREADY, Screen.INSURANCE, Screen.CHILD_RELATION})


@dataclass(slots=True)
class Witness:
    """One patient's visit as seen from the lobby; leaks are noted when a screen shows what is not this person's."""

    patient: Patient
    started_at: float
    began: bool = False
    leak: str | None = None
    left: str | None = None
    told: str | None = None
    numbers: set[str] = field(default_factory=set)

    def saw(self, view: View, earlier: Sequence[Person]) -> None:
        """A screen of the visit stood before this patient; `earlier` are those who were here before."""
        self.began = True
        citizen = self.patient.person.citizen
        text = repr(view.content)
        if isinstance(view.content, TicketView):
            shown = (view.content.number, *(one.number for one in view.content.further))
            self.numbers |= {number for number in shown if number}
        for one in (citizen, *(person.citizen for person in earlier)):
            if one.id_number in text or one.full_name in text:
                self.leak = self.leak or f"a full name or number on {view.screen}"
        child = self.patient.person.child
        mine = {"", masked_name(citizen.full_name)}
        mine |= {masked_name(child.full_name), masked_name(child.typed_name)} if child else set()
        person = getattr(view.content, "person", None)
        if person is not None and person.masked_name not in mine:
            self.leak = self.leak or f"another person's name on {view.screen}"
        self._saw_of_typed(view)

    def _saw_of_typed(self, view: View) -> None:
        """Who was typed, or known by a QR alone, is told nothing that anybody else keeps about them: no name but the
        one that was given, and of a child nothing the insurer said, nor what would follow from it."""
        person, shown = self.patient.person, getattr(view.content, "person", None)
        if person.child is not None and shown is not None and shown.child:
            typed = self.patient.memory.child_typed
            given = masked_name(person.child.typed_name if typed else person.child.full_name)
            if shown.masked_name != given or (typed and shown.sex):
                self.told = self.told or f"more than was given of a child on {view.screen}"
            if _of_the_insurer(view.content):
                self.told = self.told or f"what the insurer says of a child on {view.screen}"
        if person.dead_chip and view.screen in OF_THE_CHIP:
            self.told = self.told or f"{view.screen} was shown to a QR"

    def saw_welcome(self, view: View) -> None:
        """The welcome screen stood: it may hold nothing of anybody."""
        if view.screen is Screen.WELCOME and (view.content != Empty() or view.visit_id or view.overlay):
            self.leak = self.leak or "the welcome screen holds something of a visit"

    def left_behind(self, machine: Machine, view: View) -> None:
        """When a screen stands, the camera films only where it must, and the portrait is held only until compared."""
        if machine.camera.filming and view.screen not in FILMING:
            self.left = self.left or f"the camera films at {view.screen}"
        if machine.station.holds_portrait and view.screen not in COMPARING:
            self.left = self.left or f"the portrait is held at {view.screen}"


def _of_the_insurer(content: Content) -> bool:
    """Whether something on a screen tells how somebody is insured."""
    match content:
        case CheckView(coverage=covered, estimate=estimate):
            asked = covered.status != "not_asked"
            untold = CoverageView("unverified" if asked else "not_asked", "", "", None, None, own_hospital=False)
            return covered != untold or (asked and estimate is not None)
        case InsuranceView(waiting=waiting):
            return not waiting
        case TicketView(reckoning=reckoning):
            return bool(reckoning)
        case _:
            return False
