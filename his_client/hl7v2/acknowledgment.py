"""What an acknowledgment says: any bytes become accepted, refused or unknown (chapter 2, 2.9 and 2.15.8).

Original mode: the application's AA, AE or AR. Enhanced mode: first CA, CE or CR for safe storage, then the same.
`Refused` means that nothing happened there, so only answers that prove it become one:

- AR, CR, CE: the message was not processed, or not even stored;
- AE with an ERR-3 that faults the message itself (table 0357: 100 to 103, 200 to 205).

Which no it is, ERR-5 may say in a word of the ports (`REASONS`), as agreed with the receiver.
AE 206 and AR 206 or 207 are `busy`. AE without a code, or with 207 (internal error), may hide anything: unknown.
The receiver's own sentences (MSA-3, ERR-7, ERR-8) may name a person and are dropped at once.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum

from his_client.clock import system_clock
from his_client.hl7v2.message import BadMessage, Message, parse
from his_client.hl7v2.mllp import MLLP
from his_client.hl7v2.reply import acknowledge
from his_client.line import Address, Conversation, LineFailed, conversation
from his_client.outcome import Done, Outcome, Refused, Unknown

log = logging.getLogger(__name__)


class Mode(StrEnum):
    """How a receiver acknowledges: MSH-15 and MSH-16 of what we send (table 0155)."""

    ORIGINAL = "original"
    """Both empty: one acknowledgment, by the application."""
    ENHANCED = "enhanced"
    """AL and AL: one for storage, one by the application, on the same connection."""
    COMMIT = "commit"
    """AL and NE: the one for storage is the last word; the receiver answers for the rest."""

    @property
    def wanted(self) -> tuple[str, str]:
        """MSH-15 and MSH-16."""
        return {Mode.ORIGINAL: ("", ""), Mode.ENHANCED: ("AL", "AL"), Mode.COMMIT: ("AL", "NE")}[self]


@dataclass(frozen=True, slots=True)
class Accepted:
    """AA, or CA where that is the last word; `message` is the whole answer, which may carry more."""

    message: Message


@dataclass(frozen=True, slots=True)
class Stored:
    """CA: safely stored, and not yet processed."""


Answer = Accepted | Stored | Refused | Unknown
_PROVES_NOTHING_DONE = frozenset({"100", "101", "102", "103", "200", "201", "202", "203", "204", "205"})
_LOCKED, _INTERNAL = "206", "207"
REASONS = frozenset(
    {"already", "full", "age", "sex", "price_changed", "no_department", "conflict", "no_appointment", "guardian"}
    | {"no_visit", "paid", "called", "no_bill", "already_paid", "amount_differs", "id_reused", "cancelled", "assurance"}
)
"""What ERR-5 may say; table 0357 has no words for them."""


def understand(data: bytes, control_id: str) -> Answer:
    """What `data` says about our message `control_id`; never raises."""
    try:
        answer = parse(data)
        msa = answer.need("MSA")
    except BadMessage as bad:
        return Unknown("bad_shape", f"acknowledgment without {bad.place}")
    if msa.text(2) != control_id:
        return Unknown("other_answer", "the acknowledgment belongs to another message")
    error = _error_code(answer)
    match msa.text(1):
        case "AA":
            return Accepted(answer)
        case "CA":
            return Stored()
        case "AR" | "CR" | "CE" if error in {_LOCKED, _INTERNAL}:
            return Refused("busy", "the receiver cannot take it now")
        case "AR" | "CR" | "CE":
            return Refused(_reason(answer) or _rejected(error), "the receiver did not take it")
        case "AE" if error in _PROVES_NOTHING_DONE:
            return Refused(_reason(answer) or _rejected(error), "the receiver found a fault in the message")
        case "AE" if error == _LOCKED:
            return Refused("busy", "the record is locked there")
        case "AE":
            return Unknown("peer_error", f"AE {error}".strip())
        case _:
            return Unknown("bad_shape", "acknowledgment code unknown")


def exchange(address: Address, content: bytes, control_id: str, mode: Mode) -> Outcome[Message]:
    """Sends a message and waits for the last word on it; `Done` carries that answer.

    The first last word counts, and what follows it on the line is not read.
    """
    stored = False
    try:
        with conversation(address, MLLP) as line:
            line.send(content)
            while True:
                data = line.receive()
                answer = understand(data, control_id)
                if not isinstance(answer, Stored):
                    _commit(line, data)
                    return _last_word(answer)
                if mode is Mode.COMMIT:
                    return _last_word(Accepted(parse(data)))
                stored = True
    except LineFailed as failed:
        unknown = failed.unknown
        return Unknown(unknown.reason, f"stored (CA); then {unknown.detail}") if stored else unknown


def _last_word(answer: Accepted | Refused | Unknown) -> Outcome[Message]:
    return Done(answer.message) if isinstance(answer, Accepted) else answer


def _commit(line: Conversation, data: bytes) -> None:
    """An answer that itself asks for a commit (its MSH-15 is AL or SU) gets one; its word stands anyway."""
    try:
        header = parse(data).header
        if header.text(15) in {"AL", "SU"}:
            line.send(acknowledge(header, "CA", system_clock()))
    except (BadMessage, LineFailed):
        log.debug("commit_not_sent")


def _error_code(answer: Message) -> str:
    """The code of table 0357 from ERR-3, or from MSA-6 and ERR-1.4 where an older receiver puts it; "" without one."""
    error, msa = answer.first("ERR"), answer.need("MSA")
    places = [msa.text(6)] if error is None else [error.text(3), error.text(1, 4), msa.text(6)]
    return next((code for code in places if len(code) == 3 and code.isascii() and code.isdigit()), "")


def _reason(answer: Message) -> str:
    """The reason in ERR-5.1, where it is one of those agreed; "" otherwise."""
    error = answer.first("ERR")
    said = "" if error is None else error.text(5)
    return said if said in REASONS else ""


def _rejected(error: str) -> str:
    return f"rejected_{error}" if error else "rejected"
