"""A station's identity: its own key and request, and the hub's authority that signs it (RFC 5280, RFC 2986).

Keys are P-256. The station's key never leaves it. A certificate names the station (`CN=K03`) and nothing else; whether
it counts is decided by its serial at the hub, so that one that is revoked is worth nothing at once.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_TOKEN = re.compile(r"[0-9a-f]{16}\.[A-Z2-9]{26}")
STATION = re.compile(r"[A-Z0-9]{1,4}")
"""A station's id, as in the station's file."""
LIFE = timedelta(days=397)
AUTHORITY_LIFE = timedelta(days=3650)
BACKDATED = timedelta(minutes=10)
"""Certificates begin so much before now: a station's clock may be behind."""
MOST_REQUEST = 8 * 1024


class BadRequest(ValueError):
    """A certificate request that is not signed: not PEM, not P-256, or its signature is not its key's."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate as the hub knows it: PEM, serial and SHA-256 fingerprint in hexadecimal, its last moment.

    `key` is the SHA-256 of its public key, hexadecimal.
    """

    pem: str
    serial: str
    fingerprint: str
    expires_at: datetime
    key: str


def new_key() -> bytes:
    """A private key of its own, PEM (PKCS #8, unencrypted: it lies in a folder of the service alone)."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def request_for(station_id: str, key_pem: bytes) -> str:
    """The request for a certificate of this key, PEM."""
    key = _private(key_pem)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, station_id)])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
    return request.public_bytes(serialization.Encoding.PEM).decode("ascii")


class Authority:
    """The hub's own certificate authority: it signs stations, and the gate's own certificate.

    :param key_pem: its private key; :param certificate_pem: its certificate.
    :raises ValueError: when the two are not a pair.
    """

    def __init__(self, key_pem: bytes, certificate_pem: bytes) -> None:
        self._key = _private(key_pem)
        self._certificate = x509.load_pem_x509_certificate(certificate_pem)
        if self._certificate.public_key() != self._key.public_key():
            raise ValueError("the authority's key and certificate are no pair")
        self.pem = certificate_pem.decode("ascii")
        self.fingerprint = self._certificate.fingerprint(hashes.SHA256()).hex()

    @classmethod
    def made(cls, hospital: str, now: datetime) -> tuple[Authority, bytes]:
        """A new authority and its private key, which is to be kept where only the hub reads."""
        key_pem = new_key()
        key = _private(key_pem)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{hospital[:40]} · kiosk fleet")])
        usage = x509.KeyUsage(
            digital_signature=False,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - BACKDATED)
            .not_valid_after(now + AUTHORITY_LIFE)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        return cls(key_pem, certificate.public_bytes(serialization.Encoding.PEM)), key_pem

    def covers(self, now: datetime) -> bool:
        """Whether `now` lies in its own time; a hub whose clock says otherwise would sign what nobody could use."""
        return self._certificate.not_valid_before_utc <= now < self._certificate.not_valid_after_utc

    def sign(self, station_id: str, request_pem: str, now: datetime) -> Signed:
        """A station's certificate for its request; what name the request carries does not matter.

        :raises BadRequest: for a request that proves nothing.
        """
        try:
            if len(request_pem) > MOST_REQUEST:
                raise BadRequest("the request is too large")
            request = x509.load_pem_x509_csr(request_pem.encode("ascii"))
            key = request.public_key()
            if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
                raise BadRequest("the key of the request is not P-256")
            if not request.is_signature_valid:
                raise BadRequest("the request is not signed by its key")
        except BadRequest:
            raise
        except (ValueError, InvalidSignature) as error:
            raise BadRequest("this is no certificate request") from error
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, station_id)])
        builder = self._builder(name, key, now).add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
        )
        return self._signed(builder)

    def server(self, hosts: tuple[str, ...], now: datetime) -> tuple[Signed, bytes]:
        """A certificate of this authority for the gate itself, with its new private key."""
        key_pem = new_key()
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64])])
        names = x509.SubjectAlternativeName([_general(host) for host in hosts])
        builder = (
            self._builder(name, _private(key_pem).public_key(), now)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(names, critical=False)
        )
        return self._signed(builder), key_pem

    def _builder(self, name: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._certificate.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - BACKDATED)
            .not_valid_after(min(now + LIFE, self._certificate.not_valid_after_utc))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )

    def _signed(self, builder: x509.CertificateBuilder) -> Signed:
        made = builder.sign(self._key, hashes.SHA256())
        return Signed(
            made.public_bytes(serialization.Encoding.PEM).decode("ascii"),
            f"{made.serial_number:x}",
            made.fingerprint(hashes.SHA256()).hex(),
            made.not_valid_after_utc,
            hashlib.sha256(
                made.public_key().public_bytes(
                    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
                )
            ).hexdigest(),
        )


def objection(certificate_pem: str, key_pem: bytes, now: datetime) -> str:
    """Why a certificate cannot serve this key now, or nothing: `broken`, `other_key`, or its time has not begun or is
    over (`clock`)."""
    try:
        held = x509.load_pem_x509_certificate(certificate_pem.encode("ascii"))
        same = held.public_key() == _private(key_pem).public_key()
    except (ValueError, x509.InvalidVersion, UnsupportedAlgorithm):
        return "broken"
    if not same:
        return "other_key"
    return "" if held.not_valid_before_utc <= now < held.not_valid_after_utc else "clock"


def new_token(station_id: str, authority_fingerprint: str) -> str:
    """A one-time token in clear: `K03.<authority>.<secret>`.

    The middle part is the beginning of the authority's fingerprint, so that a station that enrols knows the true hub
    before it trusts it; the secret has 130 bits.
    """
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    secret = "".join(secrets.choice(alphabet) for _ in range(26))
    return f"{station_id}.{authority_fingerprint[:16]}.{secret}"


def token_parts(token: str) -> tuple[str, str] | None:
    """The station and the beginning of the authority's fingerprint that a token names; None for no token."""
    match token.strip().split("."):
        case [station, authority, secret] if STATION.fullmatch(station) and _TOKEN.fullmatch(f"{authority}.{secret}"):
            return station, authority
        case _:
            return None


def token_hash(token: str) -> str:
    """What the hub keeps of a token; it is drawn at random, so that a plain hash tells nothing."""
    return hashlib.sha256(token.strip().encode()).hexdigest()


def _private(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("a P-256 private key is needed")  # noqa: TRY004 - a wrong file, not a wrong program
    return key


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
