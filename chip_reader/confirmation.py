"""Ask an outside authority whether a document signer is genuine: a plug-in port, and one implementation over HTTP.

Off unless somebody makes a `Confirmation` and calls it. The HTTP form follows the only public description of the
national verification service (an integrator's): whoever has a contract must compare it with the text of theirs.
"""

from __future__ import annotations

import base64
import http.client
import ipaddress
import json
import logging
import re
import secrets
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any, Protocol
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from .result import CardReading, Check, CheckStatus

log = logging.getLogger(__name__)

NAME = "outside_confirmation"
_VIETNAM = timezone(timedelta(hours=7))
_MAX_ANSWER = 64 * 1024
_ERROR_CODE = re.compile(r"VRF_[A-Z0-9_]{1,40}")
_MIN_KEY_BITS = 2048


class Confirmation(Protocol):
    """Somebody outside who knows which document signers are genuine."""

    def confirm(self, id_number: str, signer: bytes, now: datetime) -> Check:
        """Ask about one signer's certificate (DER) for one card; `now` is aware. Waits for the answer.

        `ok`: genuine. `failed`: the authority says it is not. `not_possible`: no answer that could be understood.
        Never raises for what the network or the authority does.
        """
        ...


def with_confirmation(reading: CardReading, authority: Confirmation, now: datetime) -> CardReading:
    """The reading with the authority's check added; waits for the answer, so it belongs on a thread of its own.

    Nothing is asked where there is nothing to ask about: the signature must hold under the signer's certificate.
    """
    held = {check.status for check in reading.checks if check.name == "sod_signature"}
    if not reading.signer or not held & {CheckStatus.OK, CheckStatus.WEAK, CheckStatus.FINDING}:
        check = _not_possible("the signer is not proven to have signed this card, so nobody was asked")
    else:
        check = authority.confirm(reading.citizen.id_number, reading.signer, now)
    return replace(reading, checks=(*reading.checks, check))


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """What the contract gives: where to ask, as whom, and the key (RSA, PEM) requests are signed with.

    `address` is where the device stands, `purpose`, `location` and `source` describe the request; headers are ASCII.
    `ca` names a file of certificates when the service has its own authority; certificates are always checked.
    `timeout_s` bounds, in seconds, the connection and then the whole answer, however it trickles.
    """

    url: str
    license_id: str
    device_type: str
    address: str
    key_pem: bytes = field(repr=False)
    purpose: str = ""
    location: str = ""
    source: str = ""
    ca: str | None = None
    timeout_s: float = 8.0


class HttpConfirmation:
    """`POST` of number and signer certificate with a signed header, answered by `responds.result` true or false.

    One question is asked once: an answer that does not come is `not_possible`, and the visit goes on without it.
    """

    def __init__(self, account: ServiceAccount, new_id: Callable[[], str] = lambda: secrets.token_hex(16)) -> None:
        """Raises `ValueError` for an account that cannot work: no TLS, no RSA key, a header that is not ASCII."""
        parts = urlsplit(account.url)
        if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
            raise ValueError("the service's address must begin with https://")
        for name in ("license_id", "device_type", "address"):
            text: str = getattr(account, name)
            if not re.fullmatch(r"[\x20-\x7e]+", text) or "|" in text:
                raise ValueError(f"{name} must be plain ASCII without |, because it travels in a header")
        key = load_pem_private_key(account.key_pem, None)
        if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < _MIN_KEY_BITS:
            raise ValueError(f"the key must be RSA of at least {_MIN_KEY_BITS} bits")
        self._account, self._key, self._new_id = account, key, new_id

    def confirm(self, id_number: str, signer: bytes, now: datetime) -> Check:
        """See `Confirmation`."""
        account = self._account
        certificate = base64.b64encode(signer).decode("ascii")
        asked = {
            "request_id": self._new_id(),
            "request_time": now.astimezone(_VIETNAM).strftime("%Y%m%d%H%M%S"),
            "license_id": account.license_id,
            "device_type": account.device_type,
            "dia_chi": account.address,
        }
        signed = "|".join((*asked.values(), id_number, certificate)).encode("utf-8")
        signature = base64.b64encode(self._key.sign(signed, padding.PKCS1v15(), hashes.SHA256())).decode("ascii")
        body = {
            "id_card": id_number,
            "dscert": certificate,
            "purpose": account.purpose,
            "location": account.location,
            "source": account.source,
        }
        try:
            status, answer = self._post({**asked, "signature": signature}, body)
        except TimeoutError:
            return _not_possible("the service did not answer in time")
        except (http.client.HTTPException, OSError) as error:
            return _not_possible(f"the service cannot be reached ({type(error).__name__})")
        log.info("confirmation answered status=%d", status)
        return _understand(status, answer)

    def _post(self, headers: dict[str, str], body: dict[str, str]) -> tuple[int, bytes]:
        """Status and body, at most a little more than `_MAX_ANSWER`; no redirect is followed.

        Raises `TimeoutError` when not all of it came in time, `OSError` or `HTTPException` when the line broke.
        """
        parts, within_s = urlsplit(self._account.url), self._account.timeout_s
        host, port = parts.hostname or "", parts.port
        line: http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context(cafile=self._account.ca)
            line = http.client.HTTPSConnection(host, port, timeout=within_s, context=context)
        else:
            line = http.client.HTTPConnection(host, port, timeout=within_s)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {**headers, "Content-Type": "application/json", "Accept": "application/json"}
        with closing(line):
            line.connect()
            with _over_after(line.sock, within_s):
                line.request("POST", path, json.dumps(body).encode(), sent)
                response = line.getresponse()
                return response.status, response.read(_MAX_ANSWER + 1)


@contextmanager
def _over_after(line: socket.socket, seconds: float) -> Iterator[None]:
    """Shuts a connection down after `seconds`, whatever still comes: a time-out of its own bounds each silence alone.

    Raises `TimeoutError` on leaving, when that has happened: what was read may be half of it.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        with suppress(OSError):
            # The plain socket's: an SSLSocket's own would pull the TLS object from under the reader.
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if over.is_set():
            raise TimeoutError("no whole answer in time")


def _understand(status: int, answer: bytes) -> Check:
    """Only a clear yes or no counts; an error code of the service is passed on, its free text never."""
    if len(answer) > _MAX_ANSWER:
        return _not_possible("the service's answer is too long")
    try:
        table: Any = json.loads(answer)
    except (ValueError, RecursionError):
        return _not_possible(f"the service answered {status} without JSON")
    code = _ERROR_CODE.search(answer.decode("utf-8", errors="replace"))
    if code:
        return _not_possible(f"the service refused the question: {code.group()}")
    responds = table.get("responds") if isinstance(table, dict) else None
    result = responds.get("result") if isinstance(responds, dict) else None
    if status != http.HTTPStatus.OK or not isinstance(result, bool):
        return _not_possible(f"the service answered {status} without a result")
    if result:
        return Check(NAME, CheckStatus.OK, "the verification service knows the signer as genuine")
    return Check(NAME, CheckStatus.FAILED, "the verification service does not know the signer as genuine")


def _not_possible(evidence: str) -> Check:
    return Check(NAME, CheckStatus.NOT_POSSIBLE, evidence)


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
