"""One conversation over TCP, with one deadline for all of it: name, connection, TLS, both directions.

How messages are cut from the stream is the protocol's own: it hands in a `Framing`.

A connection is opened for each exchange: an answer that comes too late dies with its connection and can never be taken
for the answer to the next message.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from his_client.outcome import Unknown

_CHUNK = 16 * 1024


class BadFrame(ValueError):
    """Bytes that are no message of the protocol. What was read cannot be trusted, and nothing after it either."""


class FrameTooLarge(BadFrame):
    """More than the protocol allows without an end."""


class Cutter(Protocol):
    """Cuts a stream into messages, however the network splits or joins it."""

    @property
    def torn(self) -> bool:
        """Whether a message has begun and not ended."""
        ...

    def feed(self, data: bytes, /) -> None:
        """Takes what the network gave.

        :raises FrameTooLarge: when the open message grows beyond measure.
        """
        ...

    def next(self) -> bytes | None:
        """The next whole message, or None until there is more.

        :raises BadFrame: when the stream is not made of messages.
        """
        ...


@dataclass(frozen=True, slots=True)
class Framing:
    """How one protocol puts messages on a stream: `wrap` one to be sent, and a new cutter for what comes."""

    wrap: Callable[[bytes], bytes]
    cutter: Callable[[], Cutter]


class LineFailed(Exception):
    """The conversation ended without an answer; `unknown` says how."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason)
        self.unknown = Unknown(reason, detail)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a receiver listens, and how long one exchange may take in all. `tls` is None for a plain connection."""

    host: str
    port: int
    deadline_s: float = 10.0
    tls: ssl.SSLContext | None = None


class Conversation:
    """An open connection on which messages go and come until its deadline."""

    def __init__(self, sock: socket.socket, framing: Framing, until: float, deadline_s: float) -> None:
        self._sock = sock
        self._framing = framing
        self._until = until
        self._deadline_s = deadline_s
        self._cutter = framing.cutter()

    def send(self, message: bytes) -> None:
        """Sends one message.

        :raises LineFailed: and then nobody knows how much of it arrived.
        """
        try:
            self._sock.settimeout(_left(self._until, self._deadline_s))
            self._sock.sendall(self._framing.wrap(message))
        except TimeoutError:
            raise _too_late(self._deadline_s) from None
        except OSError:
            raise LineFailed("reset", "the connection broke while sending") from None

    def receive(self) -> bytes:
        """The next message.

        :raises LineFailed: when there is none by the deadline, or what comes is not a message.
        """
        try:
            while (found := self._cutter.next()) is None:
                self._sock.settimeout(_left(self._until, self._deadline_s))
                data = self._sock.recv(_CHUNK)
                if not data:
                    raise self._broken()
                self._cutter.feed(data)
            return found
        except TimeoutError:
            raise _too_late(self._deadline_s) from None
        except FrameTooLarge:
            raise LineFailed("too_large", "an answer without an end") from None
        except BadFrame:
            raise LineFailed("bad_shape", "the answer is not a message of this protocol") from None
        except OSError:
            raise self._broken() from None

    def _broken(self) -> LineFailed:
        if self._cutter.torn:
            return LineFailed("truncated", "the answer broke off")
        return LineFailed("reset", "the connection broke before an answer")


@contextmanager
def conversation(address: Address, framing: Framing) -> Iterator[Conversation]:
    """Opens a connection.

    :raises LineFailed: with `unreachable` when there is none; no byte of a message was sent then.
    """
    until = time.monotonic() + address.deadline_s
    try:
        sock = _connected(address, until)
    except (OSError, LineFailed):  # ssl.SSLError is an OSError
        raise LineFailed("unreachable", "no connection; check host, port, TLS and certificates") from None
    try:
        yield Conversation(sock, framing, until, address.deadline_s)
    finally:
        sock.close()


def _connected(address: Address, until: float) -> socket.socket:
    failure: OSError = OSError("no address")
    for family, kind, protocol, _, where in _resolved(address, until):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(_left(until, address.deadline_s))
            sock.connect(where)
            if address.tls is None:
                return sock
            return address.tls.wrap_socket(sock, server_hostname=address.host)
        except LineFailed:
            sock.close()
            raise
        except OSError as error:
            sock.close()
            failure = error
    raise failure


_Found = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int]]


def _resolved(address: Address, until: float) -> list[_Found]:
    """The addresses of a name; asked on a thread, because the system's resolver knows no deadline."""
    found: list[list[_Found]] = []

    def ask() -> None:
        try:
            found.append(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM))  # type: ignore[arg-type]
        except (OSError, UnicodeError):
            found.append([])

    asking = threading.Thread(target=ask, name="name-of-a-peer", daemon=True)
    asking.start()
    asking.join(_left(until, address.deadline_s))
    return found[0] if found else []


def _left(until: float, deadline_s: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise _too_late(deadline_s)
    return left


def _too_late(deadline_s: float) -> LineFailed:
    return LineFailed("timeout", f"no whole answer within {deadline_s:g} s")
