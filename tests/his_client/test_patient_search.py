"""Whether a person is known: numbers in order, conflicts seen, nobody merged."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from his_client.his.identity import DocumentType, Identifier, IdentifierKind, Identity, IdentitySource, Patient
from his_client.his.search import Conflict, Known, NotKnown, fold_name, same_birth, same_name, search_patient
from his_client.outcome import Done, Outcome, Refused, Unknown

PERSON = Identity(
    "001090000017",
    "Nguyễn Đức Hoà",
    "1990-03-15",
    "Nam",
    "",
    IdentitySource.CHIP_AND_FACE,
    old_id_number="011234567",
)
ROW = Patient("BN1", "NGUYỄN ĐỨC HÒA", None, None, "1990")
ID, OLD, CARD = IdentifierKind.ID_NUMBER, IdentifierKind.OLD_ID_NUMBER, IdentifierKind.INSURANCE_NUMBER


def hospital(
    known: dict[IdentifierKind, Patient], asked: list[Identifier]
) -> Callable[[Identifier], Outcome[Patient | None]]:
    def find(identifier: Identifier) -> Outcome[Patient | None]:
        asked.append(identifier)
        return Done(known.get(identifier.kind))

    return find


@pytest.mark.parametrize(("by", "questions"), [(ID, 1), (OLD, 2), (CARD, 3)])
def test_the_first_number_that_is_known_decides(by: IdentifierKind, questions: int) -> None:
    asked: list[Identifier] = []
    assert search_patient(hospital({by: ROW}, asked), PERSON, "GD4010123452345") == Done(Known(ROW, by))
    assert [item.kind for item in asked] == [ID, OLD, CARD][:questions]


def test_who_is_known_by_no_number_is_not_known() -> None:
    asked: list[Identifier] = []
    assert search_patient(hospital({}, asked), PERSON) == Done(NotKnown())
    assert [item.value for item in asked] == ["001090000017", "011234567"]


@pytest.mark.parametrize(
    ("row", "differs"),
    [
        (Patient("BN1", "Nguyễn Đức Hoa", None, None, "1990-03-15"), ("name",)),
        (Patient("BN1", "Nguyễn Đức Hoà", None, None, "1990-03-16"), ("birth_date",)),
        (Patient("BN1", "Trần Văn Khác", None, None, "1991"), ("name", "birth_date")),
    ],
)
def test_somebody_else_under_the_number_is_a_conflict_that_tells_no_value(row: Patient, differs: tuple[str]) -> None:
    assert search_patient(hospital({OLD: row}, []), PERSON) == Done(Conflict("BN1", OLD, differs))


@pytest.mark.parametrize("answer", [Unknown("timeout"), Refused("assurance")])
def test_a_question_without_an_answer_proves_nothing(answer: Unknown | Refused) -> None:
    assert search_patient(lambda _identifier: answer, PERSON) == answer


def test_a_passport_is_searched_by_its_own_number() -> None:
    asked: list[Identifier] = []
    foreigner = Identity(
        "X1234567", "ANNA MUSTER", "1980-01-01", "F", "", IdentitySource.CHIP_AND_FACE, document=DocumentType.PASSPORT
    )
    search_patient(hospital({}, asked), foreigner)
    assert asked == [Identifier(IdentifierKind.PASSPORT, "X1234567")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Đặng Thuý", "ĐẶNG  THÚY", True),
        ("Ðặng Thị Hoà", "đặng thị hòa", True),
        ("Lê Văn Quý", "Le Van Quy", False),
        ("Dương", "Đương", False),
        ("Trần Hà", "Trần Há", False),
        ("Mai Hoa", "MaiHoa", False),
        ("Trần Ơn", "Trần Ôn", False),
    ],
)
def test_a_name_is_the_same_however_it_was_typed(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


WORDS = st.lists(st.text("aăâeêioôơuưyđnhgtáàảãạấầờợữựĐÂẾ", min_size=1, max_size=6), min_size=1, max_size=5)


@given(WORDS, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_form_case_and_spaces_never_make_another_person(words: list[str], form: str) -> None:
    written = unicodedata.normalize(form, "  ".join(words)).upper()
    assert fold_name(written) == fold_name(" ".join(words))
    assert fold_name(fold_name(written)) == fold_name(written)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1990-03-15", "1990-03-15", True),
        ("1990-03-15", "1990-03", True),
        ("1990", "1990-03-15", True),
        ("", "1990-03-15", True),
        ("1990-03-15", "1990-03-01", False),
        ("1990-03", "1990-04-15", False),
        ("199", "1990", False),
        ("1990-0", "1990-03", False),
    ],
)
def test_birth_dates_of_three_precisions_agree_where_both_speak(one: str, other: str, same: bool) -> None:
    assert same_birth(one, other) is same
    assert same_birth(other, one) is same


def test_a_number_never_shows_in_a_log() -> None:
    assert "001090000017" not in repr(Identifier.citizen("001090000017"))
