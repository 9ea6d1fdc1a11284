"""A small MLLP server for what the HIS pushes. It takes messages from named addresses only, and answers each at once.

MLLP knows no passwords, and an address can be forged inside the same network: let nobody else reach the port.
"""

import logging
import socket
import ssl
import threading
from collections.abc import Iterable
from contextlib import suppress

from his_client.clock import Clock
from his_client.hl7v2.appointments import BOOKING, ENDING, AppointmentBook, TooMany
from his_client.hl7v2.message import BadMessage, Message, Segment, parse
from his_client.hl7v2.mllp import BadBlock, Blocks, block
from his_client.hl7v2.reply import acknowledge

log = logging.getLogger(__name__)

IDLE_S = 600.0
MAX_CONNECTIONS = 16
_CHUNK = 16 * 1024


class Inbox:
    """Takes one message and answers it: AA kept, AE at fault (101 with what is missing), AR not for us."""

    def __init__(self, book: AppointmentBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def answer(self, data: bytes) -> tuple[bytes, ...]:
        """The acknowledgments to send; none where not even a control id can be read."""
        try:
            message = parse(data)
        except BadMessage as bad:
            log.warning("hl7v2_unreadable", extra={"reason": bad.place})
            return ()
        code, error = self._taken(message)
        return tuple(
            acknowledge(message.header, word, self._clock(), error if word == code else "")
            for word in _wanted(message.header, code)
        )

    def _taken(self, message: Message) -> tuple[str, str]:
        kind, event = message.event
        if kind != "SIU":
            return "AR", "200"
        if event not in BOOKING | ENDING:
            return "AR", "201"
        try:
            self._book.take(message)
        except BadMessage as bad:
            log.warning("hl7v2_incomplete", extra={"reason": bad.place})
            return "AE", "101"
        except TooMany:
            return "AR", "207"
        return "AA", ""


def _wanted(header: Segment, code: str) -> tuple[str, ...]:
    """Which acknowledgments the sender asked for in MSH-15 and MSH-16 (2.9.3); with both empty the application's."""
    commit, application = header.text(15), header.text(16)
    if not commit and not application:
        return (code,)
    words = ["CA"] if commit in {"AL", "SU"} else []
    if application in {"AL", "SU" if code == "AA" else "ER"}:
        words.append(code)
    return tuple(words)


class Listener:
    """Listens from `start` to `stop`; a thread for each connection, which the HIS may keep open."""

    def __init__(
        self, address: tuple[str, int], peers: Iterable[str], inbox: Inbox, tls: ssl.SSLContext | None = None
    ) -> None:
        self._peers = frozenset(peers)
        self._inbox = inbox
        self._tls = tls
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._socket = socket.create_server(address)
        self._thread = threading.Thread(target=self._accept, name="hl7v2-listener", daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._socket.getsockname()[1])

    def start(self) -> None:
        """Begins to take connections."""
        self._thread.start()

    def stop(self) -> None:
        """Ends every connection and the listening."""
        with self._lock:
            sockets = [self._socket, *self._open]
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits on it
        self._thread.join(5)
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, (host, *_) = self._socket.accept()
            except OSError:
                return
            with self._lock:
                welcome = host in self._peers and len(self._open) < MAX_CONNECTIONS
                if welcome:
                    self._open.add(connection)
            if not welcome:
                log.warning("hl7v2_turned_away")
                connection.close()
                continue
            threading.Thread(target=self._serve, args=(connection,), name="hl7v2-connection", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.settimeout(IDLE_S)
            if self._tls is None:
                self._converse(connection)
            else:
                with self._tls.wrap_socket(connection, server_side=True) as secured:
                    self._converse(secured)
        except (OSError, BadBlock):
            log.info("hl7v2_connection_ended")
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _converse(self, connection: socket.socket) -> None:
        blocks = Blocks()
        while data := connection.recv(_CHUNK):
            blocks.feed(data)
            while (found := blocks.next()) is not None:
                for answer in self._inbox.answer(found):
                    connection.sendall(block(answer))
