"""Opening the chip by policy: PACE where it is offered, BAC where that is allowed, and never more tries than three."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from .access_keys import MAX_CANDIDATES, AccessKey, BacKey, CanKey
from .apdu import MAX_SHORT_NE, Channel, Command
from .bac import BasicAccess, Refused, select_application
from .errors import BadChipData, ChannelLost, ChipRefused, NoCommonAccess, ReadError, TransmitFailed, WrongKey
from .groups import Randomness
from .pace import ChipProof, Established, establish
from .security_infos import Mapping, PaceInfo, SecurityInfos, parse_security_infos
from .tlv import header

log = logging.getLogger(__name__)

_CARD_ACCESS = 0x1C
_FILE_NOT_FOUND = 0x6A82
_MAX_CARD_ACCESS = 4096
_MAX_VARIANTS = 2
_PREFERENCE = (Mapping.CHIP_AUTHENTICATION, Mapping.GENERIC, Mapping.INTEGRATED)


@dataclass(frozen=True, slots=True)
class AccessPolicy:
    """Which ways into the chip are taken.

    `prefer_pace` asks the chip for PACE first; `allow_bac` permits BAC where PACE is missing or fails (without it
    there is no downgrade); `guess_can` also tries the last six digits of the card number as CAN, counted as a try.
    """

    prefer_pace: bool = True
    allow_bac: bool = True
    guess_can: bool = False


class ChipAccess:
    """An `Access` over PACE and BAC. What worked once is used alone when secure messaging has to be opened again."""

    def __init__(
        self,
        keys: Sequence[AccessKey],
        policy: AccessPolicy | None = None,
        randomness: Randomness = secrets.token_bytes,
    ) -> None:
        if not keys:
            raise ValueError("at least one access key is needed")
        self._policy = policy or AccessPolicy()
        self._keys = self._in_order(keys)
        self._randomness = randomness
        self._asked = False
        self._basic: BasicAccess | None = None
        self._infos = SecurityInfos()
        self._failure: ReadError | None = None
        self.name = ""
        self.proof: ChipProof | None = None

    @property
    def offered(self) -> tuple[PaceInfo, ...] | None:
        """What EF.CardAccess offers, empty for a chip without PACE; None when it was not asked."""
        return self._infos.pace if self._asked else None

    @property
    def downgraded(self) -> bool:
        """Whether BAC was used although the chip offers PACE."""
        return self.name == BasicAccess.name and bool(self._infos.pace)

    def open(self, card: Channel) -> Channel:
        """Open the chip and select the application.

        Raises `WrongKey`, `AccessBlocked`, `NoCommonAccess`, `NotAnIdCard`, `ChipRefused` or what the card raises.
        """
        if self._basic is not None:
            return self._basic.open(card)
        if self._policy.prefer_pace and not self._asked:
            self._infos = _read_card_access(card)
            self._asked = True
        elif self.name:
            # Back to where PACE began. Chips in the field know no such command, and need none.
            card.send(Command(0x00, 0xA4, 0x00, 0x0C, b"\x3f\x00"))
        channel = self._by_pace(card)
        return channel if channel is not None else self._by_bac(card)

    def _in_order(self, keys: Sequence[AccessKey]) -> tuple[AccessKey, ...]:
        first = next((key for key in keys if isinstance(key, BacKey)), None)
        if self._policy.guess_can and first is not None and not any(isinstance(key, CanKey) for key in keys):
            return (CanKey.guess(first), *keys)[:MAX_CANDIDATES]
        return tuple(keys[:MAX_CANDIDATES])

    def _by_pace(self, card: Channel) -> Channel | None:
        """The secured application, None when PACE is not offered or fails for another reason than the password."""
        variants = sorted((info for info in self._infos.pace if info.supported), key=_rank)[:_MAX_VARIANTS]
        for info in variants:
            several = sum(other.oid == info.oid for other in self._infos.pace) > 1
            try:
                return self._try_keys(card, info, name_parameters=several)
            except (ChipRefused, BadChipData, ChannelLost, TransmitFailed) as error:
                self._failure = error
                log.warning("pace failed variant=%s reason=%s", info.name, error.code)
        return None

    def _try_keys(self, card: Channel, info: PaceInfo, *, name_parameters: bool) -> Channel:
        refused = Refused(None)
        for tried, key in enumerate(self._keys, start=1):
            done = establish(card, info, key, self._randomness, name_parameters=name_parameters)
            if isinstance(done, Established):
                return self._enter(done, key)
            refused = done
            if refused.nearly_blocked:
                raise WrongKey(tried, refused.remaining)
        raise WrongKey(len(self._keys), refused.remaining)

    def _enter(self, done: Established, key: AccessKey) -> Channel:
        select_application(done.channel)
        self._keys = (key,)
        self.name = "PACE-CAN" if isinstance(key, CanKey) else "PACE-MRZ"
        self.proof = done.proof
        return done.channel

    def _by_bac(self, card: Channel) -> Channel:
        keys = [key for key in self._keys if isinstance(key, BacKey)]
        if not self._policy.allow_bac:
            raise NoCommonAccess("PACE failed or is not offered, and the policy forbids BAC") from self._failure
        if not keys and self._failure:
            raise self._failure
        if not keys:
            raise NoCommonAccess("the chip takes no card access number")
        basic = BasicAccess(keys, self._randomness)
        channel = basic.open(card)
        self._basic = basic
        self.name = basic.name
        return channel


def _rank(info: PaceInfo) -> tuple[int, bool]:
    return _PREFERENCE.index(info.mapping), info.agreement == "DH"


def _read_card_access(card: Channel) -> SecurityInfos:
    """EF.CardAccess as anybody may read it (ICAO 9303-10, 3.11.3); nothing offered when it is missing or unreadable."""
    answer = card.send(Command(0x00, 0xB0, 0x80 | _CARD_ACCESS, 0, ne=MAX_SHORT_NE))
    selection = Command(0x00, 0xA4, 0x02, 0x0C, bytes((0x01, _CARD_ACCESS)))
    # Chips in the field refuse short identifiers here, and the master file, but not the plain selection.
    if not answer.data and answer.status != _FILE_NOT_FOUND and card.send(selection).ok:
        answer = card.send(Command(0x00, 0xB0, 0, 0, ne=MAX_SHORT_NE))
    if not answer.data:
        return SecurityInfos()
    data = answer.data
    try:
        _, start, length = header(data)
        while len(data) < min(start + length, _MAX_CARD_ACCESS):
            more = card.send(Command(0x00, 0xB0, len(data) >> 8, len(data) & 0xFF, ne=MAX_SHORT_NE))
            if not more.data:
                break
            data += more.data
        return parse_security_infos(data)
    except BadChipData as error:
        log.warning("card access not readable reason=%s", error.reason)
        return SecurityInfos()
