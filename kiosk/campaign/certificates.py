"""Certificates for a spoiled line: one that is good, and each that must not be believed."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


class Certificate(StrEnum):
    """What a neighbour shows."""

    GOOD = "good"
    WRONG_NAME = "certificate_wrong_name"
    EXPIRED = "certificate_expired"
    UNKNOWN_CA = "certificate_unknown_ca"


@dataclass(frozen=True, slots=True)
class Certificates:
    """The authority whose word counts (`ca_file`), and a server's context for each certificate."""

    ca_file: Path
    contexts: dict[Certificate, ssl.SSLContext]

    @property
    def pair(self) -> tuple[Path, Path]:
        """The good certificate and its key, for a client that shows one."""
        own = self.ca_file.with_name(f"{Certificate.GOOD.value}.pem")
        return own, own


def make_certificates(folder: Path, now: datetime) -> Certificates:
    """Two authorities of their own, one of them trusted, and what they sign for this machine, in `folder`."""
    trusted, stranger = _authority("Campaign", now), _authority("Stranger", now)
    ca_file = folder / "campaign-ca.pem"
    ca_file.write_bytes(trusted[1].public_bytes(Encoding.PEM))
    day = timedelta(days=1)
    shown = {
        Certificate.GOOD: (trusted, "127.0.0.1", now - day, now + day),
        Certificate.WRONG_NAME: (trusted, "127.0.0.9", now - day, now + day),
        Certificate.EXPIRED: (trusted, "127.0.0.1", now - 3 * day, now - day),
        Certificate.UNKNOWN_CA: (stranger, "127.0.0.1", now - day, now + day),
    }
    contexts = {}
    for kind, (authority, name, since, until) in shown.items():
        path = folder / f"{kind.value}.pem"
        path.write_bytes(_signed(authority, name, since, until))
        contexts[kind] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[kind].load_cert_chain(path)
    return Certificates(ca_file, contexts)


_Authority = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _authority(name: str, now: datetime) -> _Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder(_named(name), _named(name), key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, made


def _signed(authority: _Authority, address: str, since: datetime, until: datetime) -> bytes:
    """A server's key and certificate, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority[1].subject
    made = (
        x509.CertificateBuilder(issuer, _named(address), key.public_key(), x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .sign(authority[0], hashes.SHA256())
    )
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)
