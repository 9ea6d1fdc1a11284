"""A small result cache before a gateway: the same question within minutes is answered without asking again.

The gateway restricts accounts that ask too much, and one visit may ask twice (a card read again, a second clinic).
"""

import secrets
import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from his_client.clock import VIETNAM, Clock
from his_client.insurance.ports import CoverageCheck, EligibilityStatus, InsuranceGateway

_NOT_KEPT = {EligibilityStatus.UNVERIFIED, EligibilityStatus.CONFIG_ERROR}


class CachedGateway:
    """`InsuranceGateway` that remembers settled answers, in memory only. Thread-safe.

    An answer that could not be had is never remembered. Keys are digests under a key of this process, so no name or
    number is held longer than its answer. A remembered answer counts as no question and keeps its replies, so that
    each visit keeps its own proof.

    :param life: how long an answer serves; :param most: how many are held.
    """

    def __init__(
        self, gateway: InsuranceGateway, clock: Clock, *, life: timedelta = timedelta(minutes=5), most: int = 200
    ) -> None:
        self._gateway = gateway
        self._clock = clock
        self._life = life
        self._most = most
        self._salt = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._held: OrderedDict[bytes, tuple[datetime, CoverageCheck]] = OrderedDict()

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> CoverageCheck:
        """See `InsuranceGateway.check`."""
        day = asked_at.astimezone(VIETNAM).date().isoformat()
        asked = "\n".join((number, full_name, birth_date, day)).encode()
        key = blake2b(asked, key=self._salt).digest()
        with self._lock:
            self._forget()
            held = self._held.get(key)
        if held is not None:
            return replace(held[1], asked_at=asked_at, questions=0)
        found = self._gateway.check(number, full_name, birth_date, asked_at=asked_at)
        if found.eligibility.status not in _NOT_KEPT:
            with self._lock:
                self._held[key] = (self._clock() + self._life, found)
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
        return found

    def _forget(self) -> None:
        now = self._clock()
        for key in [key for key, (until, _) in self._held.items() if until <= now]:
            del self._held[key]
