"""Who works for the hospital's IT signs in at the console and opens every page that a link leads to."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import requests
from canary_house import HUB_TOKEN, PIN, value

from kiosk.cashier.values import Role
from kiosk.hub.desk.users_client import UsersClient
from kiosk.hub.service import HubServer

MOST_PAGES = 150
SOON = 60.0
_LINK = re.compile(r'(?:href|src)="(/console[^"#]*)"')
_CODE = re.compile(r'name="csrf" value="([^"]+)"')
_NOT_OPENED = ("/console/language/", "/console/static/")
_REPORT = re.compile(r'href="(/console/orders/[^"]+/report)"')


class Browser:
    """As the gate hands a browser's requests on; cookies and forms are the console's own."""

    def __init__(self, hub: HubServer) -> None:
        self.url = hub.url
        self.session = requests.Session()
        self.session.trust_env = False
        gate_says = {"X-Kiosk-Client": "10.1.2.3", "X-Kiosk-Origin": hub.url}
        self.session.headers.update({"Authorization": f"Bearer {HUB_TOKEN}", **gate_says})

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.url + path, timeout=30, allow_redirects=False)

    def send(self, page: str, to: str, **fields: str) -> requests.Response:
        """A page's own form."""
        code = _CODE.search(self.get(page).text)
        assert code is not None, page
        data = {"csrf": code[1], **fields}
        answer = self.session.post(self.url + to, data=data, timeout=30, allow_redirects=False)
        assert answer.status_code == 303, (to, answer.status_code)
        return answer

    def signed_in(self, user: str, pin: str) -> None:
        self.send("/console/sign-in", "/console/sign-in", user=user, pin=pin)
        self.send("/console/pin", "/console/pin", old=pin, new=pin[::-1], again=pin[::-1])


def console_of(hub: HubServer, out: Path, *, report: bool) -> int:
    """Every page behind the sign-in, for each of its roles, as bytes in `out`; how many there were.

    :param report: also have a station collect what IT may read of it, which takes doctor's ten seconds.
    """
    users = UsersClient(hub.url, HUB_TOKEN)
    value(users.add("tu.it", "Trần Văn Tú", (Role.IT,), PIN))
    value(users.add("hoa.ql", "Phan Thị Hoa", (Role.MANAGER,), PIN))
    users.close()
    seen = 0
    for user in ("tu.it", "hoa.ql"):
        browser = Browser(hub)
        browser.signed_in(user, PIN)
        if report and user == "tu.it":
            _collected(browser)
        seen += _walked(browser, out, user)
    return seen


def _collected(browser: Browser) -> None:
    """The station's own report of itself lies at the hub."""
    browser.send("/console/stations/03/orders/diagnostics", "/console/stations/03/orders/diagnostics")
    until = time.monotonic() + 2 * SOON
    while not _REPORT.search(browser.get("/console/stations/03").text):
        assert time.monotonic() < until, "no station collected a report"
        time.sleep(1.0)


def _walked(browser: Browser, out: Path, user: str) -> int:
    left, known = ["/console/"], {"/console/"}
    for number in range(MOST_PAGES):
        if not left:
            return number
        path = left.pop(0)
        answer = browser.get(path)
        assert answer.status_code in {200, 303, 403}, (path, answer.status_code)
        (out / f"console-{user}-{number}.page").write_bytes(f"{path}\n".encode() + answer.content)
        if "text/html" in answer.headers.get("Content-Type", ""):
            for link in map(unescape, _LINK.findall(answer.text)):
                if link not in known and not link.startswith(_NOT_OPENED):
                    known.add(link)
                    left.append(link)
    return MOST_PAGES
