"""Reading a message somebody else wrote: any bytes give a message or `BadMessage`, and never another error."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from his_client.fields import tidy
from his_client.hl7v2.encoding import unescape


@dataclass(eq=False)
class BadMessage(Exception):
    """Not a message, or without what must be in it; `place` names segment and field, never a value."""

    place: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment; fields are counted as HL7 does, so that MSH-1 is the separator itself (2.15.9)."""

    name: str
    fields: tuple[str, ...] = field(repr=False)
    separators: str = field(repr=False)

    def repetitions(self, number: int) -> tuple[str, ...]:
        """The repetitions of a field, still escaped; none when the field is empty."""
        text = self._raw(number)
        return tuple(text.split(self.separators[2])) if text else ()

    def text(self, number: int, component: int = 1, subcomponent: int = 1) -> str:
        """A value of a field's first repetition, unescaped; empty when it is not there.

        A text without separators stands for its own first component (2.5.3). HL7's `""` (delete) is empty as well.
        """
        found = self.repetitions(number)
        return self.part(found[0], component, subcomponent) if found else ""

    def part(self, repetition: str, component: int = 1, subcomponent: int = 1) -> str:
        """A component of one repetition, unescaped and tidy."""
        whole = _nth(repetition, self.separators[1], component)
        text = _nth(whole, self.separators[4], subcomponent)
        return "" if text == '""' else tidy(unescape(text, self.separators))

    def _raw(self, number: int) -> str:
        return self.fields[number] if number < len(self.fields) else ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its segments, the first of them MSH."""

    segments: tuple[Segment, ...]

    @property
    def header(self) -> Segment:
        """MSH."""
        return self.segments[0]

    @property
    def control_id(self) -> str:
        """MSH-10."""
        return self.header.text(10)

    @property
    def event(self) -> tuple[str, str]:
        """Message code and trigger event, MSH-9.1 and MSH-9.2, like ("SIU", "S12")."""
        return self.header.text(9, 1), self.header.text(9, 2)

    def all(self, name: str) -> Iterator[Segment]:
        """Every segment of a name, in order."""
        return (one for one in self.segments if one.name == name)

    def first(self, name: str) -> Segment | None:
        """The first segment of a name."""
        return next(self.all(name), None)

    def need(self, name: str) -> Segment:
        """The first segment of a name; BadMessage(name) when there is none."""
        found = self.first(name)
        if found is None:
            raise BadMessage(name)
        return found


def parse(data: bytes) -> Message:
    """The message in `data`, UTF-8; segments may end with CR as they should, or with LF as many do.

    :raises BadMessage: when it is not one.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise BadMessage("UTF-8") from None
    lines = [line for line in text.replace("\n", "\r").split("\r") if line.strip()]
    if not lines or not lines[0].startswith("MSH") or len(lines[0]) < 9:
        raise BadMessage("MSH")
    separators = _separators(lines[0])
    return Message(tuple(_segment(line, separators) for line in lines))


def _separators(line: str) -> str:
    """MSH-1 and MSH-2: five different marks, none a letter or digit (2.5.4); further ones (2.7's #) play no part."""
    declared, _, _ = line[4:].partition(line[3])
    separators = line[3] + declared[:4]
    if len(set(separators)) != 5 or any(mark.isalnum() or mark.isspace() for mark in separators):
        raise BadMessage("MSH-2")
    return separators


def _segment(line: str, separators: str) -> Segment:
    mark = separators[0]
    fields = line.split(mark)
    name = fields[0].strip()
    if name == "MSH":
        fields.insert(1, mark)
    if len(name) != 3 or not name.isascii() or not name.isalnum():
        raise BadMessage("segment name")
    return Segment(name, tuple(fields), separators)


def _nth(text: str, mark: str, number: int) -> str:
    parts = text.split(mark)
    return parts[number - 1] if number <= len(parts) else ""
