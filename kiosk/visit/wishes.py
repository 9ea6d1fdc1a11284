"""What a patient may wish beyond the straight way: an appointment, a second clinic, a child, a paper, a reminder.

Each is an event like any other; none of them has to happen for a visit to be registered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.privacy import Basic, Sensitive
from kiosk.visit.events import Event, Intent


@dataclass(frozen=True, slots=True, repr=False)
class AppointmentChosen(Intent):
    """The appointment the patient came for; with one touch it is also the clinic."""

    appointment_id: Sensitive[str]


@dataclass(frozen=True, slots=True)
class OtherClinicPressed(Intent):
    """None of the appointments, or something beside what is registered today: the clinics are to be shown."""


@dataclass(frozen=True, slots=True)
class PayPressed(Intent):
    """Pay what is registered today and not paid yet."""


@dataclass(frozen=True, slots=True)
class ServiceWanted(Intent):
    """A further clinic in the same visit."""


@dataclass(frozen=True, slots=True, repr=False)
class ServiceDropped(Intent):
    """A further clinic is not wanted after all."""

    department_id: Sensitive[str]


@dataclass(frozen=True, slots=True)
class OptionOpened(Intent):
    """A question beside the way is opened from the check: `priority` or `reminders`."""

    option: str


@dataclass(frozen=True, slots=True, repr=False)
class PriorityDeclared(Intent):
    """`pregnant`, `disabled` or `merit` (Law 15/2023/QH15 Art. 3.2), or empty for none; staff look at it."""

    kind: Sensitive[str]


@dataclass(frozen=True, slots=True, repr=False)
class PaperDeclared(Intent):
    """A paper that changes the route: `transfer_form`, `revisit_slip`, or empty for none; the clinic looks at it."""

    kind: Sensitive[str]


@dataclass(frozen=True, slots=True, repr=False)
class RemindersChosen(Intent):
    """What the patient consented to be reminded of (`follow_up`, `vaccination`); none of them is an answer too."""

    kinds: Sensitive[tuple[str, ...]]
    wording: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EmergencyPressed(Intent):
    """Straight to the emergency room: nothing is registered, staff are alerted."""


@dataclass(frozen=True, slots=True)
class ChildPressed(Intent):
    """The visit is for a child; whose card was read brings it."""


@dataclass(frozen=True, slots=True)
class RelationChosen(Intent):
    """What the adult is to the child: a `his_client.his.identity.Relation`."""

    relation: str


@dataclass(frozen=True, slots=True)
class ChildPaperChosen(Intent):
    """What number the child has that can be typed: `id`, `insurance` or `none`."""

    paper: str


@dataclass(frozen=True, slots=True, repr=False)
class InsuranceQrSeen(Event):
    """A QR text that parses as that of an insurance card (paper or in an app)."""

    text: Basic[str]


@dataclass(frozen=True, slots=True)
class InsuranceCardPressed(Intent):
    """No insurance was found by the ID number: the insurance card's code will be shown."""


@dataclass(frozen=True, slots=True, repr=False)
class ChildKnown(Event):
    """What the HIS called a child: stands in journals of earlier releases, and is not asked any more."""

    full_name: Basic[str] = ""
    sex: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class PassportPressed(Intent):
    """No ID card but a passport: its key is what its first page says."""


@dataclass(frozen=True, slots=True)
class WithoutChipPressed(Intent):
    """The card has no chip, so that nothing will be read however long it lies there."""


@dataclass(frozen=True, slots=True, repr=False)
class MrzSeen(Event):
    """The two lines at the foot of a passport's page, as a scanner read them."""

    text: Basic[str]
