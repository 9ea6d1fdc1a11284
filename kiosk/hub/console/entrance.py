"""The console's entrance: signing in with a PIN, changing it, signing out, the language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from his_client.outcome import Done, Refused
from kiosk.hub.console.frame import page
from kiosk.hub.console.guard import LANGUAGE, Guard, keep, mark_of
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.words import LANGUAGES

FORM_S = 8 * 3_600
YEAR_S = 365 * 86_400


def add_entrance(pages: Blueprint, parts: Parts, guard: Guard, other: str) -> None:
    """Put the entrance on the console's pages.

    :param other: what the button for the hospital's own sign-in says; "" without one.
    """

    def form(status: int = 200, why: str = "", name: str = "") -> AnyResponse:
        held, code = guard.pre_code()
        wanted = _inside(request.values.get("next", ""))
        response = page("sign_in.html", status, code=code, why=why, name=name, wanted=wanted, other=other)
        keep(response, "console-form", held, "Strict", FORM_S)
        return response

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


def _inside(wanted: str) -> str:
    """An address of the console to go on to; anything else is none."""
    home = url_for("console.overview")
    safe = wanted.startswith(home) and "\\" not in wanted and "//" not in wanted and wanted.isprintable()
    return wanted if safe and not wanted.startswith(url_for("console.sign_in")) else home
