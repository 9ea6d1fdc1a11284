"""Enrolment: a one-time token becomes a station's identity.

The token names the fleet's authority by its fingerprint. The gate is first asked for the authority itself, over a
connection that proves nothing yet; only one whose fingerprint the token names is trusted, and the token is sent over a
connection verified by it. So a false hub learns no token, and a station never trusts one.
"""

from __future__ import annotations

import hmac
import http.client
import json
import ssl
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from his_client.http import InsecureAddress, JsonClient
from his_client.outcome import Unknown
from kiosk.fleet.identity import request_for, token_parts
from kiosk.fleet.wire import IDENTITY, NotOfThisShape
from kiosk.station.agent.store import Store
from kiosk.within import within

DEADLINE_S = 15.0
MOST_PEM = 16 * 1024

_WORDS = {
    "bad_token": "the token is unknown, used or too old; ask IT for a new one",
    "bad_csr": "the hub did not accept this machine's request",
    "too_often": "too many tries from here; wait a minute",
    "hub_silent": "the hub behind the gate does not answer",
    "clock": "the hub's clock is wrong; once IT has set it, try again with the same token",
    "disk_full": "the hub's disk is full; once IT has made room, try again with the same token",
}
_NOT_NOW = frozenset({"hub_silent", "too_often", "clock", "disk_full"})


class EnrolmentFailed(Exception):
    """This machine is not enrolled; the message says why and what to do. A token that was refused is worth nothing."""


class GateSilent(EnrolmentFailed):
    """The gate, or the hub behind it, did not answer or cannot now; the same token may be tried again from here."""


def enrol(gate: str, token: str, store: Store, machine: str, *, deadline_s: float = DEADLINE_S) -> str:
    """Get an identity for this machine and keep it; the station's id.

    :param gate: the gate's address, https.
    :param machine: a name for this machine that the hub's list shows.
    :param deadline_s: seconds for each of its two questions.
    :raises EnrolmentFailed: with what to do; `GateSilent` when nobody said no.
    """
    named = token_parts(token)
    if named is None:
        raise EnrolmentFailed("this is no token; it looks like K03.<16 letters>.<26 letters>")
    station_id, wanted = named
    authority = _authority(gate, deadline_s)
    found = x509.load_pem_x509_certificate(authority).fingerprint(hashes.SHA256()).hex()
    if not hmac.compare_digest(found[: len(wanted)], wanted):
        raise EnrolmentFailed("this gate is not the hub's that made the token; check the address, then ask IT")
    key = store.asking_key()
    with tempfile.NamedTemporaryFile(suffix=".pem") as trusted:
        trusted.write(authority)
        trusted.flush()
        try:
            with JsonClient(gate, deadline_s=deadline_s, ca_file=Path(trusted.name)) as line:
                body = {"token": token.strip(), "csr": request_for(station_id, key), "machine": machine}
                reply = line.call("POST", "/enrol", body=body)
        except InsecureAddress as error:
            raise EnrolmentFailed(str(error)) from error
    if isinstance(reply, Unknown):
        raise GateSilent(f"the gate did not answer ({reply.detail or reply.reason}); try again with the same token")
    if reply.status != 200:
        code = _code(reply.text)
        failed = GateSilent if code in _NOT_NOW else EnrolmentFailed
        raise failed(_WORDS.get(code, f"the hub refused: {code}"))
    try:
        identity = IDENTITY.read(reply.text)
    except NotOfThisShape:
        raise EnrolmentFailed("the gate's answer is no identity; is this the hub's address?") from None
    store.keep_identity(key, identity, gate)
    return station_id


def _authority(gate: str, deadline_s: float) -> bytes:
    """What the gate says its authority is: nothing is believed of it but its fingerprint."""
    where = urlsplit(gate)
    if where.scheme != "https" or not where.hostname:
        raise EnrolmentFailed("the gate's address looks like https://hub.example:8443")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    line = http.client.HTTPSConnection(where.hostname, where.port or 443, timeout=deadline_s, context=context)
    try:
        line.connect()
        with within(line.sock, deadline_s):
            line.request("GET", "/authority")
            answer = line.getresponse()
            content = answer.read(MOST_PEM)
        if answer.status != 200:
            raise EnrolmentFailed(f"{gate} is no gate of a hub")
        x509.load_pem_x509_certificate(content)
    except (OSError, http.client.HTTPException) as error:
        raise GateSilent(f"{gate} cannot be reached; check address and cable") from error
    except ValueError as error:
        raise EnrolmentFailed(f"{gate} is no gate of a hub") from error
    finally:
        line.close()
    return content


def _code(text: str) -> str:
    try:
        said = json.loads(text)
    except ValueError:
        return "bad_answer"
    return str(said.get("refused", "bad_answer")) if isinstance(said, dict) else "bad_answer"
