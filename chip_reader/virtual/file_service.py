"""A simulated reader that runs the protocols itself: a service on loopback that hands over a virtual card's files."""

from __future__ import annotations

import base64
import json
import socketserver
import threading
from enum import StrEnum
from typing import Any

from ..access_keys import BacKey
from ..file_device import SocketFileDevice
from ..files import ElementaryFile
from .card import VirtualCard

_LONGEST_QUESTION = 1024


class ServiceFault(StrEnum):
    """What the device does wrong: breaks off in its answer, answers no JSON, never answers, sends far too much."""

    TORN = "torn"
    GARBAGE = "garbage"
    SILENT = "silent"
    FLOOD = "flood"


class FileService:
    """Serves one card until closed; `card` None is an empty device. A wrong key is refused as a chip would.

    `claims` is what the device says of the chip's proofs; left as None it says that whatever the card offers held.
    """

    def __init__(self, card: VirtualCard | None, *, fault: ServiceFault | None = None) -> None:
        self.card = card
        self.fault = fault
        self.claims: dict[str, bool] | None = None
        self._ending = threading.Event()
        service = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                service._answer(self)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = False
            block_on_close = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The TCP port on loopback."""
        return int(self._server.server_address[1])

    def device(self, *, seconds: float = 5.0) -> SocketFileDevice:
        """A device that reads through this service."""
        return SocketFileDevice(self.port, seconds=seconds)

    def close(self) -> None:
        """Stop serving; harmless when repeated."""
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, handler: socketserver.StreamRequestHandler) -> None:
        question = handler.rfile.readline(_LONGEST_QUESTION)
        answer = json.dumps(self._reading(question)).encode("ascii") + b"\n"
        match self.fault:
            case ServiceFault.TORN:
                answer = answer[: len(answer) // 2]
            case ServiceFault.GARBAGE:
                answer = b"<html>\n"
            case ServiceFault.SILENT:
                self._ending.wait()
                return
            case ServiceFault.FLOOD:
                answer = b" " * (1024 * 1024)
            case None:
                pass
        try:
            handler.wfile.write(answer)
        except OSError:
            return  # whoever asked has hung up

    def _reading(self, question: bytes) -> dict[str, Any]:
        try:
            asked = json.loads(question)
            key = BacKey(asked["document_number"], asked["birth"], asked["expiry"])
        except (ValueError, TypeError, KeyError):
            return {"error": "bad_key"}
        if self.card is None:
            return {"error": "no_card"}
        if key != BacKey.from_mrz(self.card.profile.mrz):
            return {"error": "wrong_key"}
        offered = {"active_authentication": ElementaryFile.DG15, "chip_authentication": ElementaryFile.DG14}
        return {
            "files": {file.name: base64.b64encode(data).decode("ascii") for file, data in self.card.files.items()},
            "access": "BAC",
            "claims": self.claims or {name: True for name, file in offered.items() if file in self.card.files},
        }
