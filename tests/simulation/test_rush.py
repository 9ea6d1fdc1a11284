"""Many stations at one HIS, in short: it ends with exactly the right set, and a double would be found."""

from dataclasses import replace

import pytest

from his_client.his.medipay import MediPayHis
from his_client.his.ports import Registered, RegistrationRequest
from his_client.outcome import Outcome
from kiosk.simulation.rush import Rush, quiet, rush

SHORT = Rush(patients=400, stations=8, seed=7, kills=2, seats=40)


@pytest.mark.timeout(170)
def test_a_rush_with_kills_and_a_bad_line_ends_with_exactly_the_right_set() -> None:
    report = rush(SHORT)
    assert report.wrong == ()
    assert report.kills == 2
    assert report.handed_over == 0
    assert set(report.refused) == {"already", "full"}
    assert report.registered + sum(report.refused.values()) == report.wanted


def test_stations_that_make_a_new_key_for_each_sending_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    register, sent = MediPayHis.register, iter(range(10**6))

    def under_a_new_key(his: MediPayHis, request: RegistrationRequest) -> Outcome[Registered]:
        return register(his, replace(request, key=f"{request.key}-{next(sent)}"))

    monkeypatch.setattr(MediPayHis, "register", under_a_new_key)
    report = rush(replace(quiet(20), stations=2))
    assert any(line.startswith("registered and never wanted") for line in report.wrong)
    assert not report.held
