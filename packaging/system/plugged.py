"""Runs inside the machine: a receipt printer on port 9100 and a card that is no ID card, where none are plugged in.

`plugged.py printer FILE` is a network printer whose trouble is the word in FILE (escpos_device.Trouble; empty: none);
`plugged.py card` lays a bank card into pcscd's virtual slot until it is ended.
"""

from __future__ import annotations

import socketserver
import sys
import time
from pathlib import Path

ATR = bytes.fromhex("3B80800101")


def printer(trouble: Path) -> None:
    """Serve until ended; each connection is one device's, as its manual says."""
    sys.path.insert(0, str(Path(__file__).parent))
    from escpos_device import EscposDevice, Trouble  # noqa: PLC0415 - beside this file, in the machine alone

    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            device = EscposDevice()
            said = trouble.read_text(encoding="ascii").strip()
            device.trouble = Trouble(said) if said else None
            while data := self.request.recv(1 << 16):
                if answer := device.feed(data):
                    self.request.sendall(answer)

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 9100), Connection) as server:
        server.serve_forever()


class BankCard:
    """Answers, and knows no application of travel documents."""

    atr = ATR

    def reset(self) -> None:
        """Nothing is remembered."""

    def transmit(self, _command: bytes) -> bytes:
        """File or application not found."""
        return bytes.fromhex("6A82")


def card() -> None:
    """Lie in the slot until ended."""
    from chip_reader.virtual import serve_vpcd  # noqa: PLC0415 - a printer needs none

    served = serve_vpcd(BankCard())
    while served.inserted:
        time.sleep(0.2)


if __name__ == "__main__":
    if sys.argv[1] == "printer":
        printer(Path(sys.argv[2]))
    else:
        card()
