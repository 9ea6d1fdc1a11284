"""Points about insurance: what a registration carries of a card check, and a HIS that asks the insurer itself."""

from dataclasses import replace
from datetime import date, timedelta

from his_client.his.conformance.points import POINTS
from his_client.his.conformance.report import Point
from his_client.his.conformance.trial import Broken, Failed, Impossible, NotOffered, Trial, must
from his_client.his.ports import InsuranceClaim, RegistrationRequest
from his_client.insurance.ports import EligibilityStatus, InsuranceGateway
from his_client.outcome import Done

_LINE = frozenset({"unreachable", "timeout", "reset", "truncated", "server_error"})
_THE_HIS = frozenset({"html", "not_json", "too_large", "redirect", "bad_shape", "other_answer", "peer_error"})


def all_points(insurer: InsuranceGateway | None) -> tuple[Point, ...]:
    """The whole contract; `insurer` is the HIS's own look-up, where this hospital's insurance goes that way."""
    return (*POINTS, *INSURED, _stranger_at(insurer))


def failed_look_up(trial: Trial) -> str:
    """A silent insurer stops nobody (decree 188/2025/ND-CP Art. 38.2)."""
    asked = trial.clock() - timedelta(seconds=30)
    request = _insured(trial, InsuranceClaim(None, None, "unverified", "timeout", "9", looked_up_at=asked))
    visit = trial.register(request)
    must(visit.amount_due == request.price, f"{visit.amount_due} dong are owed, the price was {request.price}")
    return f"visit {visit.visit_code} at the whole price"


def card_facts(trial: Trial) -> str:
    """Right days are taken, and days in the wrong order are not."""
    year = trial.day.year
    claim = InsuranceClaim(
        "GD4000000000000",
        80,
        "eligible",
        "000",
        "1.1",
        "00000",
        date(year, 1, 1),
        date(year, 12, 31),
        trial.clock(),
    )
    request = _insured(trial, claim)
    visit = trial.register(request)
    must(0 <= visit.amount_due <= request.price, f"{visit.amount_due} dong are owed, the price was {request.price}")
    turned = replace(claim, valid_from=claim.valid_to, valid_to=claim.valid_from)
    outcome = trial.try_to_register(_insured(trial, turned))
    if isinstance(outcome, Done):
        raise NotOffered("it takes a card that ends before it begins, too")
    code = trial.refused(outcome, "bad_request:")
    return f"visit {visit.visit_code}, {visit.amount_due} dong; days in the wrong order: {code}"


INSURED = (
    Point("failed_look_up", "a visit whose card could not be looked up is registered", failed_look_up),
    Point("card_facts", "the card's days and facility are taken with the visit", card_facts, lasting=True),
)
"""The second one claims a card nobody has, which a hospital in use would report: on a test server only."""


def _stranger_at(insurer: InsuranceGateway | None) -> Point:
    def check(trial: Trial) -> str:
        if insurer is None:
            raise NotOffered('the HIS is not the one to be asked here: insurance.route is not "his"')
        nobody = trial.person()
        found = insurer.check(
            nobody.id_number, nobody.full_name, nobody.date_of_birth, asked_at=trial.clock()
        ).eligibility
        if found.status is EligibilityStatus.NOT_ELIGIBLE:
            return f"not insured, {found.code}"
        if found.status is EligibilityStatus.UNVERIFIED and found.code in _LINE:
            raise Broken(f"unknown {found.code}")
        if found.status is EligibilityStatus.UNVERIFIED and found.code not in _THE_HIS:
            raise Impossible(f"the insurer could not tell: {found.code}")
        raise Failed(f"{found.status} {found.code}, expected not insured")

    return Point("asks_insurer", "the HIS asks the insurer, and a stranger is not insured", check)


def _insured(trial: Trial, claim: InsuranceClaim) -> RegistrationRequest:
    return replace(trial.request(trial.person(), trial.departments()[0]), insurance=claim)
