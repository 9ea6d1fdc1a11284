"""One conversation with a receiver over TCP, with one deadline for all of it: name, connection, TLS, both directions.

A connection is opened for each exchange: an answer that comes too late dies with its connection and can never be taken
for the answer to the next message.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from his_client.hl7v2.mllp import BadBlock, Blocks, BlockTooLarge, block
from his_client.outcome import Unknown

_CHUNK = 16 * 1024


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
    """An open connection on which blocks go and come until its deadline."""

    def __init__(self, sock: socket.socket, until: float, deadline_s: float) -> None:
        self._sock = sock
        self._until = until
        self._deadline_s = deadline_s
        self._blocks = Blocks()

    def send(self, message: bytes) -> None:
        """Sends one message.

        :raises LineFailed: and then nobody knows how much of it arrived.
        """
        try:
            self._sock.settimeout(_left(self._until, self._deadline_s))
            self._sock.sendall(block(message))
        except TimeoutError:
            raise _too_late(self._deadline_s) from None
        except OSError:
            raise LineFailed("reset", "the connection broke while sending") from None

    def receive(self) -> bytes:
        """The next message.

        :raises LineFailed: when there is none by the deadline, or what comes is not a block.
        """
        try:
            while (found := self._blocks.next()) is None:
                self._sock.settimeout(_left(self._until, self._deadline_s))
                data = self._sock.recv(_CHUNK)
                if not data:
                    raise self._broken()
                self._blocks.feed(data)
            return found
        except TimeoutError:
            raise _too_late(self._deadline_s) from None
        except BlockTooLarge:
            raise LineFailed("too_large", "an answer without an end") from None
        except BadBlock:
            raise LineFailed("bad_shape", "the answer is not an MLLP block") from None
        except OSError:
            raise self._broken() from None

    def _broken(self) -> LineFailed:
        if self._blocks.torn:
            return LineFailed("truncated", "the answer broke off")
        return LineFailed("reset", "the connection broke before an answer")


@contextmanager
def conversation(address: Address) -> Iterator[Conversation]:
    """Opens a connection.

    :raises LineFailed: with `unreachable` when there is none; no byte of a message was sent then.
    """
    until = time.monotonic() + address.deadline_s
    try:
        sock = _connected(address, until)
    except (OSError, LineFailed):  # ssl.SSLError is an OSError
        raise LineFailed("unreachable", "no connection; check host, port, TLS and certificates") from None
    try:
        yield Conversation(sock, until, address.deadline_s)
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

    asking = threading.Thread(target=ask, name="hl7v2-name", daemon=True)
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
