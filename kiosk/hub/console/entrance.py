"""The console's entrance: signing in with a PIN, changing it, signing out, the language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from his_client.outcome import Done, Refused
from kiosk.hub.console.frame import page
from kiosk.hub.console.guard import FORM, LANGUAGE, Guard, cookie, keep, mark_of, over_tls
from kiosk.hub.console.oidc import STARTED_S, Oidc
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.words import LANGUAGES

OIDC = "console-oidc"
FORM_S = 8 * 3_600
YEAR_S = 365 * 86_400


def add_entrance(pages: Blueprint, parts: Parts, guard: Guard) -> None:
    """Put the entrance on the console's pages."""

    def form(status: int = 200, why: str = "", name: str = "") -> AnyResponse:
        return _form(parts, guard, status, why, name)

    @pages.get("/sign-in")
    def sign_in() -> AnyResponse:
        return form() if g.session is None else redirect(url_for("console.overview"), 303)

    @pages.post("/sign-in")
    def signed_in() -> AnyResponse:
        name, pin = request.form.get("user", "").strip()[:64], request.form.get("pin", "").strip()[:64]
        if not guard.may_try(name):
            return form(429, "too_often", name)
        match parts.accounts.at_console(name, pin):
            case Done(value=user):
                response = redirect(_inside(request.form.get("next", "")), 303)
                guard.enter(response, user.name, mark_of(user), (), user.full_name)
                return response
            case Refused(code="locked"):
                return form(403, "locked", name)
            case Refused():
                return form(403, "wrong", name)
            case _:
                return form(503, "silent", name)

    @pages.post("/sign-out")
    def sign_out() -> AnyResponse:
        response = redirect(url_for("console.sign_in"), 303)
        guard.leave(response)
        return response

    @pages.get("/pin")
    def pin() -> AnyResponse:
        return page("pin.html", why="", first=guard.first_pin())

    @pages.post("/pin")
    def change_pin() -> AnyResponse:
        old, new, again = (request.form.get(name, "").strip()[:64] for name in ("old", "new", "again"))
        if new != again:
            return page("pin.html", 400, why="differs")
        if not guard.may_try(g.user):
            return page("pin.html", 429, why="too_often")
        match parts.accounts.change_own_pin(g.user, old, new):
            case Done():
                response = redirect(url_for("console.overview", said="pin"), 303)
                guard.renew(response)
                return response
            case Refused(code=code):
                return page("pin.html", 403, why=code)
            case _:
                return page("pin.html", 503, why="silent")

    @pages.get("/language/<language>")
    def language(language: str) -> AnyResponse:
        response = redirect(_inside(urlsplit(request.referrer or "").path), 303)
        keep(response, LANGUAGE, language if language in LANGUAGES else LANGUAGES[0], "Lax", YEAR_S)
        return response


def add_oidc(pages: Blueprint, parts: Parts, guard: Guard, oidc: Oidc) -> None:
    """Put the way through the hospital's own provider on the console's pages."""

    def form(status: int, why: str) -> AnyResponse:
        return _form(parts, guard, status, why, "")

    @pages.get("/oidc")
    def oidc_begin() -> AnyResponse:
        if not guard.may_try(""):
            return form(429, "too_often")
        match oidc.begin(_inside(request.args.get("next", ""))):
            case Done(value=(state, address)):
                response = redirect(address, 303)
                # The provider sends the browser back from its own site: a strict cookie would not come along.
                keep(response, OIDC, state, "Lax", int(STARTED_S))
                return response
            case _:
                return form(503, "silent")

    @pages.get("/oidc/back")
    def oidc_back() -> AnyResponse:
        if not guard.may_try(""):
            return form(429, "too_often")
        match oidc.finish(request.cookies.get(cookie(OIDC), ""), request.args):
            case Done(value=vouched):
                parts.accounts.keep_entry(vouched.user)
                # Not a redirect: what began at another site would arrive without the session's strict cookie.
                response: AnyResponse = page("entered.html", wanted=vouched.wanted)
                guard.enter(response, vouched.user, "", vouched.roles, vouched.full_name)
            case Refused(code="no_role"):
                response = form(403, "oidc_no_role")
            case _:
                response = form(403, "oidc_refused")
        response.delete_cookie(cookie(OIDC), path="/", secure=over_tls(), httponly=True, samesite="Lax")
        return response


def _form(parts: Parts, guard: Guard, status: int, why: str, name: str) -> AnyResponse:
    held, code = guard.pre_code()
    wanted = _inside(request.values.get("next", ""))
    other = parts.oidc.settings.name if parts.oidc else ""
    response = page("sign_in.html", status, code=code, why=why, name=name, wanted=wanted, other=other)
    keep(response, FORM, held, "Strict", FORM_S)
    return response


def _inside(wanted: str) -> str:
    """An address of the console to go on to; anything else is none."""
    home = url_for("console.overview")
    safe = wanted.startswith(home) and "\\" not in wanted and "//" not in wanted and wanted.isprintable()
    return wanted if safe and not wanted.startswith(url_for("console.sign_in")) else home
