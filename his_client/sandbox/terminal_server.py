"""The simulated card terminal over TCP: nexo Retailer messages, answered well or as an armed fault says."""

import json
import socketserver
import struct
import threading
from collections.abc import Mapping
from socket import SO_LINGER, SOL_SOCKET, socket
from typing import Any

from his_client.clock import Clock, system_clock
from his_client.fields import Json
from his_client.line import BadFrame
from his_client.outcome import Done, Refused
from his_client.payments.nexo.frames import Frames, wrap
from his_client.payments.nexo.messages import VERSION, service_id
from his_client.payments.terminal import Charge, ChargeState, Totals
from his_client.sandbox.faults import Fault, FaultQueue
from his_client.sandbox.terminal import TerminalMemory

PEER = "terminal"
_CHUNK = 16 * 1024
_REFUSALS = {"busy": "Busy", "id_reused": "NotAllowed", "batch_closed": "NotAllowed", "amount": "MessageFormat"}


class TerminalServer:
    """A terminal on loopback. `port` 0 takes a free one; `gives_up_s` is how long it waits for a cardholder."""

    def __init__(
        self,
        memory: TerminalMemory,
        faults: FaultQueue | None = None,
        *,
        port: int = 0,
        gives_up_s: float = 60.0,
        clock: Clock = system_clock,
    ) -> None:
        self.memory = memory
        self.faults = faults or FaultQueue()
        self.stopping = threading.Event()
        self._gives_up_s = gives_up_s
        self._clock = clock
        self._seen: dict[str, tuple[str, str]] = {}
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.terminal = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="sandbox-terminal")

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Begin to listen; the port is bound already."""
        self._thread.start()

    def stop(self) -> None:
        """End, and let go of what hangs."""
        self.stopping.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def answer(self, header: Mapping[str, Json], request: Mapping[str, Json]) -> Mapping[str, Json] | None:
        """The body of an answer to one request; None for an abort, which has none."""
        category = str(header["MessageCategory"])
        match category:
            case "Payment":
                return self._payment(str(header["ServiceID"]), request)
            case "TransactionStatus":
                return self._status(request["MessageReference"])
            case "Abort":
                kind, our_id = self._seen.get(str(request["MessageReference"]["ServiceID"]), ("", ""))
                if kind == "Payment":
                    self.memory.abort(our_id)
                return None
            case "Reversal":
                return self._reversal(str(header["ServiceID"]), request)
            case "GetTotals":
                return _totals(self.memory.totals())
            case "Reconciliation":
                return _totals(self.memory.close_batch(str(request["POIReconciliationID"])))
            case _:
                return _failed("MessageFormat")

    def _payment(self, service: str, request: Mapping[str, Json]) -> Mapping[str, Json]:
        charge_id = str(request["SaleData"]["SaleTransactionID"]["TransactionID"])
        asked = request["PaymentTransaction"]["AmountsReq"]
        if asked["Currency"] != "VND" or not isinstance(asked["RequestedAmount"], int):
            return _failed("MessageFormat") | _sale(charge_id)
        begun = self.memory.begin(charge_id, asked["RequestedAmount"])
        if isinstance(begun, Refused):
            return _failed(_REFUSALS.get(begun.code, "NotAllowed")) | _sale(charge_id)
        self._seen[service] = ("Payment", charge_id)
        charge = self.memory.wait(charge_id, self._gives_up_s)
        if charge.state is ChargeState.UNDER_WAY:
            self.memory.abort(charge_id)
        return self._told(self.memory.find(charge_id) or charge)

    def _status(self, about: Mapping[str, Json]) -> Mapping[str, Json]:
        kind, our_id = self._seen.get(str(about["ServiceID"]), ("", ""))
        if not kind or kind != about["MessageCategory"]:
            return _failed("NotFound")
        if kind == "Reversal":
            told: Mapping[str, Json] = _succeeded()
        else:
            charge = self.memory.find(our_id)
            if charge is None or charge.state is ChargeState.UNDER_WAY:
                return _failed("InProgress")
            told = self._told(charge)
        repeated = {"RepeatedResponseMessageBody": {f"{kind}Response": told}}
        return _succeeded() | {"MessageReference": about, "RepeatedMessageResponse": repeated}

    def _reversal(self, service: str, request: Mapping[str, Json]) -> Mapping[str, Json]:
        reversal_id = str(request["SaleData"]["SaleTransactionID"]["TransactionID"])
        done = self.memory.reverse(str(request["SaleData"]["SaleReferenceID"]), reversal_id)
        if not isinstance(done, Done):
            return _failed(_REFUSALS.get(done.code if isinstance(done, Refused) else "", "NotFound"))
        self._seen[service] = ("Reversal", reversal_id)
        return _succeeded()

    def _told(self, charge: Charge) -> Mapping[str, Json]:
        if charge.state is not ChargeState.APPROVED:
            return _failed(charge.reason) | _sale(charge.id)
        at = self._clock().isoformat()
        return (
            _succeeded()
            | _sale(charge.id)
            | {
                "POIData": {"POITransactionID": {"TransactionID": f"POI{service_id(charge.id)}", "TimeStamp": at}},
                "PaymentResult": {
                    "PaymentInstrumentData": {"CardData": {"MaskedPan": f"411111******{charge.card}"}},
                    "AmountsResp": {"Currency": "VND", "AuthorizedAmount": charge.amount},
                    "PaymentAcquirerData": {"AcquirerTransactionID": {"TransactionID": charge.reference}},
                },
            }
        )


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    terminal: TerminalServer


class _Handler(socketserver.BaseRequestHandler):
    server: _Server
    request: socket

    def handle(self) -> None:
        """Answer what comes on one connection until its other end closes it."""
        frames = Frames()
        self.request.settimeout(0.1)
        while not self.server.terminal.stopping.is_set():
            try:
                data = self.request.recv(_CHUNK)
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            frames.feed(data)
            try:
                while (message := frames.next()) is not None:
                    if not self._meet(message):
                        return
            except (BadFrame, OSError, ValueError, KeyError, TypeError):
                return  # a terminal drops what it cannot read

    def _meet(self, message: bytes) -> bool:
        """Answer one message; whether the connection goes on."""
        terminal = self.server.terminal
        whole = json.loads(message)["SaleToPOIRequest"]
        header: dict[str, Any] = whole["MessageHeader"]
        category = header["MessageCategory"]
        fault = terminal.faults.take(PEER)
        if fault in (Fault.REFUSE, Fault.HTTP401, Fault.HTTP500):
            return self._reset()
        if fault is Fault.HANG:
            terminal.stopping.wait()
            return False
        if fault is Fault.SLOW:
            terminal.stopping.wait(1.0)
        body = terminal.answer(header, whole[f"{category}Request"])
        if fault is Fault.RESET_AFTER_COMMIT:
            return self._reset()
        if body is None:
            return True
        if fault is Fault.OTHER_ANSWER:
            body = {**body, **_sale("another-transaction")}
        answer = wrap(_message({**header, "MessageType": "Response"}, category, body))
        if fault is Fault.TRUNCATED:
            self.request.sendall(answer[: len(answer) // 2])
            return False
        self.request.sendall(wrap(_display(header)) + answer)
        return True

    def _reset(self) -> bool:
        self.request.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        return False


def _message(header: Mapping[str, Json], category: str, body: Mapping[str, Json]) -> bytes:
    return json.dumps({"SaleToPOIResponse": {"MessageHeader": header, f"{category}Response": body}}).encode()


def _display(header: Mapping[str, Json]) -> bytes:
    """What terminals say between question and answer, and a till must pass over."""
    about = {**header, "ProtocolVersion": VERSION, "MessageClass": "Device", "MessageCategory": "Display"}
    return json.dumps({"SaleToPOIRequest": {"MessageHeader": about, "DisplayRequest": {}}}).encode()


def _succeeded() -> dict[str, Json]:
    return {"Response": {"Result": "Success"}}


def _failed(condition: str) -> dict[str, Json]:
    return {"Response": {"Result": "Failure", "ErrorCondition": condition}}


def _sale(charge_id: str) -> dict[str, Json]:
    return {"SaleData": {"SaleTransactionID": {"TransactionID": charge_id}}}


def _totals(totals: Totals) -> dict[str, Json]:
    lines = [
        {"TransactionType": kind, "TransactionCount": count, "TransactionAmount": amount}
        for kind, count, amount in (
            ("Debit", totals.count, totals.amount),
            ("ReverseDebit", totals.reversed_count, totals.reversed_amount),
        )
    ]
    return _succeeded() | {"TransactionTotals": [{"PaymentInstrumentType": "Card", "PaymentTotals": lines}]}
