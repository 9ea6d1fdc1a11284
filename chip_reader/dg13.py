"""DG13 of the Vietnamese card: the numbered personal items, read by structure and never by position.

No official description is public; the walk accepts more than the cards seen so far contain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import BadChipData
from .texts import tidy
from .tlv import MAX_DEPTH, Tlv, encode, parse_all, parse_one

FIELDS: Mapping[int, str] = {
    1: "id_number",
    2: "full_name",
    3: "date_of_birth",
    4: "sex",
    5: "nationality",
    6: "ethnicity",
    7: "religion",
    8: "place_of_origin",
    9: "place_of_residence",
    10: "identifying_features",
    11: "issue_date",
    12: "expiry_date",
    14: "spouse",
    15: "old_id_number",
    16: "chip_id",
}
"""Item numbers with one text. Item 13 is the parents: father, then mother."""

PARENTS = 13

_SEQUENCE, _INTEGER, _OCTET_STRING = 0x30, 0x02, 0x04
_ENCODINGS = {0x0C: "utf-8", 0x13: "latin-1", 0x16: "latin-1", 0x1E: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class PersonalItems:
    """The texts of DG13 as they stand on the chip (NFC, trimmed), keyed by item number.

    An item maps to its strings in order; an empty placeholder stays as an empty string, so that a father who is not
    known does not let the mother take his place. `raw` keeps the encoded content of items that hold no string.
    """

    texts: Mapping[int, tuple[str, ...]] = field(repr=False)
    raw: Mapping[int, bytes] = field(repr=False)

    def text(self, number: int) -> str:
        """The first string of an item, empty when the item is missing."""
        return next(iter(self.texts.get(number, ())), "")


def parse_dg13(data: bytes) -> PersonalItems:
    """Collect every SEQUENCE that begins with a small INTEGER, wherever it stands; raises `BadChipData`.

    Unknown siblings, unknown numbers and any order are accepted. The first item with a number wins.
    """
    try:
        root = parse_one(data, 0x6D)
        items: dict[int, list[Tlv]] = {}
        _collect(root.children(), items, depth=1)
        if not items:
            raise BadChipData("no numbered item")
        texts = {number: tuple(_strings(values, depth=1)) for number, values in items.items()}
    except BadChipData as error:
        raise BadChipData(error.reason, "DG13") from error
    raw = {
        number: b"".join(encode(node.tag, node.value) for node in nodes)
        for number, nodes in items.items()
        if not texts[number]
    }
    return PersonalItems(texts, raw)


def _collect(nodes: list[Tlv], items: dict[int, list[Tlv]], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise BadChipData(f"nested deeper than {MAX_DEPTH}")
    for node in nodes:
        if not node.constructed:
            continue
        children = node.children()
        first = children[0] if children else None
        if node.tag == _SEQUENCE and first is not None and first.tag == _INTEGER and 1 <= len(first.value) <= 2:
            number = int.from_bytes(first.value, "big")
            if _holds_items(children[1:]):
                # A version number in front of the items looks like an item number; the items are inside.
                _collect(children[1:], items, depth + 1)
            else:
                items.setdefault(number, children[1:])
        else:
            _collect(children, items, depth + 1)


def _holds_items(nodes: list[Tlv]) -> bool:
    for node in nodes:
        if node.constructed:
            for child in node.children():
                grandchildren = child.children() if child.tag == _SEQUENCE else []
                if grandchildren and grandchildren[0].tag == _INTEGER:
                    return True
    return False


def _strings(nodes: list[Tlv], depth: int) -> list[str]:
    if depth > MAX_DEPTH:
        raise BadChipData(f"nested deeper than {MAX_DEPTH}")
    found: list[str] = []
    for node in nodes:
        if node.tag in _ENCODINGS:
            found.append(_text(node))
        elif node.tag == _OCTET_STRING:
            found += _nested(node.value, depth)
        elif node.constructed:
            found += _strings(node.children(), depth + 1) if node.value else [""]
    return found


def _nested(value: bytes, depth: int) -> list[str]:
    try:
        return _strings(parse_all(value), depth + 1)
    except BadChipData:
        return []  # an OCTET STRING may hold anything; only strings inside it are of use here


def _text(node: Tlv) -> str:
    return tidy(node.value.decode(_ENCODINGS[node.tag], errors="replace"))
