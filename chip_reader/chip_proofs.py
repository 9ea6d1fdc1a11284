"""Whether the chip is the original: chip authentication by DG14, active authentication by DG15, as checks.

A proof counts for what its key counts for: the hash of DG14 or DG15 and the SOD's signature are checks of their own.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Set

from . import active_authentication as active
from .access import ChipAccess
from .apdu import Command
from .chip_authentication import Restarted, Variant, choose, restart
from .crypto import Suite
from .errors import BadChipData, ChannelLost, ChipRefused, TransmitFailed
from .files import ElementaryFile, FileReader
from .groups import Randomness
from .result import Check, CheckStatus
from .secure_messaging import SecureChannel
from .security_infos import SecurityInfos, parse_dg14

log = logging.getLogger(__name__)

_CHIP, _ACTIVE = "chip_authentication", "active_authentication"


class ChipProofs:
    """The proofs of one reading, from the restarted channel to the two checks."""

    def __init__(self, access: ChipAccess, randomness: Randomness = secrets.token_bytes) -> None:
        self._access = access
        self._randomness = randomness
        self._infos = SecurityInfos()
        self._malformed = ""
        self._restarted: Restarted | None = None
        self._refused: int | None = None

    def restart_channel(self, reader: FileReader, dg14: bytes) -> None:
        """Perform chip authentication if DG14 offers it; what is read afterwards proves the chip's key."""
        try:
            self._infos = parse_dg14(dg14)
        except BadChipData as error:
            self._malformed = error.reason
            return
        variant = choose(self._infos)
        if variant is not None and not self._proven_by_mapping():
            self._restarted = self._attempt(reader, variant)

    def conclude(self, reader: FileReader, files: Mapping[ElementaryFile, bytes], signed: Set[int]) -> list[Check]:
        """Active and chip authentication as checks, in this order. `signed` are the groups the SOD lists.

        A third one, `access`, comes only when EF.CardAccess, which nobody signs, was not what DG14 says it is.
        """
        chip = self._chip_check(reader, ElementaryFile.DG14 in files, 14 in signed)
        checks = [self._active_check(reader, files.get(ElementaryFile.DG15), 15 in signed), chip]
        offered = self._access.offered
        if offered is not None and self._infos.pace and set(offered) != set(self._infos.pace):
            checks.append(Check("access", CheckStatus.FINDING, "EF.CardAccess offers other variants of PACE than DG14"))
        return checks

    def _proven_by_mapping(self) -> bool:
        proof = self._access.proof
        return proof is not None and any(
            key.group is not None and key.group.name == proof.group.name and proof.matches(key.public)
            for key in self._infos.chip_keys
        )

    def _attempt(self, reader: FileReader, variant: Variant) -> Restarted | None:
        channel = reader.channel
        if not isinstance(channel, SecureChannel):
            return None
        try:
            restarted = restart(channel, variant, self._randomness)
        except ChipRefused as error:
            self._refused = error.status
        except BadChipData as error:
            self._malformed = error.reason
        except (ChannelLost, TransmitFailed) as error:
            # The next file finds the channel lost and opens it again; the proof is tried once more at the end.
            log.info("chip authentication interrupted reason=%s", error.code)
        else:
            reader.go_on_over(restarted.channel)
            return restarted
        return None

    def _chip_check(self, reader: FileReader, present: bool, signed: bool) -> Check:
        if self._proven_by_mapping():
            return Check(_CHIP, CheckStatus.OK, "PACE with chip authentication mapping, by a key of DG14")
        if not present:
            if signed:
                return Check(_CHIP, CheckStatus.FAILED, "DG14 is signed, but the chip does not give it out")
            return self._without_key("the chip has no DG14")
        if self._malformed:
            return Check(_CHIP, CheckStatus.FAILED, f"DG14 is not usable: {self._malformed}")
        if not self._infos.chip_keys:
            return self._without_key("DG14 holds no key for it")
        variant = choose(self._infos)
        if variant is None:
            return Check(_CHIP, CheckStatus.NOT_POSSIBLE, "the key in DG14 is of a kind this reader does not know")
        if self._refused is None and not self._answered():
            self._once_more(reader, variant)
        if self._refused is not None:
            return Check(_CHIP, CheckStatus.FAILED, f"the chip offers it and answered {self._refused:04X}")
        if not self._answered():
            return Check(_CHIP, CheckStatus.FAILED, f"no answer under the new keys: {variant.label}")
        if variant.suite is Suite.TDES:
            return Check(_CHIP, CheckStatus.WEAK, f"{variant.label}; weak: 3DES")
        return Check(_CHIP, CheckStatus.OK, variant.label)

    def _without_key(self, evidence: str) -> Check:
        if self._access.proof is not None:
            evidence += "; the key of chip authentication mapping lies in EF.CardSecurity, which is not read"
            return Check(_CHIP, CheckStatus.NOT_POSSIBLE, evidence)
        return Check(_CHIP, CheckStatus.NOT_SUPPORTED, evidence)

    def _answered(self) -> bool:
        return self._restarted is not None and self._restarted.channel.answers > 0

    def _once_more(self, reader: FileReader, variant: Variant) -> None:
        """A card that slipped at the wrong moment gets a second chance, with a byte to read under the new keys."""
        reader.reopen()
        self._restarted = self._attempt(reader, variant)
        if self._restarted is None:
            return
        try:
            reader.channel.send(Command(0x00, 0xB0, 0x80 | ElementaryFile.COM.value, 0, ne=1))
        except (ChannelLost, TransmitFailed) as error:
            log.info("chip authentication not answered reason=%s", error.code)
            reader.reopen()

    def _active_check(self, reader: FileReader, dg15: bytes | None, signed: bool) -> Check:
        if dg15 is None:
            if signed:
                return Check(_ACTIVE, CheckStatus.FAILED, "DG15 is signed, but the chip does not give it out")
            return Check(_ACTIVE, CheckStatus.NOT_SUPPORTED, "the chip has no DG15")
        try:
            key = active.parse_dg15(dg15)
        except BadChipData as error:
            return Check(_ACTIVE, CheckStatus.FAILED, f"DG15 is not usable: {error.reason}")
        if key is None:
            return Check(_ACTIVE, CheckStatus.NOT_POSSIBLE, "the key in DG15 is of a kind this reader does not know")
        stated = self._infos.active_hash
        for short in (False, True):
            try:
                return active.authenticate(reader.channel, key, stated, self._randomness(8), short=short)
            except (ChannelLost, TransmitFailed) as error:
                log.info("active authentication interrupted reason=%s", error.code)
                reader.reopen()
        return Check(_ACTIVE, CheckStatus.NOT_POSSIBLE, "the channel was lost twice")
