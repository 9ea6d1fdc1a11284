"""Nexo messages on a stream: four bytes of length, most significant first, then the message (nexo TCP transport)."""

from his_client.line import BadFrame, FrameTooLarge, Framing

MAX_BYTES = 256 * 1024
_HEAD = 4


def wrap(message: bytes) -> bytes:
    """A message behind its length.

    :raises FrameTooLarge: for one that no terminal would take.
    """
    if len(message) > MAX_BYTES:
        raise FrameTooLarge("too large")
    return len(message).to_bytes(_HEAD, "big") + message


class Frames:
    """Cuts a stream into messages by their lengths."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def torn(self) -> bool:
        """Whether a message has begun and not ended."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> None:
        """Takes what the network gave."""
        self._buffer += data

    def next(self) -> bytes | None:
        """The next whole message, or None until there is more.

        :raises FrameTooLarge: as soon as a length says more than `MAX_BYTES`.
        :raises BadFrame: for an empty message.
        """
        if len(self._buffer) < _HEAD:
            return None
        length = int.from_bytes(self._buffer[:_HEAD], "big")
        if length > MAX_BYTES:
            raise FrameTooLarge("too large")
        if length == 0:
            raise BadFrame("an empty message")
        if len(self._buffer) < _HEAD + length:
            return None
        message = bytes(self._buffer[_HEAD : _HEAD + length])
        del self._buffer[: _HEAD + length]
        return message


FRAMING = Framing(wrap, Frames)
