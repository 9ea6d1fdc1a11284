"""Secure messaging: commands and answers encrypted and authenticated with session keys (ICAO 9303-11, 9.8)."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from .apdu import MAX_EXTENDED_NE, MAX_SHORT_NE, Channel, Command, Response
from .crypto import BLOCK, Suite, equal, pad, retail_mac, tdes_decrypt, tdes_encrypt, unpad
from .errors import BadChipData, ChannelLost
from .tlv import encode, parse

_SHORT_CRYPTOGRAM = 238
"""What status, checksum and headers leave for the cryptogram in a short protected answer of 256 bytes."""


class SessionCipher(Protocol):
    """The cipher suite under secure messaging: keys and the send sequence counter live inside."""

    block: int

    def step(self) -> None:
        """Count one message on."""
        ...

    def encrypt(self, padded: bytes) -> bytes:
        """Encrypt whole blocks."""
        ...

    def decrypt(self, data: bytes) -> bytes:
        """Decrypt whole blocks; raises `ValueError`."""
        ...

    def mac(self, data: bytes) -> bytes:
        """The 8-byte checksum over counter and `data`; `data` is padded here."""
        ...


class TripleDesCipher:
    """Two-key 3DES with retail MAC and an 8-byte counter (ICAO 9303-11, 9.8.6): what BAC negotiates."""

    block = BLOCK

    def __init__(self, ks_enc: bytes, ks_mac: bytes, ssc: bytes) -> None:
        self._ks_enc = ks_enc
        self._ks_mac = ks_mac
        self._ssc = int.from_bytes(ssc, "big")

    def step(self) -> None:
        """Count one message on, modulo 2^64."""
        self._ssc = (self._ssc + 1) % (1 << 64)

    def encrypt(self, padded: bytes) -> bytes:
        """3DES-CBC, zero IV."""
        return tdes_encrypt(self._ks_enc, padded)

    def decrypt(self, data: bytes) -> bytes:
        """3DES-CBC, zero IV."""
        return tdes_decrypt(self._ks_enc, data)

    def mac(self, data: bytes) -> bytes:
        """Retail MAC over the counter and `data`."""
        return retail_mac(self._ks_mac, pad(self._ssc.to_bytes(8, "big") + data))


class AesCipher:
    """AES-CBC with CMAC and a 16-byte counter, encrypted to give the IV (ICAO 9303-11, 9.8.7)."""

    block = 16

    def __init__(self, suite: Suite, ks_enc: bytes, ks_mac: bytes) -> None:
        self._suite = suite
        self._ks_enc = ks_enc
        self._ks_mac = ks_mac
        self._ssc = 0

    def step(self) -> None:
        """Count one message on, modulo 2^128."""
        self._ssc = (self._ssc + 1) % (1 << 128)

    def encrypt(self, padded: bytes) -> bytes:
        """AES-CBC under the counter's IV."""
        return self._suite.encrypt(self._ks_enc, padded, self._iv())

    def decrypt(self, data: bytes) -> bytes:
        """AES-CBC under the counter's IV."""
        return self._suite.decrypt(self._ks_enc, data, self._iv())

    def mac(self, data: bytes) -> bytes:
        """CMAC over the counter and `data`."""
        return self._suite.checksum(self._ks_mac, pad(self._counter() + data, 16))

    def _counter(self) -> bytes:
        return self._ssc.to_bytes(16, "big")

    def _iv(self) -> bytes:
        return self._suite.encrypt(self._ks_enc, self._counter())


def session_cipher(suite: Suite, shared_secret: bytes) -> SessionCipher:
    """The cipher after PACE or chip authentication: keys of the shared secret, counter zero (ICAO 9303-11, 9.7.4)."""
    ks_enc, ks_mac = suite.derive(shared_secret, 1), suite.derive(shared_secret, 2)
    return TripleDesCipher(ks_enc, ks_mac, bytes(8)) if suite is Suite.TDES else AesCipher(suite, ks_enc, ks_mac)


class SecureChannel:
    """A channel over another channel: wraps each command, unwraps and checks each answer.

    `answers` counts what the chip protected correctly: from the first on it is proven to hold the session keys.
    """

    def __init__(self, carrier: Channel, cipher: SessionCipher) -> None:
        self.carrier = carrier
        self.answers = 0
        self._cipher = cipher

    def send(self, command: Command) -> Response:
        """Send a command protected.

        A refusal the card sends unprotected (it then has dropped its session keys) and any mismatch raise
        `ChannelLost`; the caller runs access control again.
        """
        response = self._unwrap(command, self.carrier.send(self._wrap(command)))
        self.answers += 1
        return response

    def _wrap(self, command: Command) -> Command:
        cipher = self._cipher
        cipher.step()
        masked = replace(command, cla=command.cla | 0x0C)
        objects = b""
        if command.data:
            cryptogram = cipher.encrypt(pad(command.data, cipher.block))
            # Odd instructions carry BER-TLV data, whose cryptogram has no padding indicator byte.
            objects += encode(0x85, cryptogram) if command.ins & 1 else encode(0x87, b"\x01" + cryptogram)
        if command.ne:
            width, limit = (2, MAX_EXTENDED_NE) if command.ne > MAX_SHORT_NE else (1, MAX_SHORT_NE)
            objects += encode(0x97, (command.ne % limit).to_bytes(width, "big"))
        covered = pad(masked.header, cipher.block) + objects if objects else masked.header
        data = objects + encode(0x8E, cipher.mac(covered))
        fitting = _SHORT_CRYPTOGRAM // cipher.block * cipher.block - 1
        extended = len(data) > 255 or command.ne > fitting
        return replace(masked, data=data, ne=MAX_EXTENDED_NE if extended else MAX_SHORT_NE)

    def _unwrap(self, command: Command, response: Response) -> Response:
        cipher = self._cipher
        cipher.step()
        objects: dict[int, bytes] = {}
        covered = offset = 0
        try:
            while offset < len(response.data):
                covered = offset
                tlv, offset = parse(response.data, offset)
                objects[tlv.tag] = tlv.value
        except BadChipData as error:
            raise ChannelLost("the protected answer is not readable") from error
        if 0x99 not in objects or 0x8E not in objects:
            raise ChannelLost(
                f"unprotected answer {response.status:04X} to instruction {command.ins:02X}", response.status
            )
        # The checksum is the last object and covers the bytes before it as they came.
        if not equal(cipher.mac(response.data[:covered]), objects[0x8E]):
            raise ChannelLost("the answer's checksum is wrong")
        if int.from_bytes(objects[0x99], "big") != response.status:
            raise ChannelLost("the protected status word differs from the plain one")
        try:
            if 0x87 in objects:
                plain = unpad(cipher.decrypt(objects[0x87][1:]))
            else:
                plain = unpad(cipher.decrypt(objects[0x85])) if 0x85 in objects else b""
        except ValueError as error:
            raise ChannelLost("the answer does not decrypt") from error
        return Response(plain, response.status, protected=True)
