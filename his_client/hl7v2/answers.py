"""What an answer may carry beside its acknowledgment: a place in the queue (ZQN), or a patient (RSP^K22)."""

from dataclasses import dataclass

from his_client.his.identity import Identifier, IdentifierKind, Patient
from his_client.hl7v2.message import BadMessage, Message, Segment
from his_client.hl7v2.values import AUTHORITIES, iso_day, read_name, read_numbers, read_sex
from his_client.outcome import Done, Outcome, Refused, Unknown


@dataclass(frozen=True, slots=True)
class Place:
    """ZQN of an acknowledgment, an agreement with the receiver (docs/hl7v2.md). None: not said."""

    queue_number: str = ""
    room: str = ""
    floor: str = ""
    building: str = ""
    people_before: int | None = None
    wait_minutes: int | None = None
    visit_code: str = ""
    patient_id: str = ""
    bill_id: str = ""
    amount_due: int | None = None
    amount_paid: int | None = None


def place(answer: Message) -> Place:
    """The place in the queue that the answer gives; all empty where it has no ZQN.

    :raises BadMessage: when a number in it is none.
    """
    zqn = answer.first("ZQN")
    if zqn is None:
        return Place()
    return Place(
        zqn.text(1),
        zqn.text(2),
        zqn.text(3),
        zqn.text(4),
        _count(zqn, 5),
        _count(zqn, 6),
        zqn.text(7),
        zqn.text(8),
        zqn.text(9),
        _count(zqn, 10),
        _count(zqn, 11),
    )


def candidate(answer: Message, asked: str, identifier: Identifier) -> Outcome[Patient | None]:
    """The one patient of an RSP^K22 (3.3.58) to the question `asked`; Done(None) when nobody has the number.

    Somebody else's answer, or a patient without the number asked for, is unknown; so is more than one.
    """
    try:
        qak = answer.need("QAK")
    except BadMessage:
        return Unknown("bad_shape", "answer without QAK")
    if answer.event != ("RSP", "K22") or qak.text(1) != asked:
        return Unknown("other_answer", "the answer belongs to another question")
    found = list(answer.all("PID"))
    match qak.text(2):
        case "NF":
            return Done(None)
        case "OK" if len(found) == 1:
            return _patient(found[0], identifier)
        case "OK" if not found:
            return Unknown("bad_shape", "answer without PID")
        case "OK":
            return Unknown("ambiguous", "more than one patient has this number")
        case "AR":
            return Refused("rejected", "the receiver does not answer this question")
        case _:
            return Unknown("peer_error", "the question failed there")


def _patient(pid: Segment, identifier: Identifier) -> Outcome[Patient | None]:
    numbers = read_numbers(pid, 3)
    by_kind = {kind: numbers.get(AUTHORITIES[kind], "") for kind in IdentifierKind}
    # A receiver may call the authorities by other names; the types it must keep.
    own = by_kind[IdentifierKind.PATIENT_ID] or _typed(numbers, "PI")
    if identifier.value not in numbers.values():
        return Unknown("other_answer", "the patient has not the number asked for")
    if not own:
        return Unknown("bad_shape", "patient without PI")
    return Done(
        Patient(
            own,
            read_name(pid, 5),
            None,
            pid.text(13, 12) or pid.text(13, 1) or None,
            iso_day(pid.text(7)),
            read_sex(pid.text(8)),
            by_kind[IdentifierKind.ID_NUMBER],
            by_kind[IdentifierKind.OLD_ID_NUMBER],
            by_kind[IdentifierKind.INSURANCE_NUMBER],
        )
    )


def _typed(numbers: dict[tuple[str, str], str], kind: str) -> str:
    return next((value for (_, found), value in numbers.items() if found == kind), "")


def _count(zqn: Segment, number: int) -> int | None:
    text = zqn.text(number)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise BadMessage(f"ZQN-{number}")
    return int(text)
