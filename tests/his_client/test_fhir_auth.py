"""Tokens and certificates: one flight for all who wait, assertions of one use, and a client that shows who it is."""

import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from test_http_client import JSON, raw_server, response

from his_client.fhir.auth import ClientKey, ClientSecret, Tokens
from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox.run import Sandbox

Connect = Callable[..., JsonClient]


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.fixture
def door(sandbox: Sandbox, connect: Connect) -> JsonClient:
    return connect(f"{sandbox.fhir_url}/auth/token", deadline_s=5)


def address(sandbox: Sandbox) -> str:
    return f"{sandbox.fhir_url}/auth/token"


@pytest.mark.parametrize("kind", ["RS384", "ES384"])
def test_a_signed_assertion_opens_the_door(kind: str, sandbox: Sandbox, door: JsonClient, clock: Any) -> None:
    key = rsa.generate_private_key(65537, 2048) if kind == "RS384" else ec.generate_private_key(ec.SECP384R1())
    sandbox.fhir_door.keys["k1"] = key.public_key()
    account = ClientKey.from_pem("kiosk", "k1", address(sandbox), pem(key))
    tokens = Tokens(door, account, "system/*.cruds", clock)
    assert isinstance(tokens.current(), Done)


def test_an_assertion_is_good_once_for_one_door_and_not_for_long(
    sandbox: Sandbox, clock: Any, connect: Connect
) -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    sandbox.fhir_door.keys["k1"] = key.public_key()

    def give(assertion: str) -> bool:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
        }
        reply = connect(address(sandbox), deadline_s=5).call("POST", "", form=form)
        assert isinstance(reply, JsonReply)
        return reply.status == 200

    account = ClientKey.from_pem("kiosk", "k1", address(sandbox), pem(key))
    once = account.assertion(clock())
    assert give(once)
    assert not give(once)
    assert not give(account.assertion(clock() - timedelta(minutes=5)))
    assert not give(ClientKey.from_pem("kiosk", "k1", "https://elsewhere.example", pem(key)).assertion(clock()))
    assert not give(ClientKey.from_pem("other", "k1", address(sandbox), pem(key)).assertion(clock()))
    stranger = ec.generate_private_key(ec.SECP384R1())
    assert not give(ClientKey.from_pem("kiosk", "k1", address(sandbox), pem(stranger)).assertion(clock()))
    assert not give("not.a.token")


def test_a_key_that_is_too_weak_is_refused() -> None:
    for key in (rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP256R1())):
        with pytest.raises(ValueError, match="client key"):
            ClientKey.from_pem("kiosk", "k1", "https://his.example/token", pem(key))


def test_a_wrong_secret_is_a_refusal_and_shows_nowhere(door: JsonClient, clock: Any) -> None:
    account = ClientSecret("kiosk", "wrong-secret")
    answer = Tokens(door, account, "system/*.cruds", clock).current()
    assert isinstance(answer, Refused)
    assert answer.code == "unauthorised"
    assert "wrong-secret" not in repr(account) + str(answer)


def test_however_many_wait_one_asks(sandbox: Sandbox, door: JsonClient, clock: Any) -> None:
    accounts = sandbox.accounts
    tokens = Tokens(door, ClientSecret(accounts.fhir_client_id, accounts.fhir_client_secret), "s", clock)
    start = threading.Barrier(8)

    def ask(_: int) -> object:
        start.wait()
        return tokens.current()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(8)))
    assert len(answers) == 1
    assert sandbox.fhir_door.taken == 1
    clock.forward(minutes=6)
    assert tokens.current() not in answers


def test_a_door_that_does_not_answer_is_unknown_and_asked_again_later(
    sandbox: Sandbox, door: JsonClient, clock: Any, control: Callable[..., Any]
) -> None:
    accounts = sandbox.accounts
    tokens = Tokens(door, ClientSecret(accounts.fhir_client_id, accounts.fhir_client_secret), "s", clock)
    control("fault", peer="fhir_token", fault="reset_after_commit", count=1)
    assert isinstance(tokens.current(), Unknown)
    assert isinstance(tokens.current(), Done)


@pytest.fixture
def authority(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """Makes self-signed certificates with their keys, as files."""

    def make(name: str) -> tuple[Path, Path]:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        files = tmp_path / f"{name}.pem", tmp_path / f"{name}.key"
        files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        files[1].write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return files

    return make


@pytest.fixture
def guarded(authority: Callable[[str], tuple[Path, Path]]) -> Iterator[tuple[str, Path, tuple[Path, Path]]]:
    """A server that talks to one client only: its address, its certificate, the client's certificate and key."""
    server, client = authority("server"), authority("client")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*server)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(client[0])
    with raw_server(lambda sock, _: sock.sendall(response(b'{"ok": true}', JSON)), tls=context) as url:
        yield url.replace("http:", "https:"), server[0], client


def test_a_client_shows_its_certificate(guarded: tuple[str, Path, tuple[Path, Path]], connect: Connect) -> None:
    url, ca_file, certificate = guarded
    reply = connect(url, ca_file=ca_file, client_cert=certificate, deadline_s=5).call("GET", "/")
    assert isinstance(reply, JsonReply)


def test_without_a_certificate_the_door_stays_shut(
    guarded: tuple[str, Path, tuple[Path, Path]], connect: Connect
) -> None:
    url, ca_file, _ = guarded
    assert isinstance(connect(url, ca_file=ca_file, deadline_s=5).call("GET", "/"), Unknown)


def test_a_broken_certificate_is_told_at_start(tmp_path: Path) -> None:
    broken = tmp_path / "client.pem"
    broken.write_text("no certificate")
    with pytest.raises(ssl.SSLError):
        JsonClient("https://his.example", client_cert=(broken, broken))
