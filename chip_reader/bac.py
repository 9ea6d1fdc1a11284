"""Basic access control: prove knowledge of the key, agree on session keys (ICAO 9303-11, 4.3)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .access_keys import MAX_CANDIDATES, BacKey
from .apdu import Channel, Command
from .crypto import derive_key, equal, pad, retail_mac, tdes_decrypt, tdes_encrypt
from .errors import AccessBlocked, ChannelLost, ChipRefused, NotAnIdCard, WrongKey
from .secure_messaging import SecureChannel, TripleDesCipher

EMRTD_AID = bytes.fromhex("A0000002471001")
BLOCKED = {0x6983, 0x63C0}
"""Status words of an access protocol that will not be run any more."""

_ABSENT = {0x6A82, 0x6A86, 0x6A87, 0x6D00, 0x6E00}
Randomness = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Refused:
    """The chip refused a key; `remaining` tries as it says, None when it does not."""

    remaining: int | None

    @classmethod
    def by(cls, status: int) -> Refused:
        """From the status word: 63Cx counts."""
        return cls(status & 0xF if status >> 4 == 0x63C else None)

    @property
    def nearly_blocked(self) -> bool:
        """Whether at most one try is left: that one is the holder's, not a candidate's."""
        return self.remaining is not None and self.remaining <= 1


class Access(Protocol):
    """A way to open the chip. `open` may be called again when secure messaging was lost."""

    name: str

    def open(self, card: Channel) -> Channel:
        """Select the application and return the secured channel; raises `WrongKey` or `NotAnIdCard`."""
        ...


class BasicAccess:
    """BAC with up to three candidate keys; the one the chip accepted is used alone from then on."""

    name = "BAC"

    def __init__(self, keys: Sequence[BacKey], randomness: Randomness = secrets.token_bytes) -> None:
        if not keys:
            raise ValueError("at least one access key is needed")
        self._keys = tuple(keys[:MAX_CANDIDATES])
        self._randomness = randomness

    def open(self, card: Channel) -> Channel:
        """Try the keys in order; raises `WrongKey` when the chip refuses all of them."""
        refused = Refused(None)
        for tried, key in enumerate(self._keys, start=1):
            # Selecting again before each try brings the chip back from any half-done protocol.
            select_application(card)
            done = mutual_authentication(card, key, self._randomness)
            if isinstance(done, SecureChannel):
                self._keys = (key,)
                return done
            refused = done
            if refused.nearly_blocked:
                raise WrongKey(tried, refused.remaining)
        raise WrongKey(len(self._keys), refused.remaining)


def select_application(card: Channel) -> None:
    """SELECT the identity application; raises `NotAnIdCard` or `ChipRefused`."""
    status = card.send(Command(0x00, 0xA4, 0x04, 0x0C, EMRTD_AID)).status
    if status in _ABSENT:
        raise NotAnIdCard(status)
    if status != 0x9000:
        raise ChipRefused("selecting the identity application", status)


def mutual_authentication(card: Channel, key: BacKey, randomness: Randomness) -> SecureChannel | Refused:
    """GET CHALLENGE and EXTERNAL AUTHENTICATE (ICAO 9303-11, 4.3.4).

    Raises `AccessBlocked`, `ChipRefused` when there is no challenge, `ChannelLost` when the chip's own proof is wrong.
    """
    challenge = card.send(Command(0x00, 0x84, 0, 0, ne=8))
    if not challenge.ok or len(challenge.data) != 8:
        raise ChipRefused("GET CHALLENGE", challenge.status)
    seed = key.seed()
    k_enc, k_mac = derive_key(seed, 1), derive_key(seed, 2)
    rnd_ic, rnd_ifd, k_ifd = challenge.data, randomness(8), randomness(16)
    cryptogram = tdes_encrypt(k_enc, rnd_ifd + rnd_ic + k_ifd)
    answer = card.send(
        Command(0x00, 0x82, 0, 0, cryptogram + retail_mac(k_mac, pad(cryptogram)), ne=40),
    )
    if answer.status in BLOCKED:
        raise AccessBlocked(answer.status)
    if not answer.ok:
        return Refused.by(answer.status)
    proof, checksum = answer.data[:32], answer.data[32:]
    if len(answer.data) != 40 or not equal(retail_mac(k_mac, pad(proof)), checksum):
        raise ChannelLost("the chip's proof of access has a wrong checksum")
    plain = tdes_decrypt(k_enc, proof)
    if plain[:8] != rnd_ic or not equal(plain[8:16], rnd_ifd):
        raise ChannelLost("the chip's proof of access answers another challenge")
    session_seed = bytes(a ^ b for a, b in zip(k_ifd, plain[16:], strict=True))
    return SecureChannel(
        card,
        TripleDesCipher(derive_key(session_seed, 1), derive_key(session_seed, 2), rnd_ic[4:] + rnd_ifd[4:]),
    )
