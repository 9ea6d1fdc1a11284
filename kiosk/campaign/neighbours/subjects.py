"""Who a call is about: an invented person under a number of their own, so that no two calls are about the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from his_client.his.medipay_keyless import note_of
from his_client.his.ports import Identifier, Identity, IdentitySource, PaymentNotice, Registered, RegistrationRequest
from kiosk.campaign.neighbours.fleet import STATION
from kiosk.campaign.neighbours.hospital import Neighbourhood

LETTERS = "ĂÂĐÊÔƠƯABCDEGHIKLMNOPQRSTUVXY"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person with what they want. `registered` is their visit, where the call needs one; `more` what else it does."""

    number: int
    request: RegistrationRequest
    registered: Registered | None = None
    more: Any = None

    @property
    def identifier(self) -> Identifier:
        """Their number."""
        return Identifier.of(self.request.identity)

    @property
    def visit(self) -> Registered:
        """The visit that the call is about."""
        assert self.registered is not None, "this call was given nobody's visit"
        return self.registered

    @property
    def notice(self) -> PaymentNotice:
        """The payment of their visit's bill."""
        visit = self.visit
        at = self.request.requested_at
        return PaymentNotice(f"bank:FT{self.number}", visit.bill_id, visit.amount_due - visit.amount_paid, at, "KD")


def name_of(number: int) -> str:
    """A name that is nobody else's, with letters that a wrong charset changes."""
    word = ""
    while number:
        number, place = divmod(number, len(LETTERS))
        word += LETTERS[place]
    return f"Nguyễn Thử {word.capitalize() or 'Ơ'}"


def person(place: Neighbourhood, number: int, now: datetime) -> Subject:
    """Somebody new, and where they want to go; the insurer knows them."""
    departments = place.sandbox.book.departments()
    wanted = departments[number % len(departments)]
    identity = Identity(
        f"0010900{number:05d}",
        name_of(number),
        "1990-03-15",
        "Nam" if not wanted.only_sex else wanted.only_sex,
        "Số 1 Ngõ Thử, Hà Nội",
        IdentitySource.CHIP_AND_FACE,
        "2021-05-10",
    )
    key = str(uuid5(NAMESPACE_URL, f"neighbours/{number}"))
    request = RegistrationRequest(
        key, STATION, identity, wanted.id, wanted.service.id, wanted.service.price, None, None, now
    )
    return Subject(number, request)


def insured(place: Neighbourhood, subject: Subject) -> Subject:
    """The same, known to the insurer."""
    identity = subject.request.identity
    place.sandbox.registry.put(
        {
            "id_number": identity.id_number,
            "full_name": identity.full_name,
            "birth_date": identity.date_of_birth,
            "sex": identity.sex,
            "card": f"GD40101{subject.number:08d}",
            "first_registration": "01010",
        }
    )
    return subject


def registered(place: Neighbourhood, subject: Subject, *, keyless: bool = False) -> Subject:
    """The same, registered at the hospital before."""
    book = (place.keyless if keyless else place.sandbox).book
    if keyless:
        own = str(uuid5(NAMESPACE_URL, f"own/{subject.number}"))
        answer = book.register(replace(subject.request, key=own), note_of(subject.request))
    else:
        answer = book.register(subject.request)
    assert isinstance(answer, Registered), answer
    return replace(subject, registered=answer)
