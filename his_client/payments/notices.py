"""What all readers of payment messages share: keyed hashes compared in constant time, JSON as sent, local times."""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from his_client.clock import VIETNAM
from his_client.fields import BadShape, Json, fraction, record, text
from his_client.fields import integer as read_integer
from his_client.payments.ports import Delivered

LARGEST_AMOUNT = 10**15
"""No bank moves this much at once; a larger number is a mistake of somebody's, in dong."""

LARGEST_NUMBER = 2**53 - 1
"""The largest order number that every JSON reader takes whole."""


def mac(key: str, content: str | bytes, algorithm: str) -> str:
    """The HMAC of a text (as UTF-8) or of bytes, in lower-case hex."""
    message = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    return hmac.new(key.encode(), message, algorithm).hexdigest()


def fits(expected: str, given: object) -> bool:
    """Whether a signature is the expected one; how long it takes tells nothing about where they differ."""
    return isinstance(given, str) and hmac.compare_digest(expected.encode(), given.encode(errors="replace"))


def header(delivered: Delivered, name: str) -> str:
    """A header by its name in any letter case; empty when there is none."""
    return next((value for key, value in delivered.headers.items() if key.lower() == name.lower()), "")


def json_object(body: bytes) -> Mapping[str, Json]:
    """The JSON object in `body`, numbers that are not whole as Decimal.

    BadShape for anything else, and for a name said twice, which would mean one thing to the signer and another to us.
    """
    try:
        value = json.loads(body.decode(), parse_float=_decimal, parse_constant=_nothing, object_pairs_hook=_once)
        json.dumps(value, ensure_ascii=False, default=str).encode()  # a half surrogate cannot be stored anywhere
    except (ValueError, RecursionError):
        raise BadShape("body") from None
    return record(value, "body")


def amount(source: Mapping[str, Json], field: str) -> int:
    """Whole dong, more than zero."""
    value = read_integer(source, field)
    if not 0 < value <= LARGEST_AMOUNT:
        raise BadShape(field)
    return value


def number(source: Mapping[str, Json], field: str) -> int:
    """An order's number."""
    value = read_integer(source, field)
    if not 0 <= value <= LARGEST_NUMBER:
        raise BadShape(field)
    return value


def moment(source: Mapping[str, Json], field: str) -> datetime:
    """An ISO 8601 time; one without a zone is Vietnam's, as the providers write it."""
    try:
        found = datetime.fromisoformat(text(source, field))
        found = found.replace(tzinfo=VIETNAM) if found.tzinfo is None else found
        found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadShape(field) from None
    return found


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is said twice")
    return found


def _decimal(digits: str) -> Decimal:
    found = fraction(digits)
    if found.adjusted() > 30:
        raise ValueError("a number that would fill the memory when written out")
    return found


def _nothing(name: str) -> Json:
    raise ValueError(name)
