"""Every call to another system ends as one of three answers: done, refused, or unknown.

`Unknown` is an answer, not an error: the caller keeps it, asks by the id of what it wanted, and never sends the
request again blindly. No member ever holds a name, a number of a person, or a reply's text.
"""

import re
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co]):
    """The peer did it, or answered the question; `value` is what it said."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Refused:
    """The peer understood and declined: nothing happened there. `code` is stable and may be shown to staff."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody here can say whether it happened.

    `reason` is one of: `unreachable` (no byte was sent), `timeout`, `reset`, `html`, `not_json`, `truncated`,
    `too_large`, `redirect`, `server_error`, `bad_shape`, `other_answer`, `peer_error`, `unauthorised`.
    """

    reason: str
    detail: str = ""


_CODE = re.compile(r"[A-Za-z0-9_:.-]{1,60}")


def code_of(said: str) -> str:
    """The code a peer gave for its no. Anything but a code could be a sentence about somebody, and codes stand in
    journals, logs and on pages: it becomes `declined`."""
    return said if _CODE.fullmatch(said) else "declined"


Outcome: TypeAlias = Done[T] | Refused | Unknown
