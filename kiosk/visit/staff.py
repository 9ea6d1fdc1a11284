"""A member of staff at the station: what can happen, and who is there. The PIN is no event and no field of one.

Between `StaffSigned` and `StaffFinished` (or the end, or the clock that sends staff away) what is pressed at the
station was pressed by the person named there; the journal's rows in between say what.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visit.events import Event, Intent


@dataclass(frozen=True, slots=True)
class StaffPressed(Intent):
    """A member of staff would sign in; or, signed in already, sees what stands again."""


@dataclass(frozen=True, slots=True)
class StaffClosed(Intent):
    """Nobody signs in after all."""


@dataclass(frozen=True, slots=True)
class StaffTried(Event):
    """A number and a PIN were typed and are looked at now."""


@dataclass(frozen=True, slots=True)
class StaffSigned(Event):
    """The PIN was right: `staff` (a user's name at the hub, or in the station's file) takes the visit over.

    `alone`: the hub was away and the station's own list answered.
    """

    staff: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class StaffRefused(Event):
    """`notice` is `wrong`, `locked`, `change_pin` or `away`; `staff` for whom, if there is such a person."""

    notice: str
    staff: str = ""


@dataclass(frozen=True, slots=True)
class StaffWentOn(Intent):
    """Staff press in the patient's place what the patient would press."""


@dataclass(frozen=True, slots=True)
class StaffSawPerson(Intent):
    """Staff looked at the card and at the person: they are the same."""


@dataclass(frozen=True, slots=True)
class StaffSentToDesk(Intent):
    """The desk goes on, with a number."""


@dataclass(frozen=True, slots=True)
class StaffCancelled(Intent):
    """The visit ends here; what was registered stays."""


@dataclass(frozen=True, slots=True)
class StaffFinished(Intent):
    """The patient goes on alone."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who stands at the station. `asking`: number and PIN are asked for, `checking`: they are looked at; `notice` says
    why the last were refused, `tries` counts the refusals of this visit.

    `by` has taken the visit over, or nobody (empty); `panel`: they see what stands, and not the patient's screen.
    `helped` is everybody who did in this visit, in order.
    """

    asking: bool = False
    checking: bool = False
    notice: str = ""
    tries: int = 0
    by: str = ""
    panel: bool = False
    helped: tuple[str, ...] = ()

    @property
    def covers(self) -> bool:
        """Whether the patient's screen is not shown."""
        return self.asking or self.panel
