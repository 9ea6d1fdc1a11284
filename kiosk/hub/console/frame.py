"""The frame around every page: language, who is signed in, what stands in the side bar."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, Response, current_app, g, make_response, render_template, request

from kiosk.clock import VIETNAM
from kiosk.hub.console.guard import BOTH, IT
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.seen import PICTOGRAMS, Board, Look
from kiosk.hub.console.words import LANGUAGES, Speaker

_PARTS = "kiosk-console"


class Entry(NamedTuple):
    """A place in the side bar; `waiting` only where somebody must act on it."""

    name: str
    words: str
    pictogram: str
    waiting: int = 0


def add_frame(pages: Blueprint, parts: Parts, board: Board) -> None:
    """Let every page of the blueprint be drawn in the frame."""
    pages.record_once(lambda state: state.app.extensions.__setitem__(_PARTS, (parts, board)))


def speaker() -> Speaker:
    """Says things in this request's language."""
    parts, _ = current_app.extensions[_PARTS]
    return Speaker(g.language, parts.clock.now())


def page(template: str, status: int = 200, **shown: object) -> Response:
    """A whole page, or what a page's own poll replaces when it asks for `?auto`."""
    parts, board = current_app.extensions[_PARTS]
    now = parts.clock.now().astimezone(VIETNAM)
    html = render_template(
        f"console/{template}",
        t=Speaker(g.language, now),
        now=now,
        hospital=parts.hospital,
        nonce=g.nonce,
        language=g.language,
        languages=LANGUAGES,
        session=g.session,
        may=bool(g.roles & IT),
        entries=_entries(parts, board) if g.session and g.roles else (),
        at=(request.endpoint or "").rpartition(".")[2],
        said=request.args.get("said", ""),
        refusal=request.args.get("refused", ""),
        Look=Look,
        pictograms=PICTOGRAMS,
        **shown,
    )
    return make_response(html, status)


def _entries(parts: Parts, board: Board) -> tuple[Entry, ...]:
    t = speaker()
    picture = board.now()
    waiting = sum(not alert.taken_by for alert in parts.fleet.alerts(limit=500))
    listed = [
        (BOTH, Entry("overview", t("nav.overview"), "home")),
        (BOTH, Entry("stations", f"{t('nav.stations')} · {t.number(len(picture.seen))}", "station")),
        (BOTH, Entry("alerts", t("nav.alerts"), "warn", waiting)),
        (IT, Entry("configurations", t("nav.configurations"), "pen")),
        (IT, Entry("enrolment", t("nav.enrolment"), "plus")),
        *((one.roles, Entry(one.name, one.words[g.language], one.pictogram)) for one in parts.further),
        (IT, Entry("audit", t("nav.audit"), "log")),
    ]
    return tuple(entry for roles, entry in listed if roles & g.roles)
