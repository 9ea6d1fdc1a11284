"""Who may see which page: sessions in a cookie no script reads, a code in every form, roles by page, tries counted.

Requests come from the hub's gate, which ended TLS and says so, or in development from this machine itself: the hub's
own guard let in nobody without the hub's token. A station's requests never get here (`kiosk.hub.spoken`).
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.cashier.users import User
from kiosk.cashier.values import Role
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.sessions import Session, Sessions
from kiosk.hub.console.words import LANGUAGES
from kiosk.hub.limits import Limit
from kiosk.hub.spoken import BROWSER_HEADER, ORIGIN_HEADER

log = logging.getLogger(__name__)

COOKIE, FORM = "console", "console-form"
LANGUAGE = "console-language"
BOTH = frozenset({Role.IT, Role.MANAGER})
IT = frozenset({Role.IT})

OPEN = frozenset({"sign_in", "signed_in", "static", "language", "oidc_begin", "oidc_back"})
"""Pages for who is not signed in."""
OWN = frozenset({"pin", "change_pin", "sign_out"})
"""Pages of whoever is signed in, also with a first PIN."""
READS: Mapping[str, frozenset[Role]] = {
    "overview": BOTH,
    "place": BOTH,
    "stations": BOTH,
    "station": BOTH,
    "alerts": BOTH,
}
"""Pages a manager may read. Every page that stands in none of these sets is IT's alone."""

ADDRESS_TRIES, ADDRESS_EVERY_S = 20, 6.0
ACCOUNT_TRIES, ACCOUNT_EVERY_S = 10, 20.0
REQUESTS, REQUEST_EVERY_S = 240, 0.25
"""Sign-ins from one address and for one account, and requests of one session: so many at once, then one each."""


class Guard:
    """The sessions of one console and the checks before each of its pages."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.sessions = Sessions(parts.clock)
        tick = parts.clock.monotonic
        self._addresses = Limit(ADDRESS_TRIES, ADDRESS_EVERY_S, tick)
        self._accounts = Limit(ACCOUNT_TRIES, ACCOUNT_EVERY_S, tick)
        self._requests = Limit(REQUESTS, REQUEST_EVERY_S, tick)
        self._key = secrets.token_bytes(32)
        self._reads = {**READS, **{page.name: page.roles for page in parts.further}}

    def stand_before(self, pages: Blueprint) -> None:
        """Check every request to these pages, and mark every answer."""
        pages.before_request(self._check)
        pages.after_request(_marked)

    def may_try(self, name: str) -> bool:
        """Whether another sign-in may be tried from here and for this name; each asks costs one try."""
        return self._addresses.allows(client()) and self._accounts.allows(name.casefold()[:64])

    def enter(self, response: AnyResponse, user: str, mark: str, roles: tuple[Role, ...], full_name: str) -> None:
        """Begin a session and give it to the browser; whatever it held before is worth nothing now."""
        self.sessions.end(request.cookies.get(cookie(COOKIE), ""))
        name = self.sessions.begin(user, mark, roles, full_name)
        keep(response, COOKIE, name, "Strict")

    def leave(self, response: AnyResponse) -> None:
        """End this browser's session."""
        self.sessions.end(request.cookies.get(cookie(COOKIE), ""))
        response.delete_cookie(cookie(COOKIE), path="/", secure=over_tls(), httponly=True, samesite="Strict")

    def renew(self, response: AnyResponse) -> None:
        """The person changed the PIN: this session goes on under another id, all others end by their mark."""
        user = self._parts.accounts.account(g.session.user)
        if user is not None:
            self.enter(response, user.name, mark_of(user), (), user.full_name)

    def first_pin(self) -> bool:
        """Whether who is signed in still has the PIN that somebody else set."""
        user = self._parts.accounts.account(g.user) if g.session.mark else None
        return user is not None and user.change_pin

    def pre_code(self) -> tuple[str, str]:
        """For the sign-in form, before there is a session: what its cookie holds, and the code made from it."""
        held = request.cookies.get(cookie(FORM), "") or secrets.token_urlsafe(24)
        return held, self._made(held)

    def _check(self) -> AnyResponse | None:
        endpoint = (request.endpoint or "").rpartition(".")[2]
        g.nonce = secrets.token_urlsafe(16)
        g.language = _language()
        g.session, g.roles, g.user = None, frozenset(), ""
        if endpoint == "static":
            return None
        session = self._session()
        if endpoint in OPEN and session is None:
            return self._posted(self.pre_code()[1]) if request.method == "POST" else None
        if session is None:
            return _sign_in()
        g.session, g.user = session, session.user
        if not self._requests.allows(session.user):
            return refused_page(429, "refused.too_often")
        if request.method == "POST":
            wrong = self._posted(self.pre_code()[1] if endpoint in OPEN else session.csrf)
            if wrong is not None:
                return wrong
        if endpoint in OPEN or endpoint in OWN:
            return None
        if self.first_pin():
            return redirect(url_for("console.pin"), 303)
        if not g.roles & self._reads.get(endpoint, IT):
            log.warning("console_forbidden", extra={"call": endpoint})
            return refused_page(403, "refused.forbidden")
        return None

    def _session(self) -> Session | None:
        held = request.cookies.get(cookie(COOKIE), "")
        session = self.sessions.find(held, counts="auto" not in request.args) if held else None
        if session is None:
            return None
        roles = frozenset(session.roles)
        if session.mark:
            user = self._parts.accounts.account(session.user)
            if user is None or mark_of(user) != session.mark:
                self.sessions.end(held)
                return None
            roles = frozenset(user.roles)
        g.roles = roles & BOTH
        return session if g.roles else None

    def _posted(self, expected: str) -> AnyResponse | None:
        """None when a form came from one of these pages and from nowhere else."""
        given = request.form.get("csrf", "")
        if elsewhere() or not hmac.compare_digest(given.encode(), expected.encode()):
            log.warning("console_form_refused")
            return refused_page(403, "refused.form")
        return None

    def _made(self, held: str) -> str:
        return hmac.new(self._key, held.encode(), hashlib.sha256).hexdigest()


def mark_of(user: User) -> str:
    """Changes with the PIN: a session of an earlier one is over."""
    return hashlib.sha256(user.pin_hash.encode()).hexdigest()


def client() -> str:
    """The browser's address, as the gate says; without a gate the caller's own."""
    return request.headers.get(BROWSER_HEADER) or request.remote_addr or ""


def over_tls() -> bool:
    """Whether the browser's line is TLS."""
    return origin().startswith("https://")


def origin() -> str:
    """Scheme, host and port under which the browser sees these pages: the gate's word, or this server's own."""
    return request.headers.get(ORIGIN_HEADER) or f"{request.scheme}://{request.host}"


def elsewhere() -> bool:
    """Whether the browser says that another site sent this."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    return request.headers.get("Origin", origin()) != origin()


def cookie(name: str) -> str:
    """A cookie's full name; over TLS one that no other host and no path could have set."""
    return f"__Host-{name}" if over_tls() else name


def keep(response: AnyResponse, name: str, value: str, same_site: str, max_age: int | None = None) -> None:
    """Give the browser a cookie no script can read."""
    response.set_cookie(
        cookie(name), value, max_age=max_age, path="/", secure=over_tls(), httponly=True, samesite=same_site
    )


def refused_page(status: int, key: str) -> Response:
    """A page that says why not."""
    from kiosk.hub.console.frame import page  # noqa: PLC0415 - the frame draws for whom the guard let in

    return page("refused.html", status, key=key)


def _sign_in() -> AnyResponse:
    if "auto" in request.args:
        return make_response("", 401)
    wanted = {} if request.method == "POST" else {"next": request.full_path.rstrip("?")}
    return redirect(f"{url_for('console.sign_in')}?{urlencode(wanted)}".rstrip("?"), 303)


def _language() -> str:
    held = request.cookies.get(cookie(LANGUAGE), "")
    return held if held in LANGUAGES else LANGUAGES[0]


def _marked(response: Response) -> Response:
    if "nonce" not in g:
        return response  # the hub's own guard refused it before it came here
    nonce = f"'nonce-{g.nonce}'"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {nonce}; style-src {nonce}; font-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
