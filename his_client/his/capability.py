"""What a HIS can do beyond the core. What it lacks narrows what the kiosk offers, and stops nothing else.

The core, which every HIS must have, is the list of departments, the patient by a number, registering one service, and
today's registrations of a person.
"""

from enum import StrEnum

from his_client.outcome import Refused

NOT_SUPPORTED = Refused("not_supported", "this HIS does not offer it")
"""What every method of a capability that is absent answers; nothing was sent."""

NOT_ASSURED = Refused("assurance", "the card itself must be read for this")
"""What an adapter answers for a HIS that cannot judge how sure we are of who asks; nothing was sent."""


class Capability(StrEnum):
    """One thing a HIS may or may not offer; the protocols in `his_client.his.ports` name what each stands for."""

    APPOINTMENTS = "appointments"
    """`appointments_today`, and a registration that names an appointment."""
    BILLS = "bills"
    CANCEL = "cancel"
    DECLARATIONS = "declarations"
    """Takes what a patient declares (priority class, transfer form, re-visit slip) for staff to check."""
    FEEDBACK = "feedback"
    GUARDIAN = "guardian"
    """Takes a child's registration with the adult who brings it."""
    IDEMPOTENCY_KEY = "idempotency_key"
    """Keeps our key, answers the same key with the same visit, and finds a visit by it."""
    NOTICES = "notices"
    PASSPORT = "passport"
    """Knows and registers people by a passport number."""
    PAYMENTS = "payments"
    """`post_payment` and `find_payment`."""
    QUEUE = "queue"
    QUEUE_NUMBERS = "queue_numbers"
    """Gives every place in a queue its number; without it the kiosk's own queue does."""
    RECEIPTS = "receipts"
    REMINDERS = "reminders"
    """Keeps a wish to be reminded, in the same transaction as the registration."""
    REPRINT = "reprint"
    RESULTS = "results"
    SEVERAL_SERVICES = "several_services"
    """Takes several services in one registration, all or nothing."""


EVERYTHING = frozenset(Capability)
