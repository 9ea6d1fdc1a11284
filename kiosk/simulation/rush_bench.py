"""What the HIS client costs: calls a second against the sandbox, and the time it adds to a call."""

from __future__ import annotations

import http.client
import secrets
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.medipay_wire import who
from his_client.his.ports import Identifier, IdentitySource
from his_client.his.signing import sign
from his_client.http import JsonClient
from his_client.outcome import Done
from kiosk.simulation.rush import FACILITY, quiet, rush
from kiosk.simulation.rush_hospital import MERCHANT, HospitalPlan, RushClock, RushHospital, small_departments

ASKED = Identifier.citizen("001090000017")
SOURCE = IdentitySource.CHIP_AND_FACE
PATH = "/benhnhan"


def measure(patients: int = 400, calls: int = 300, stations: int = 8) -> dict[str, Any]:
    """Figures of this machine, sandbox and clients together on it.

    `registrations_per_second` and `look_ups_per_second` come from `stations` clients at once; `call_ms` is one look-up
    by one client, and `client_added_ms` what is left of it without a bare HTTP exchange of the same request.
    """
    report = rush(quiet(patients, stations))
    clock = RushClock(time.time())
    secret = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        path = Path(folder) / "his.db"
        hospital = RushHospital(HospitalPlan(path, secret, clock, small_departments(10**6), 0.0, 1))
        try:
            whole, bare = _one_by_one(hospital, clock, secret, calls)
            per_second = _together(hospital, clock, secret, calls, stations)
        finally:
            hospital.kill()
    return {
        "stations": stations,
        "registrations": report.registered,
        "registrations_per_second": report.registrations_per_second,
        "look_ups_per_second": round(per_second, 1),
        "call_ms": round(whole, 2),
        "bare_http_ms": round(bare, 2),
        "client_added_ms": round(whole - bare, 2),
        "held": report.held,
    }


def _client(clock: RushClock, secret: str, http: JsonClient) -> MediPayHis:
    return MediPayHis(MediPayConfig(MERCHANT, secret, FACILITY), http, clock.now)


def _one_by_one(hospital: RushHospital, clock: RushClock, secret: str, calls: int) -> tuple[float, float]:
    """Median milliseconds of a look-up through the client, and of the same exchange without it, taken in turn."""
    whole, bare = [], []
    with JsonClient(hospital.url) as http:
        his = _client(clock, secret, http)
        for _ in range(calls):
            began = time.perf_counter()
            outcome = his.find_patient(ASKED, SOURCE)
            whole.append(time.perf_counter() - began)
            assert isinstance(outcome, Done)
            bare.append(_bare(hospital, clock, secret))
    return 1000 * statistics.median(whole), 1000 * statistics.median(bare)


def _bare(hospital: RushHospital, clock: RushClock, secret: str) -> float:
    """Seconds of one HTTP exchange whose request was made beforehand and whose answer is not looked into."""
    asked = dict(who(ASKED, SOURCE))
    stamp = str(int(clock.now().timestamp() * 1000))
    signature = sign(secret, MERCHANT, stamp, ("GET", PATH), asked)
    headers = {"x-merchant-id": MERCHANT, "x-timestamp": stamp, "x-sign": signature}
    address = hospital.url.removeprefix("http://")
    began = time.perf_counter()
    connection = http.client.HTTPConnection(address, timeout=10)
    connection.request("GET", f"{PATH}?{urlencode(asked)}", headers=headers)
    connection.getresponse().read()
    connection.close()
    return time.perf_counter() - began


def _together(hospital: RushHospital, clock: RushClock, secret: str, calls: int, stations: int) -> float:
    def ask() -> None:
        with JsonClient(hospital.url) as http:
            his = _client(clock, secret, http)
            for _ in range(calls):
                his.find_patient(ASKED, SOURCE)

    threads = [threading.Thread(target=ask, name=f"ask-{place}") for place in range(stations)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return calls * stations / (time.perf_counter() - began)
