"""What an acknowledgment means, whatever bytes it is made of."""

import pytest
from hl7v2_peers import ack
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.hl7v2.acknowledgment import Accepted, Answer, Stored, understand
from his_client.outcome import Refused, Unknown

ID = "MZX7NTFKLM6AP7V-A04"


def said(*parts: str) -> Answer:
    return understand(ack(ID, *parts).encode(), ID)


def err(code: str) -> str:
    return f"ERR|||{code}^^HL70357|E|||Nguyễn Đức Mẫu 001090000017|001090000017"


def test_aa_is_accepted_and_ca_is_only_stored() -> None:
    assert isinstance(said("AA"), Accepted)
    assert said("CA") == Stored()


@pytest.mark.parametrize("code", ["AR", "CR", "CE"])
def test_a_rejection_proves_that_nothing_happened(code: str) -> None:
    assert said(code) == Refused("rejected", "the receiver did not take it")


@pytest.mark.parametrize("error", ["100", "101", "102", "103", "200", "201", "202", "203", "204", "205"])
def test_a_fault_in_the_message_proves_it_too(error: str) -> None:
    outcome = said("AE", err(error))
    assert isinstance(outcome, Refused)
    assert outcome.code == f"rejected_{error}"


@pytest.mark.parametrize("parts", [("AE", err("207")), ("AE",), ("AE", err("999")), ("AE", err("x"))])
def test_an_error_that_may_hide_anything_is_unknown(parts: tuple[str, ...]) -> None:
    outcome = said(*parts)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "peer_error"


@pytest.mark.parametrize("parts", [("AE", err("206")), ("AR", err("207")), ("AR", err("206")), ("CR", err("207"))])
def test_a_receiver_that_cannot_now_is_busy(parts: tuple[str, ...]) -> None:
    outcome = said(*parts)
    assert isinstance(outcome, Refused)
    assert outcome.code == "busy"


@pytest.mark.parametrize("where", ["ERR|PID^1^3^204", "ERR|||204"])
def test_the_code_is_found_where_older_receivers_put_it(where: str) -> None:
    assert said("AE", where) == Refused("rejected_204", "the receiver found a fault in the message")
    older = understand(ack(ID, "AE").replace(f"AE|{ID}", f"AE|{ID}||||204").encode(), ID)
    assert older == Refused("rejected_204", "the receiver found a fault in the message")


def test_an_acknowledgment_of_another_message_is_not_ours() -> None:
    assert understand(ack("OTHER").encode(), ID) == Unknown(
        "other_answer", "the acknowledgment belongs to another message"
    )


def test_what_the_receiver_says_of_a_person_is_dropped() -> None:
    for error in ("101", "207", "206"):
        assert "001090000017" not in repr(said("AE", err(error)))
        assert "Nguyễn" not in repr(said("AE", err(error)))
    assert "001090000017" not in repr(said("AA", "ZQN|A128||||||001090000017"))


@pytest.mark.parametrize("code", ["", "XX", "aa", "AA "])
def test_an_unknown_code_is_unknown(code: str) -> None:
    outcome = said(code)
    assert isinstance(outcome, Accepted if code == "AA " else Unknown)


_pieces = st.sampled_from(
    [
        "MSH|^~\\&|",
        "MSH|",
        "MSA|AA|",
        "MSA|AE|",
        "MSA|",
        "ERR|||",
        ID,
        "\r",
        "\n",
        "|",
        "^",
        "~",
        "\\",
        "\\X",
        "&",
        "204",
        "MSH|^^^^|",
        '""',
        "\x0b",
        "A",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.lists(_pieces, max_size=25).map("".join).map(str.encode)))
def test_any_bytes_give_a_typed_answer(data: bytes) -> None:
    assert isinstance(understand(data, ID), Accepted | Stored | Refused | Unknown)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 200), st.binary(min_size=1, max_size=3))
def test_a_damaged_acknowledgment_is_never_an_error_of_ours(place: int, junk: bytes) -> None:
    whole = ack(ID, "AA", "ZQN|A128|214|2|A|9|28").encode()
    answer = understand(whole[:place] + junk + whole[place:], ID)
    assert isinstance(answer, Accepted | Stored | Refused | Unknown)
    cut = understand(whole[:place], ID)
    assert isinstance(cut, Accepted | Unknown)


@pytest.mark.parametrize(
    ("code", "error", "told"),
    [
        ("AR", "ERR|||103|E|paid", "paid"),
        ("AE", "ERR|||204|E|full^^L", "full"),
        ("AE", "ERR|||204|E|Nguyễn Đức Mẫu", "rejected_204"),
        ("AR", "ERR|||207|E|paid", "busy"),
    ],
)
def test_a_reason_is_told_in_a_word_of_the_ports_or_not_at_all(code: str, error: str, told: str) -> None:
    answer = understand(ack("C1", code, error).encode(), "C1")
    assert isinstance(answer, Refused)
    assert answer.code == told


def test_a_reason_proves_nothing_where_the_answer_does_not() -> None:
    assert isinstance(understand(ack("C1", "AE", "ERR|||207|E|paid").encode(), "C1"), Unknown)
