"""Is this person known here? Asked by one number after another; who is found is compared, and nobody is merged."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from his_client.his.identity import DocumentType, Identifier, IdentifierKind, Identity, Patient
from his_client.outcome import Done, Outcome

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng


@dataclass(frozen=True, slots=True)
class Known:
    """The person is known; `by` tells which number found them."""

    patient: Patient
    by: IdentifierKind


@dataclass(frozen=True, slots=True)
class NotKnown:
    """No number of this person is known here."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A number leads to a patient who differs in `differs` ("name", "birth_date"): a person has to look."""

    patient_id: str
    by: IdentifierKind
    differs: tuple[str, ...]


def search_patient(
    find: Callable[[Identifier], Outcome[Patient | None]], identity: Identity, insurance_number: str | None = None
) -> Outcome[Known | NotKnown | Conflict]:
    """Asks by ID number, old ID number and insurance number, or by passport; the first number that is known decides.

    A question that is refused or stays unknown ends the search with that answer: what follows it proves nothing.
    """
    for identifier in identifiers(identity, insurance_number):
        outcome = find(identifier)
        if not isinstance(outcome, Done):
            return outcome
        if outcome.value is not None:
            return Done(compare(identity, outcome.value, identifier.kind))
    return Done(NotKnown())


def identifiers(identity: Identity, insurance_number: str | None = None) -> tuple[Identifier, ...]:
    """The numbers a person may be known by, in the order in which they are asked for."""
    found = [Identifier.of(identity)]
    if identity.old_id_number and identity.document is DocumentType.ID_CARD:
        found.append(Identifier(IdentifierKind.OLD_ID_NUMBER, identity.old_id_number))
    if insurance_number:
        found.append(Identifier(IdentifierKind.INSURANCE_NUMBER, insurance_number))
    return tuple(found)


def compare(identity: Identity, patient: Patient, by: IdentifierKind) -> Known | Conflict:
    """Whether the patient found by a number can be the person of the document."""
    differs = []
    if not same_name(identity.full_name, patient.full_name):
        differs.append("name")
    if not same_birth(identity.date_of_birth, patient.date_of_birth):
        differs.append("birth_date")
    return Conflict(patient.patient_id, by, tuple(differs)) if differs else Known(patient, by)


def same_name(one: str, other: str) -> bool:
    """Whether two Vietnamese names are one, however they were typed; see `fold_name`."""
    return fold_name(one) == fold_name(other)


def fold_name(name: str) -> str:
    """A name without its ways of typing: Unicode form, case, spaces, Ð (eth) for Đ, and the place of the tone mark.

    A syllable carries at most one tone, so "Hoà" and "Hòa" differ in nothing but where it was put.
    """
    letters = unicodedata.normalize("NFD", name.casefold().replace("ð", "đ"))
    syllables = []
    for syllable in letters.split():
        tones = sorted(letter for letter in syllable if letter in _TONES)
        syllables.append("".join([*(letter for letter in syllable if letter not in _TONES), *tones]))
    return unicodedata.normalize("NFD", " ".join(syllables))


def same_birth(one: str, other: str) -> bool:
    """Whether two ISO dates of `YYYY`, `YYYY-MM` or `YYYY-MM-DD` can be one; an empty one contradicts nothing."""
    shorter, longer = sorted((one.strip(), other.strip()), key=len)
    return longer == shorter or not shorter or longer.startswith(f"{shorter}-")
