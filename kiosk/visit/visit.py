"""The visit's whole state at one moment: where on its journey it stands and what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.visit.staff import Staffing
from kiosk.visit.stages.agree import AgreeState
from kiosk.visit.stages.bills import BillsState
from kiosk.visit.stages.child import ChildState
from kiosk.visit.stages.choose import ChooseState
from kiosk.visit.stages.consent import ConsentState
from kiosk.visit.stages.coverage import CoverageState
from kiosk.visit.stages.face import FaceState
from kiosk.visit.stages.feedback import FeedbackState
from kiosk.visit.stages.finish import FinishState
from kiosk.visit.stages.identify import IdentifyState
from kiosk.visit.stages.info import InfoState
from kiosk.visit.stages.key import KeyState
from kiosk.visit.stages.menu import MenuState
from kiosk.visit.stages.papers import PapersState
from kiosk.visit.stages.pay import PayState
from kiosk.visit.stages.place import PlaceState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.stages.results import ResultsState
from kiosk.visit.stages.slip import SlipState
from kiosk.visit.values import Ending, Facts, Policy, Reason

StageState = (
    ConsentState
    | KeyState
    | IdentifyState
    | FaceState
    | ChildState
    | CoverageState
    | PapersState
    | ChooseState
    | RegisterState
    | PayState
    | FinishState
    | MenuState
    | AgreeState
    | SlipState
    | BillsState
    | PlaceState
    | ResultsState
    | FeedbackState
    | InfoState
)

WITH_CHIP_CARD: tuple[str, ...] = (
    "consent",
    "key",
    "identify",
    "face",
    "child",
    "coverage",
    "papers",
    "choose",
    "register",
    "pay",
    "finish",
)
"""The journey of a patient with a chip ID card: an ordered list of stages; those that nothing calls for are passed."""

_REGISTERING = ("menu", *WITH_CHIP_CARD)
JOURNEYS: dict[str, tuple[str, ...]] = {
    "passport": _REGISTERING,
    "child": _REGISTERING,
    "bills": ("menu", "agree", "key", "identify", "bills", "pay", "finish"),
    "queue": ("menu", "agree", "slip", "place", "finish"),
    "queue_card": ("menu", "agree", "slip", "key", "identify", "place", "finish"),
    "results": ("menu", "agree", "key", "identify", "results", "finish"),
    "feedback": ("menu", "feedback", "finish"),
    "information": ("menu", "info", "finish"),
}
"""The ways that begin at the menu, by errand (`kiosk.visit.errands`)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One patient's visit to the station. `key_tries` counts keys that did not open the card."""

    id: str
    station_id: str
    started_at: datetime
    language: str
    policy: Policy
    journey: tuple[str, ...]
    stage: str
    state: StageState
    facts: Facts = Facts()
    card_on_tray: bool = False
    card_missing: bool = False
    rechecking: bool = False
    idle_warning: bool = False
    help_called: bool = False
    help_shown: bool = False
    call_unheard: bool = False
    emergency_shown: bool = False
    key_tries: int = 0
    staff: Staffing = Staffing()
    ending: Ending | None = None
    reason: Reason | None = None

    @property
    def over(self) -> bool:
        """Whether the visit has ended."""
        return self.ending is not None
