"""An HTTP server for one sandboxed peer, which meets each request with a good answer or an armed fault."""

import json
import socket
import struct
import threading
from io import BytesIO
from random import Random
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.test import run_wsgi_app

from his_client.sandbox.faults import Fault, FaultQueue, fhir_queue

_IDENTITY_FIELDS = frozenset(
    {"MA_YEU_CAU", "SO_GTTT", "ID", "value", "location", "maThe", "hoTen", "account_number", "orderCode", "vnp_TxnRef"}
)
_WITHOUT_FAULTS = ("/_", "/static")
_PAGE = b"<html><body><h1>Service under maintenance</h1></body></html>"

_Answer = tuple[int, list[tuple[str, str]], bytes]


class PeerServer:
    """Serves one Flask app on loopback in a thread. `port` 0 takes a free one; `stop` waits for nothing that hangs."""

    def __init__(self, peer: str, app: Flask, port: int, faults: FaultQueue) -> None:
        self.peer = peer
        self.faults = faults
        self.stopping = threading.Event()
        self.pace = Random(peer)
        self._server = _Server(port, app, self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name=f"sandbox-{peer}")

    @property
    def url(self) -> str:
        """`http://127.0.0.1:port`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        """Begins to serve; the port is bound already, so no request can come too early."""
        self._thread.start()

    def stop(self) -> None:
        """Ends serving, lets go of hanging requests, and closes the port."""
        self.stopping.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class _Server(ThreadedWSGIServer):
    daemon_threads = False  # server_close joins the request threads, so no socket outlives the server

    def __init__(self, port: int, app: Flask, peer: PeerServer) -> None:
        # bound here: werkzeug would end the whole process over a port that is taken
        with socket.create_server(("127.0.0.1", port), backlog=128) as listener:
            super().__init__("127.0.0.1", port, app, handler=_Handler, fd=listener.fileno())
        self.peer = peer

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing is logged: paths and messages carry personal data."""


class _Handler(WSGIRequestHandler):
    server: BaseWSGIServer
    timeout = 5  # an idle or half-sent connection must not keep the server from closing

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing is logged: paths carry personal data."""

    def run_wsgi(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        peer = server.peer
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        clean = self.path.startswith(_WITHOUT_FAULTS) or self.path == "/"
        fault = None if clean else peer.faults.take(fhir_queue(self.command, self.path) or peer.peer)
        try:
            self._meet(fault, body, peer)
        except OSError:
            self.close_connection = True  # the caller has left

    def _meet(self, fault: Fault | None, body: bytes, peer: PeerServer) -> None:
        match fault:
            case Fault.REFUSE:
                self._reset()
            case Fault.HANG:
                peer.stopping.wait()
                self._reset()
            case Fault.HTML:
                self._send((200, [("Content-Type", "text/html; charset=utf-8")], _PAGE))
            case Fault.HTTP500:
                self._send((500, [("Content-Type", "text/plain")], b"internal error"))
            case Fault.HTTP401:
                self._send((401, [], b""))
            case Fault.SLOW:
                peer.stopping.wait(peer.pace.uniform(1.0, 3.0))
                self._send(self._answer(body, fault))
            case Fault.RESET_AFTER_COMMIT:
                self._answer(body, fault)
                self._reset()
            case Fault.TRUNCATED:
                status, headers, content = self._answer(body, fault)
                self._send((status, headers, content), cut=len(content) // 2)
            case Fault.DRIP:
                self._drip(self._answer(body, fault), peer)
            case Fault.DUPLICATE:
                self._answer(body, fault)
                self._send(self._answer(body, fault))
            case Fault.OTHER_ANSWER:
                status, headers, content = self._answer(body, fault)
                self._send((status, headers, _of_another(content)))
            case None:
                self._send(self._answer(body, fault))

    def _answer(self, body: bytes, fault: Fault | None) -> _Answer:
        environ = self.make_environ()
        environ["wsgi.input"] = BytesIO(body)
        environ["sandbox.fault"] = fault
        chunks, status, headers = run_wsgi_app(self.server.app, environ)
        return int(status.split()[0]), list(headers.items()), b"".join(chunks)

    def _send(self, answer: _Answer, cut: int | None = None) -> None:
        status, headers, content = answer
        self.send_response(status)
        for name, value in headers:
            if name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content[:cut])
        self.wfile.flush()

    def _drip(self, answer: _Answer, peer: PeerServer) -> None:
        self._send(answer, cut=0)
        for byte in answer[2]:
            if peer.stopping.wait(1.0):
                return
            self.wfile.write(bytes([byte]))
            self.wfile.flush()

    def _reset(self) -> None:
        """Closes so that the caller's side sees a reset and not an orderly end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True


def _of_another(content: bytes) -> bytes:
    """The same answer with every identifying field changed, as if two callers' answers had been swapped."""

    def swap(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: "Ngô Hoàn Đổi" if name in _IDENTITY_FIELDS else swap(item) for name, item in value.items()}
        return [swap(item) for item in value] if isinstance(value, list) else value

    return json.dumps(swap(json.loads(content))).encode()
