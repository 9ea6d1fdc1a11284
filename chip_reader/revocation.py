"""Certificate revocation lists: which document signers their country took back (ICAO 9303-12, 7.1.4; RFC 5280)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import crl, pem, x509

from .asn1 import MALFORMED
from .signatures import NotAllowed, hash_of, verify

MAX_BYTES = 8 * 1024 * 1024
"""The largest list accepted; countries' lists have a few kilobytes."""


class BadRevocationList(ValueError):
    """Not a revocation list, or one that cannot be judged; the message says why."""


@dataclass(frozen=True, slots=True)
class RevocationList:
    """One list as it was given; it counts only where `issued_by` holds for the signer's authority."""

    encoded: bytes = field(repr=False)
    issuer: x509.Name = field(repr=False)
    this_update: datetime
    next_update: datetime | None
    revoked: frozenset[int] = field(repr=False)
    _list: crl.CertificateList = field(repr=False)

    def issued_by(self, authority: x509.Certificate) -> bool:
        """Whether the authority of that name signed the list with that key."""
        if authority.subject != self.issuer:
            return False
        usage = authority.key_usage_value
        if usage is not None and "crl_sign" not in usage.native:
            return False
        algorithm = self._list["signature_algorithm"]
        signed = self._list["tbs_cert_list"]
        if algorithm.dump() != signed["signature"].dump():
            return False
        try:
            signature = self._list["signature"].native
            return verify(authority.public_key, algorithm, hash_of(algorithm), signature, signed.dump()) is not None
        except NotAllowed:
            return False

    def current(self, now: datetime) -> bool:
        """Whether the list speaks for `now` (aware): made already, and its successor not due yet."""
        return self.this_update <= now and (self.next_update is None or now <= self.next_update)


def parse_revocation_list(data: bytes) -> RevocationList:
    """Read a list in DER or PEM; raises `BadRevocationList`.

    Lists for other uses than a country's full list (delta lists, lists of one distribution point) are refused: taken
    for a full one, they would clear signers they never speak of.
    """
    if len(data) > MAX_BYTES:
        raise BadRevocationList(f"larger than {MAX_BYTES} bytes")
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        parsed = crl.CertificateList.load(der, strict=True)
        body = parsed["tbs_cert_list"]
        critical = {e["extn_id"].native for e in body["crl_extensions"] if e["critical"].native}
        revoked = frozenset(int(entry["user_certificate"].native) for entry in body["revoked_certificates"])
        until = body["next_update"].native
        found = RevocationList(der, body["issuer"], body["this_update"].native, until, revoked, parsed)
        _ = parsed.native
    except MALFORMED as error:
        raise BadRevocationList("not a revocation list in DER or PEM") from error
    if critical:
        raise BadRevocationList(f"a list with a special scope ({', '.join(sorted(critical))})")
    return found
