"""The card's half of secure messaging (ICAO 9303-11, 9.8), for 3DES and AES."""

from __future__ import annotations

from ..crypto import Suite, pad, unpad
from ..tlv import encode, parse_all


class CardSession:
    """Session keys and counter on the chip's side. `open` and `close` keep them in step with the reader."""

    def __init__(self, suite: Suite, ks_enc: bytes, ks_mac: bytes, ssc: bytes = b"") -> None:
        self._suite, self._enc, self._mac = suite, ks_enc, ks_mac
        self._size = suite.block
        self._ssc = int.from_bytes(ssc, "big")

    @classmethod
    def agreed(cls, suite: Suite, shared: bytes) -> CardSession:
        """After PACE or chip authentication: both keys from the shared secret, the counter at zero."""
        return cls(suite, suite.derive(shared, 1), suite.derive(shared, 2))

    def open(self, head: bytes, body: bytes) -> tuple[bytes, int] | None:
        """Data and expected length of a protected command, None when its checksum is wrong."""
        objects = {tlv.tag: tlv.value for tlv in parse_all(body)}
        covered = body[: len(body) - 10]
        signed = pad(head, self._size) + covered if covered else head
        if body[-10:-8] != b"\x8e\x08" or self._checksum(signed) != body[-8:]:
            return None
        data = b""
        if 0x87 in objects:
            data = unpad(self._suite.decrypt(self._enc, objects[0x87][1:], self._iv()))
        elif 0x85 in objects:
            data = unpad(self._suite.decrypt(self._enc, objects[0x85], self._iv()))
        le = objects.get(0x97, b"")
        return data, int.from_bytes(le, "big") or (0, 256, 65536)[len(le)]

    def close(self, instruction: int, data: bytes, status: bytes) -> bytes:
        """The protected answer."""
        self._count()
        body = b""
        if data:
            cryptogram = self._suite.encrypt(self._enc, pad(data, self._size), self._iv())
            body = encode(0x85, cryptogram) if instruction & 1 else encode(0x87, b"\x01" + cryptogram)
        body += encode(0x99, status)
        return body + encode(0x8E, self._tag(body)) + status

    def _checksum(self, covered: bytes) -> bytes:
        self._count()
        return self._tag(covered)

    def _count(self) -> None:
        self._ssc = (self._ssc + 1) % (1 << 8 * self._size)

    def _tag(self, covered: bytes) -> bytes:
        counted = self._ssc.to_bytes(self._size, "big") + covered
        # The 3DES checksum pads by itself, the AES one takes what is already padded.
        return self._suite.checksum(self._mac, counted if self._suite is Suite.TDES else pad(counted, self._size))

    def _iv(self) -> bytes | None:
        if self._suite is Suite.TDES:
            return None
        return self._suite.encrypt(self._enc, self._ssc.to_bytes(self._size, "big"))
