"""Receivers that are not ours, hl7apy's and python-hl7's MLLP servers, and one that plays a script, all on loopback."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from hl7.mllp import start_hl7_server
from hl7apy.consts import VALIDATION_LEVEL
from hl7apy.core import Message
from hl7apy.mllp import AbstractHandler, MLLPServer
from hl7apy.parser import parse_message

Answer = Callable[[str, str], str | None]
"""(control id, message) -> the ER7 text to answer with, or None to answer nothing."""


def ack(control_id: str, code: str = "AA", *more: str, mine: str = "RCV1") -> str:
    """An acknowledgment written by hand, as a receiver sends it."""
    head = f"MSH|^~\\&|HIS|BVMAU|KIOSK|01001|20261124073001+0700||ACK|{mine}|P|2.5.1"
    return "\r".join([head, f"MSA|{code}|{control_id}", *more]) + "\r"


def yes(control_id: str, _message: str) -> str:
    return ack(control_id)


class Seen:
    """What a receiver was sent, as its own library read it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.messages: list[Any] = []
        self.warnings: list[str] = []

    @property
    def control_ids(self) -> list[str]:
        return [text.split("\r")[0].split("|")[9] for text in self.texts]


class Hl7apyReceiver:
    """hl7apy's server; it validates every message against the structures of 2.5.1, strictly."""

    def __init__(self, answer: Answer, report: Path) -> None:
        self.seen, self.answer, self._report = Seen(), answer, report
        handlers = {kind: (_hl7apy_handler(self),) for kind in KINDS}
        self._server = MLLPServer("127.0.0.1", 0, handlers, timeout=5)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def take(self, text: str) -> str | None:
        # The generic QPD of 2.5.1 allows one QPD-3; that of Q22 repeats it (3.3.57), so a query is read tolerantly.
        query = "QBP^Q22" in text
        level = VALIDATION_LEVEL.TOLERANT if query else VALIDATION_LEVEL.STRICT
        message: Message = parse_message(text, validation_level=level)
        if not query:
            message.validate(report_file=str(self._report))
            self.seen.warnings += self._report.read_text(encoding="utf-8").splitlines()
        self.seen.texts.append(text)
        self.seen.messages.append(message)
        return self.answer(message.msh.msh_10.value, text)

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()


KINDS = (
    "ADT^A28^ADT_A05",
    "ADT^A04^ADT_A01",
    "ADT^A08^ADT_A01",
    "ADT^A11^ADT_A09",
    "DFT^P03^DFT_P03",
    "QBP^Q22^QBP_Q21",
)


def _hl7apy_handler(receiver: Hl7apyReceiver) -> type[AbstractHandler]:
    class Handler(AbstractHandler):
        def reply(self) -> str:
            answer = receiver.take(self.incoming_message)
            if answer is None:
                raise ConnectionAbortedError  # the server then closes without a word
            return f"\x0b{answer}\x1c\r"

    return Handler


class PythonHl7Receiver:
    """python-hl7's asyncio server, on a thread of its own."""

    def __init__(self, answer: Answer) -> None:
        self.seen, self.answer, self.port = Seen(), answer, 0
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,))
        self._thread.start()
        assert ready.wait(5)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)

        async def begin() -> None:
            self._server = await start_hl7_server(self._serve, "127.0.0.1", 0, encoding="utf-8")
            self.port = self._server.sockets[0].getsockname()[1]

        self._loop.run_until_complete(begin())
        # Only a loop that runs for good can be stopped: a stop that came earlier would be lost.
        self._loop.call_soon(ready.set)
        self._loop.run_forever()
        self._server.close()
        self._loop.run_until_complete(self._server.wait_closed())
        self._loop.close()

    async def _serve(self, reader: Any, writer: Any) -> None:
        try:
            while True:
                message = await reader.readmessage()
                self.seen.texts.append(str(message))
                self.seen.messages.append(message)
                answer = self.answer(str(message.segment("MSH")(10)), str(message))
                if answer is None:
                    break
                writer.writeblock(answer.encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        assert not self._thread.is_alive()


Step = bytes | float | None
"""Bytes to send, seconds to wait, or None: wait for the next message of the peer."""


@contextmanager
def scripted(
    steps: Callable[[str], Sequence[Step]], tls: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[bytes]]]:
    """A receiver that reads one message and then does as told with raw bytes; gives its port and what it received."""
    received: list[bytes] = []
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            with plain, suppress(OSError), tls.wrap_socket(plain, server_side=True) if tls else plain as connection:
                connection.settimeout(5)
                message = _read_block(connection)
                received.append(message)
                for step in steps(message.decode().split("\r")[0].split("|")[9]):
                    if step is None:
                        received.append(_read_block(connection))
                    elif isinstance(step, float):
                        stop.wait(step)
                    else:
                        connection.sendall(step)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1], received
        finally:
            stop.set()
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def _read_block(connection: socket.socket) -> bytes:
    data = b""
    while not data.endswith(b"\x1c\r"):
        more = connection.recv(4096)
        if not more:
            raise ConnectionError
        data += more
    return data[1:-2]


def framed(text: str) -> bytes:
    return b"\x0b" + text.encode() + b"\x1c\r"


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS for 127.0.0.1 and the file of the authority to trust for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "server.pem", folder / "server.key"
    public.write_bytes(signed.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
