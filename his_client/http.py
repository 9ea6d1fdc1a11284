"""A small JSON client with one deadline for the whole call, a size cap, and no redirects.

`requests` bounds each read only, so a peer that sends one byte a second keeps a caller for days. Here the call runs
on a thread of its own; at the deadline its socket is shut down and the caller has its `Unknown("timeout")`.
Nothing is ever sent a second time by this module.
"""

import json
import logging
import ssl
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from ipaddress import ip_address
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection

from his_client.fields import Json, fraction
from his_client.outcome import Unknown

log = logging.getLogger(__name__)

MAX_BYTES = 1 << 20
_CHUNK = 16 * 1024
_current = threading.local()


@dataclass(frozen=True, slots=True)
class JsonReply:
    """An answer below HTTP 500. `data` is None only when the body was empty or, for 401 and 403, unreadable.

    `text` is the body as it came, for whoever must keep it; it is personal, so it shows nowhere by itself.
    """

    status: int
    data: Json
    text: str = field(default="", repr=False, compare=False)


class InsecureAddress(ValueError):
    """A plain-http address outside this machine was configured; use https."""


class _Watched:
    """Remembers which connection the running call uses, so that its deadline can shut it down."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sock: socket | None = None
        self._over = False
        self.sending = False
        """Whether the request's first byte may have left: from then on nobody can say that nothing was sent."""

    def use(self, sock: socket | None) -> None:
        with self._lock:
            self.sending = True
            self._sock = sock
            if self._over:
                self._shut()

    def end(self) -> None:
        with self._lock:
            self._over = True
            self._shut()

    def _shut(self) -> None:
        if self._sock is not None:
            try:
                # The plain socket's shutdown: an SSLSocket's own would pull the TLS object from under the reader.
                socket.shutdown(self._sock, SHUT_RDWR)
            except OSError:
                log.debug("socket_already_closed")


class _PlainConnection(HTTPConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is None:
            self.connect()
        _current.watched.use(self.sock)
        super().request(*args, **kwargs)


class _TlsConnection(HTTPSConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is None:
            self.connect()
        _current.watched.use(self.sock)
        super().request(*args, **kwargs)


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _PlainOnce(_PlainPool):
    def _put_conn(self, conn: Any) -> None:
        _end_of(conn)
        super()._put_conn(None)


class _TlsOnce(_TlsPool):
    def _put_conn(self, conn: Any) -> None:
        _end_of(conn)
        super()._put_conn(None)


def _end_of(conn: Any) -> None:
    if conn is not None:
        conn.close()


class _WatchedAdapter(HTTPAdapter):
    """Its connections are watched; `kept` is whether they serve more than one call.

    `tls` is made once: to read the authorities again for every connection would take longer than the call.
    """

    def __init__(self, tls: ssl.SSLContext | None, *, kept: bool) -> None:
        self._tls = tls
        self._kept = kept
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._tls)
        plain, tls = (_PlainPool, _TlsPool) if self._kept else (_PlainOnce, _TlsOnce)
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": tls}

    def cert_verify(self, *_: Any) -> None:
        """Whom to trust, and what to show, stands in the context."""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class JsonClient:
    """Calls one peer. Thread-safe.

    Each call has a connection of its own: an answer that comes too late, or a second time, dies with it and is never
    taken for that to the next call. Only where answers name their calls (`call_header`) connections are kept.

    `base_url` must be https, or http to this machine only. `deadline_s` bounds name lookup, connection, sending and
    the whole answer together. `ca_file` names a PEM file of the authorities to trust instead of the system's;
    `client_cert` the PEM files of this client's own certificate and key, for a peer that asks for one (mutual TLS).
    `call_header`: each call carries a name of its own in this header; an answer that names another call is none. A peer
    that names no calls is heard all the same.
    """

    def __init__(
        self,
        base_url: str,
        *,
        deadline_s: float = 10.0,
        ca_file: Path | None = None,
        max_bytes: int = MAX_BYTES,
        client_cert: tuple[Path, Path] | None = None,
        call_header: str | None = None,
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InsecureAddress("an address looks like https://host[:port]")
        if parts.scheme == "http" and not _is_loopback(parts.hostname):
            raise InsecureAddress("plain http leaves this machine; use https")
        # Made here: a broken file is told at start, not at the first patient.
        tls = None
        if parts.scheme == "https" or ca_file or client_cert:
            tls = ssl.create_default_context(cafile=ca_file or DEFAULT_CA_BUNDLE_PATH)
        if tls is not None and client_cert is not None:
            tls.load_cert_chain(*client_cert)
        self._base = base_url.rstrip("/")
        self._deadline_s = deadline_s
        self._max_bytes = max_bytes
        self._call_header = call_header
        self._session = requests.Session()
        self._session.trust_env = False  # neither proxies nor .netrc from the environment
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, _WatchedAdapter(tls, kept=call_header is not None))

    def close(self) -> None:
        """Closes the kept connections."""
        self._session.close()

    def __enter__(self) -> "JsonClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Json | None = None,
        form: Mapping[str, str | Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        deadline_s: float | None = None,
    ) -> JsonReply | Unknown:
        """Sends one request, at most once, and waits at most `deadline_s` seconds in all (the client's own by default).

        `body` goes as JSON in UTF-8, `form` as application/x-www-form-urlencoded, a list as a name said several times;
        give one of them. Answers of 500 and above, redirects, HTML, other media, cut or oversized bodies and every
        transport failure are `Unknown`; 4xx with a JSON body is a reply.
        """
        deadline_s = self._deadline_s if deadline_s is None else deadline_s
        data, media = _content(body, form)
        named = {self._call_header: uuid4().hex} if self._call_header else {}
        watched = _Watched()
        box: list[JsonReply | Unknown] = []
        request = requests.Request(
            method,
            self._base + path,
            params=dict(params or {}),
            data=data,
            headers={"Accept": "application/json", **media, **(headers or {}), **(named or {"Connection": "close"})},
        )

        def run() -> None:
            _current.watched = watched
            box.append(self._exchange(request, deadline_s, watched))

        worker = threading.Thread(target=run, name="his-client-call", daemon=True)
        worker.start()
        worker.join(deadline_s)
        if worker.is_alive():
            watched.end()
            worker.join(0.2)  # lets the shut socket be closed in order; the answer no longer counts
            return Unknown("timeout", f"no whole answer within {deadline_s:g} s")
        return box[0] if box else Unknown("peer_error", "the call ended without an answer")

    def _exchange(self, request: requests.Request, deadline_s: float, watched: _Watched) -> JsonReply | Unknown:
        try:
            with self._session.send(
                self._session.prepare_request(request),
                timeout=deadline_s,
                stream=True,
                allow_redirects=False,
            ) as response:
                return self._read(response)
        except requests.exceptions.SSLError:
            if watched.sending:
                return Unknown("reset", "TLS broke before an answer")
            return Unknown("unreachable", "TLS was not accepted; check the certificate or the CA file")
        except requests.exceptions.ConnectTimeout:
            return Unknown("unreachable", "no connection")
        except requests.exceptions.Timeout:
            return Unknown("timeout", "no answer")
        except requests.exceptions.ConnectionError as error:
            return _connection_failure(error)
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError):
            return Unknown("truncated", "the answer broke off")

    def _read(self, response: requests.Response) -> JsonReply | Unknown:
        if not self._ours(response):
            return Unknown("other_answer", "the answer is to another call")  # unread, so its connection is closed
        body = bytearray()
        while chunk := response.raw.read(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > self._max_bytes:
                return Unknown("too_large", f"more than {self._max_bytes} bytes")
        status = response.status_code
        if status >= 500:
            return Unknown("server_error", f"HTTP {status}")
        if 300 <= status < 400:
            return Unknown("redirect", f"HTTP {status}")
        if not body.strip():
            return JsonReply(status, None) if status >= 400 else Unknown("not_json", "empty body")
        value = _decode(bytes(body), response.headers.get("Content-Type", ""))
        if isinstance(value, Unknown):
            return JsonReply(status, None) if status in {401, 403} else value
        return JsonReply(status, value[0], value[1])

    def _ours(self, response: requests.Response) -> bool:
        """Whether an answer that names its call names this one."""
        if self._call_header is None or self._call_header not in response.headers:
            return True
        return response.headers[self._call_header] == response.request.headers[self._call_header]


def _content(
    body: Json | None, form: Mapping[str, str | Sequence[str]] | None
) -> tuple[bytes | None, Mapping[str, str]]:
    """The bytes to send and their media type."""
    if form is not None:
        return urlencode(form, doseq=True).encode(), {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8"
        }
    if body is None:
        return None, {}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return text.encode(), {"Content-Type": "application/json; charset=utf-8"}


def _connection_failure(error: requests.exceptions.ConnectionError) -> Unknown:
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", None)
    if isinstance(reason, urllib3.exceptions.NewConnectionError | urllib3.exceptions.NameResolutionError):
        return Unknown("unreachable", "no connection")
    return Unknown("reset", "the connection broke before an answer")


def _decode(body: bytes, content_type: str) -> tuple[Json, str] | Unknown:
    """The JSON value (it may itself be null) and its text, or why there is none."""
    media, _, rest = content_type.partition(";")
    if "html" in media.lower() or body.lstrip()[:1] == b"<":
        return Unknown("html", "a web page instead of JSON")
    charset = "utf-8-sig"
    for item in rest.split(";"):
        name, _, value = item.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"') or charset
    # JSON is UTF-8, whatever stands beside it (RFC 8259 8.1, 11): a header that is wrong must change no letter of a
    # name. What is not UTF-8 is read as it is named.
    for candidate in ("utf-8-sig", charset):
        try:
            text = body.decode(candidate)
            return json.loads(text, parse_float=fraction, parse_constant=_no_constant), text
        except (LookupError, ValueError, RecursionError):
            continue
    return Unknown("not_json", "the body is not JSON")


def _no_constant(name: str) -> Json:
    raise ValueError(name)
