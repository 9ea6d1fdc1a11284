"""Asking the national verification service: what is sent, what counts as an answer, and what never counts as a yes."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from chip_reader import BacKey, CardReading, CheckStatus, read_card
from chip_reader.confirmation import HttpConfirmation, ServiceAccount, with_confirmation
from chip_reader.facts import Standing, assess
from chip_reader.files import ElementaryFile
from chip_reader.virtual import VirtualCard, VirtualReader, load_profile

NOW = datetime(2026, 11, 2, 18, 30, 5, tzinfo=UTC)
KEY = rsa.generate_private_key(65537, 2048)


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class Service:
    """A verification service on loopback that answers as it is told and keeps what it was asked."""

    def __init__(self) -> None:
        self.status, self.answer = 200, b'{"responds": {"result": true}, "exitcode": 0}'
        self.asked: list[tuple[dict[str, str], dict[str, str]]] = []
        self.hold: threading.Event | None = None
        self.trickles = 0.0
        self.over = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.asked.append(({k.lower(): v for k, v in self.headers.items()}, json.loads(body)))
                if service.hold:
                    service.hold.wait(5)
                    return
                if service.trickles:
                    self.trickle(b"HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\n" + service.answer)
                    return
                self.send_response(service.status)
                self.send_header("Content-Length", str(len(service.answer)))
                self.end_headers()
                self.wfile.write(service.answer)

            def trickle(self, content: bytes) -> None:
                with suppress(OSError):
                    for byte in content:
                        self.wfile.write(bytes([byte]))
                        if service.over.wait(service.trickles):
                            return

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.account = ServiceAccount(
            url=f"http://127.0.0.1:{self._server.server_port}/verify",
            license_id="L-1",
            device_type="KIOSK",
            address="Ha Noi",
            key_pem=pem(KEY),
            purpose="reception",
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.over.set()
        if self.hold:
            self.hold.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.close()


def test_the_question_carries_number_signer_and_a_signature_over_both(service: Service) -> None:
    check = HttpConfirmation(service.account, lambda: "id-1").confirm("001090000017", b"certificate", NOW)
    assert (check.name, check.status) == ("outside_confirmation", CheckStatus.OK)
    [(headers, body)] = service.asked
    certificate = base64.b64encode(b"certificate").decode()
    assert body == {
        "id_card": "001090000017", "dscert": certificate, "purpose": "reception", "location": "", "source": "",
    }  # fmt: skip
    assert headers["request_time"] == "20261103013005"  # hour of Viet Nam
    signed = "|".join(("id-1", "20261103013005", "L-1", "KIOSK", "Ha Noi", "001090000017", certificate))
    signature = base64.b64decode(headers["signature"])
    KEY.public_key().verify(signature, signed.encode(), padding.PKCS1v15(), hashes.SHA256())


def test_a_no_of_the_authority_speaks_against_the_card(service: Service) -> None:
    service.answer = b'{"responds": {"result": false}, "exitcode": 0}'
    assert HttpConfirmation(service.account).confirm("1", b"c", NOW).status is CheckStatus.FAILED


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, b""),
        (200, b"true"),
        (200, b"[]"),
        (200, b'{"responds": {"result": "true"}}'),
        (200, b'{"responds": true}'),
        (200, b'{"result": true}'),
        (500, b'{"responds": {"result": true}}'),
        (302, b'{"responds": {"result": true}}'),
        (200, b'{"responds": {"result": true}, "error": "VRF_LICENSE"}'),
        (200, b"[" * 60000),
        (200, b'{"responds": {"result": true}, "x": "' + b"x" * 70000 + b'"}'),
    ],
)
def test_only_a_clear_answer_counts(service: Service, status: int, answer: bytes) -> None:
    service.status, service.answer = status, answer
    assert HttpConfirmation(service.account).confirm("1", b"c", NOW).status is CheckStatus.NOT_POSSIBLE


def test_the_code_of_a_refusal_is_told_and_its_free_text_is_not(service: Service) -> None:
    service.status, service.answer = 400, b'{"error": "VRF_EXPIRED", "message": "Nguyen Van An 001090000017"}'
    evidence = HttpConfirmation(service.account).confirm("001090000017", b"c", NOW).evidence
    assert evidence == "the service refused the question: VRF_EXPIRED"


def test_a_silent_service_is_asked_once_and_left(service: Service) -> None:
    service.hold = threading.Event()
    check = HttpConfirmation(replace(service.account, timeout_s=0.2)).confirm("1", b"c", NOW)
    assert check.status is CheckStatus.NOT_POSSIBLE
    assert "in time" in check.evidence
    assert len(service.asked) == 1


def test_a_service_that_trickles_is_left_at_the_same_time(service: Service) -> None:
    """A bound for each silence alone would let a byte a second hold a visit's worker for as long as there are bytes."""
    service.trickles = 0.15
    check = HttpConfirmation(replace(service.account, timeout_s=0.5)).confirm("1", b"c", NOW)
    assert check.status is CheckStatus.NOT_POSSIBLE
    assert "in time" in check.evidence


def test_a_service_that_is_not_there_is_no_error_of_the_visit(service: Service) -> None:
    account = replace(service.account, url="http://127.0.0.1:1/verify")
    assert HttpConfirmation(account).confirm("1", b"c", NOW).status is CheckStatus.NOT_POSSIBLE


@pytest.mark.parametrize(
    "change",
    [
        {"url": "http://10.0.0.1/verify"},
        {"url": "ftp://127.0.0.1/"},
        {"address": "Hà Nội"},
        {"license_id": "a|b"},
        {"license_id": "a\r\nx: y"},
        {"key_pem": pem(ec.generate_private_key(ec.SECP256R1()))},
        {"key_pem": pem(rsa.generate_private_key(65537, 1024))},
        {"key_pem": b"nothing"},
    ],
)
def test_an_account_that_cannot_work_is_refused_at_once(service: Service, change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        HttpConfirmation(replace(service.account, **change))  # type: ignore[arg-type]


def read(profile: str, **changes: object) -> tuple[VirtualCard, CardReading]:
    card = VirtualCard(replace(load_profile(profile), **changes), now=NOW)  # type: ignore[arg-type]
    reader = VirtualReader()
    reader.insert(card)
    return card, read_card(reader.connect(), [BacKey.from_mrz(card.profile.mrz)], now=NOW)


def test_a_confirmed_signer_makes_a_card_verified_without_any_trust_store(service: Service) -> None:
    card, reading = read("complete")
    confirmed = with_confirmation(reading, HttpConfirmation(service.account), NOW)
    assert confirmed.checks[-1].name == "outside_confirmation"
    assert assess(confirmed.checks).standing is Standing.VERIFIED
    [(_, body)] = service.asked
    assert base64.b64decode(body["dscert"]) == card.issuer.signer
    assert body["id_card"] == card.profile.id_number


def test_nobody_is_asked_about_a_signer_who_did_not_sign(service: Service) -> None:
    card, _ = read("complete")
    sod = card.files[ElementaryFile.SOD]
    card.files[ElementaryFile.SOD] = sod[:-1] + bytes([sod[-1] ^ 1])
    reader = VirtualReader()
    reader.insert(card)
    reading = read_card(reader.connect(), [BacKey.from_mrz(card.profile.mrz)], now=NOW)
    answered = with_confirmation(reading, HttpConfirmation(service.account), NOW)
    assert answered.checks[-1].status is CheckStatus.NOT_POSSIBLE
    assert service.asked == []


def test_the_key_is_not_shown(service: Service) -> None:
    assert "PRIVATE" not in repr(service.account)
