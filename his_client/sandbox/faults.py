"""The fault menu: what a sandboxed neighbour can do wrong, and how often."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from random import Random

from his_client.outcome import Refused


class Fault(StrEnum):
    """What the HTTP sandbox does with one request instead of answering it well."""

    REFUSE = "refuse"
    """The connection is dropped before the request is looked at."""
    HANG = "hang"
    """Nothing comes back, ever; the request is not looked at."""
    SLOW = "slow"
    """A good answer after one to three seconds."""
    RESET_AFTER_COMMIT = "reset_after_commit"
    """The work is done, the answer is lost."""
    TRUNCATED = "truncated"
    """The work is done, half of the answer arrives."""
    HTML = "html"
    """A web page with HTTP 200; the request is not looked at."""
    HTTP500 = "http500"
    """HTTP 500; the request is not looked at."""
    HTTP401 = "http401"
    """HTTP 401 with an empty body; the request is not looked at."""
    DUPLICATE = "duplicate"
    """The request is delivered twice (at the bank: every credit is listed twice)."""
    OTHER_ANSWER = "other_answer"
    """The work is done, and the answer carries another request's ids."""
    DRIP = "drip"
    """The work is done, and the answer comes at one byte a second."""


HOSPITAL_CHANGES = {"quota_full": "full", "price_changed": "price_changed"}
"""Faults of the hospital and not of the line: what the next registration meets, as `RegistrationBook.arm` calls it."""


def fhir_queue(method: str, path: str) -> str:
    """Which queue of faults a request to the HIS's FHIR face draws from: `fhir` for what changes something,
    `fhir_token` for tokens, `fhir_read` for the rest, "" for what is none of it."""
    path = path.partition("?")[0]
    if not (path == "/fhir" or path.startswith("/fhir/")):
        return ""
    if path == "/fhir/auth/token":
        return "fhir_token"
    return "fhir" if method == "PUT" or (method == "POST" and not path.endswith("/_search")) else "fhir_read"


class FaultQueue:
    """Faults armed for the next requests of each peer, used up in order. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: defaultdict[str, list[Fault]] = defaultdict(list)

    def arm(self, peer: str, fault: Fault, count: int) -> None:
        """The next `count` requests to `peer` meet `fault`; a count of 0 clears what is armed there."""
        with self._lock:
            if count <= 0:
                self._armed[peer].clear()
            else:
                self._armed[peer].extend([fault] * count)

    def take(self, peer: str) -> Fault | None:
        """The fault the next request of `peer` meets, if any; it is used up."""
        with self._lock:
            return self._armed[peer].pop(0) if self._armed[peer] else None

    def armed(self) -> dict[str, list[str]]:
        """What is still armed, by peer."""
        with self._lock:
            return {peer: [str(fault) for fault in faults] for peer, faults in self._armed.items() if faults}


class CallFault(StrEnum):
    """What one call to an in-process neighbour can meet."""

    REFUSED = "refused"
    """Declined before anything happened: the outcome is Refused("busy")."""
    LOST_REQUEST = "lost_request"
    """Unknown, and nothing happened there."""
    LOST_ANSWER = "lost_answer"
    """Unknown, and it did happen there."""
    DUPLICATED = "duplicated"
    """The call is delivered twice; the second answer is returned."""


BUSY = Refused("busy", "the peer takes no requests now")
LOST_REASONS = {CallFault.LOST_REQUEST: "timeout", CallFault.LOST_ANSWER: "reset"}


class FaultMenu:
    """Draws call faults from rates, all randomness from one seeded generator, so a run replays exactly.

    `rates` maps a fault to its probability per call; the probabilities add up to at most 1. `arm` puts faults in
    front of the drawn ones.
    """

    def __init__(self, rates: Mapping[CallFault, float] | None = None) -> None:
        self._rates = tuple((rates or {}).items())
        if sum(rate for _, rate in self._rates) > 1:
            raise ValueError("the rates of all faults add up to more than 1")
        self._armed: list[CallFault] = []

    def arm(self, fault: CallFault, count: int = 1) -> None:
        """The next `count` calls meet `fault`."""
        self._armed.extend([fault] * count)

    def draw(self, rng: Random) -> CallFault | None:
        """The fault of the next call, if any."""
        if self._armed:
            return self._armed.pop(0)
        if not self._rates:
            return None
        point = rng.random()
        for fault, rate in self._rates:
            if point < rate:
                return fault
            point -= rate
        return None
