"""What a server says before anything is asked of it: its time, and until when its certificate is good."""

from __future__ import annotations

import http.client
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from kiosk.within import within

DEADLINE_S = 4.0


class NotGreeted(Exception):
    """Nothing to learn from this server; the message says why."""


class NotTrusted(NotGreeted):
    """Its certificate is not accepted here; the message says why, as OpenSSL does."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """A server's time (None: it gives none) and the end of its certificate (None: it has none, over plain http)."""

    at: datetime | None
    good_until: datetime | None


def greet(
    url: str,
    *,
    authority: Path | None = None,
    pair: tuple[Path, Path] | None = None,
    deadline_s: float = DEADLINE_S,
) -> Greeting:
    """Ask a server for nothing in particular, without an account.

    :param url: http, https, or mllps for TLS without a web server behind it, which tells no time.
    :param authority: whom its certificate must be of, in place of the system's authorities.
    :param pair: the certificate and key this machine shows.
    :param deadline_s: seconds to connect, and again for all it says.
    :raises NotGreeted, NotTrusted: with why.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "mllps":
        return Greeting(None, _shaken(host, parts.port or 2575, authority, deadline_s))
    line: http.client.HTTPConnection
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context(cafile=str(authority) if authority else None)
            if pair:
                context.load_cert_chain(*pair)
            line = http.client.HTTPSConnection(host, parts.port or 443, timeout=deadline_s, context=context)
        else:
            line = http.client.HTTPConnection(host, parts.port or 80, timeout=deadline_s)
        try:
            line.connect()
            until = _end(line.sock)
            with within(line.sock, deadline_s):
                line.request("HEAD", parts.path or "/", headers={"Connection": "close"})
                at = _time(line.getresponse().getheader("Date"))
            return Greeting(at, until)
        finally:
            line.close()
    except ssl.SSLCertVerificationError as error:
        raise NotTrusted(error.verify_message) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotGreeted(type(error).__name__) from error


def _shaken(host: str, port: int, authority: Path | None, deadline_s: float) -> datetime | None:
    """The end of a certificate, from TLS alone."""
    context = ssl.create_default_context(cafile=str(authority) if authority else None)
    try:
        with (
            socket.create_connection((host, port), timeout=deadline_s) as plain,
            context.wrap_socket(plain, server_hostname=host) as line,
        ):
            return _end(line)
    except ssl.SSLCertVerificationError as error:
        raise NotTrusted(error.verify_message) from error
    except OSError as error:
        raise NotGreeted(type(error).__name__) from error


def _end(line: socket.socket | None) -> datetime | None:
    if not isinstance(line, ssl.SSLSocket):
        return None
    encoded = line.getpeercert(binary_form=True)
    return x509.load_der_x509_certificate(encoded).not_valid_after_utc if encoded else None


def _time(header: str | None) -> datetime | None:
    try:
        at = parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None
