"""MLLP blocks: VT, a message, FS, CR (HL7 Version 3 Transport Specification MLLP release 1, also used for v2)."""

from his_client.line import BadFrame, FrameTooLarge, Framing

START, END = b"\x0b", b"\x1c\x0d"
MAX_BYTES = 1 << 20


class BadBlock(BadFrame):
    """Bytes that are no block."""


class BlockTooLarge(BadBlock, FrameTooLarge):
    """More than `MAX_BYTES` without an end."""


def block(message: bytes) -> bytes:
    """A message in its block; `his_client.hl7v2.encoding` has made sure that neither mark is inside."""
    if START in message or END[:1] in message:
        raise BadBlock("a mark of the block inside the message")
    return START + message + END


class Blocks:
    """Cuts a stream into messages, however the network splits or joins it."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._buffer = bytearray()
        self._max_bytes = max_bytes

    @property
    def torn(self) -> bool:
        """Whether a block has begun and not ended."""
        return bool(self._buffer.strip(b"\r\n"))

    def feed(self, data: bytes) -> None:
        """Takes what the network gave.

        :raises BlockTooLarge: when the open block grows beyond measure.
        """
        self._buffer += data
        if len(self._buffer) > self._max_bytes:
            raise BlockTooLarge("too large")

    def next(self) -> bytes | None:
        """The next whole message, or None until there is more.

        Line ends between blocks are passed over (many systems send one more); any other byte there, a second start
        or a lone FS inside a block is an error.

        :raises BadBlock: when the stream is not made of blocks.
        """
        while self._buffer.startswith((b"\r", b"\n")):
            del self._buffer[:1]
        if not self._buffer:
            return None
        if not self._buffer.startswith(START):
            raise BadBlock("no start of a block")
        end = self._buffer.find(END[:1])
        inside = self._buffer[1:] if end < 0 else self._buffer[1:end]
        if START in inside:
            raise BadBlock("a block begins inside a block")
        if end < 0 or end + 1 == len(self._buffer):
            return None
        if self._buffer[end : end + 2] != END:
            raise BadBlock("an end without CR")
        del self._buffer[: end + 2]
        return bytes(inside)


MLLP = Framing(block, Blocks)
