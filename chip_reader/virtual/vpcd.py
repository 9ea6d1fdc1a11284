"""Put a virtual card into pcscd's virtual slot: the client side of the vpcd socket.

Connecting inserts the card, closing removes it. Frames are two bytes of length and a payload; a payload of one byte
is a control (0 off, 1 on, 2 reset, 4 send the ATR), anything else a command.
"""

from __future__ import annotations

import contextlib
import socket
import threading

from .card import VirtualCard
from .faults import NoAnswer, TornAway

DEFAULT_PORT = 35963
_OFF, _ON, _RESET, _ATR = 0, 1, 2, 4


class ServedCard:
    """A card in a vpcd slot, answering on its own thread until it is removed or torn away."""

    def __init__(self, card: VirtualCard, host: str, port: int) -> None:
        self._card = card
        self._socket = socket.create_connection((host, port), timeout=5)
        self._socket.settimeout(None)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._thread = threading.Thread(target=self._serve, name="virtual-card", daemon=True)
        self._thread.start()

    @property
    def inserted(self) -> bool:
        """Whether the card still lies in the slot."""
        return self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the card is out of the slot, or for so long."""
        self._thread.join(seconds)

    def remove(self) -> None:
        """Take the card out; harmless when repeated."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        try:
            while True:
                message = self._receive(int.from_bytes(self._receive(2), "big"))
                if len(message) != 1:
                    answer = self._card.transmit(message)
                elif message[0] == _ATR:
                    answer = self._card.atr
                else:
                    if message[0] in {_OFF, _ON, _RESET}:
                        self._card.reset()
                    continue
                self._socket.sendall(len(answer).to_bytes(2, "big") + answer)
        except NoAnswer:
            self._stay_silent()
        except (TornAway, EOFError, OSError):
            pass
        finally:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _stay_silent(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._receive(1)

    def _receive(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            # vpcd sends length and payload apart: without an immediate acknowledgement Nagle's algorithm holds the
            # second one back for 40 ms on every command. The option does not last, so it is set each time.
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._socket.recv(count - len(received))
            if not part:
                raise EOFError
            received += part
        return received


def serve_vpcd(card: VirtualCard, host: str = "127.0.0.1", port: int = DEFAULT_PORT) -> ServedCard:
    """Insert the card into the slot behind `host` and `port`; raises `OSError` when nothing listens there."""
    return ServedCard(card, host, port)
