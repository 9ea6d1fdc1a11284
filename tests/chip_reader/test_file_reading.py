"""Reading files over chips and readers that cannot carry everything at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chip_reader import BacKey, BadChipData, BudgetExceeded, ChannelLost, ChipRefused, TransmitFailed
from chip_reader.apdu import CardChannel, Command, Response
from chip_reader.bac import BasicAccess
from chip_reader.files import ElementaryFile, FileReader, parse_com
from chip_reader.tlv import encode
from chip_reader.virtual import Fault, LengthCap, OutOfStep, VirtualCard, load_profile

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PROFILE = load_profile("adult-2021")
KEY = BacKey.from_mrz(PROFILE.mrz)


class Direct:
    """A virtual card wired straight to the reader, its commands counted by kind."""

    atr = b""

    def __init__(self, card: VirtualCard, longest_command: int = 70_000) -> None:
        self.card = card
        self._longest = longest_command
        self.refused = 0

    def transmit(self, apdu: bytes) -> bytes:
        if len(apdu) > 4 and apdu[4] == 0 and len(apdu) > 6 and self._longest < 256:
            self.refused += 1
            raise TransmitFailed("no extended length")
        return self.card.transmit(apdu)

    def close(self) -> None:
        pass


def virtual(*faults: Fault, portrait: bytes | None = None) -> VirtualCard:
    return VirtualCard(PROFILE, faults=faults, portrait=portrait, now=NOW)


def reader_for(card: VirtualCard) -> FileReader:
    channel = CardChannel(Direct(card))
    access = BasicAccess([KEY])
    return FileReader(lambda: access.open(channel))


@pytest.mark.parametrize(
    ("limit", "answer"),
    [(limit, answer) for limit in (0xDF, 0xC0, 0x80, 0x20) for answer in (0x6700, 0x6C00, 0x9000)]
    + [(limit, answer) for limit in (1024, 4096) for answer in (0x6700, 0x9000)],
)
@pytest.mark.parametrize("protected", [True, False])
def test_a_chip_that_carries_less_is_read_in_smaller_pieces(limit: int, answer: int, protected: bool) -> None:
    card = virtual(LengthCap(limit, answer, protected))
    reader = reader_for(card)
    for file in (ElementaryFile.COM, ElementaryFile.DG1, ElementaryFile.DG2):
        assert reader.read(file) == card.files[file]


def test_a_reader_without_extended_length_is_read_through_short_commands() -> None:
    card = virtual()
    wire = Direct(card, longest_command=200)
    channel, access = CardChannel(wire), BasicAccess([KEY])
    reader = FileReader(lambda: access.open(channel))
    assert reader.read(ElementaryFile.DG2) == card.files[ElementaryFile.DG2]
    assert wire.refused == 2


def test_one_command_reads_a_file_where_the_chip_can_carry_it() -> None:
    card = virtual()
    reader = reader_for(card)
    before = card.commands
    assert reader.read(ElementaryFile.DG2) == card.files[ElementaryFile.DG2]
    assert card.commands == before + 1


@pytest.mark.parametrize("cap", [LengthCap(0xDF), LengthCap(3000, 0x9000)])
def test_a_file_beyond_32_kib_is_read_with_the_odd_instruction(cap: LengthCap) -> None:
    image = b"\xff\xd8\xff" + bytes(i * 7 % 251 for i in range(70_000))
    card = virtual(cap, portrait=image)
    assert reader_for(card).read(ElementaryFile.DG2) == card.files[ElementaryFile.DG2]


def test_step_lost_in_the_middle_of_a_file_resumes_at_the_offset_reached() -> None:
    card = virtual(LengthCap(0xDF), OutOfStep(40))
    seen: list[int] = []
    data = reader_for(card).read(ElementaryFile.DG2, lambda done, _: seen.append(done))
    assert data == card.files[ElementaryFile.DG2]
    assert seen == sorted(set(seen))


def test_a_chip_that_loses_step_without_end_is_given_up() -> None:
    card = virtual(*(OutOfStep(at) for at in range(4, 60, 4)))
    with pytest.raises(ChannelLost):
        reader_for(card).read(ElementaryFile.DG2)


def test_a_missing_and_a_denied_file_are_absent_and_the_next_one_is_read() -> None:
    card = virtual()
    reader = reader_for(card)
    assert reader.read(ElementaryFile.DG11) is None
    assert reader.read(ElementaryFile.DG3) is None
    assert reader.read(ElementaryFile.DG1) == card.files[ElementaryFile.DG1]


class Scripted:
    """A channel that answers READ BINARY from a function."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.sent: list[Command] = []

    def send(self, command: Command) -> Response:
        self.sent.append(command)
        return self.answer(command)  # type: ignore[operator, no-any-return]


def test_a_chip_without_short_identifiers_is_selected_first() -> None:
    data = encode(0x61, bytes(300))

    def answer(command: Command) -> Response:
        if command.ins == 0xA4:
            return Response(b"", 0x9000)
        if command.p1 & 0x80:
            return Response(b"", 0x6A86)
        offset = command.p1 << 8 | command.p2
        return Response(data[offset : offset + 100], 0x9000)

    channel = Scripted(answer)
    assert FileReader(lambda: channel).read(ElementaryFile.DG1) == data
    assert sum(command.ins == 0xA4 for command in channel.sent) == 1


def test_a_denial_the_chip_sends_unprotected_means_absent_and_costs_one_reopening() -> None:
    opened = []

    def answer(command: Command) -> Response:
        raise ChannelLost("unprotected", 0x6982)

    def open_channel() -> Scripted:
        opened.append(1)
        return Scripted(answer)

    assert FileReader(open_channel).read(ElementaryFile.DG13) is None
    assert len(opened) == 2


@pytest.mark.parametrize("file", [ElementaryFile.DG1, ElementaryFile.DG2])
def test_a_file_that_claims_to_be_huge_is_refused_at_its_first_bytes(file: ElementaryFile) -> None:
    channel = Scripted(lambda _: Response(bytes.fromhex("7583FFFFFF") + bytes(20), 0x9000))
    with pytest.raises(BadChipData, match="larger than") as caught:
        FileReader(lambda: channel).read(file)
    assert caught.value.file == file.name
    assert len(channel.sent) == 1


def test_a_chip_whose_files_add_up_to_too_much_is_refused() -> None:
    data = encode(0x75, bytes(60_000))
    reader = FileReader(lambda: Scripted(lambda _: Response(data, 0x9000)))
    for _ in range(4):
        reader.read(ElementaryFile.DG1)
    with pytest.raises(BudgetExceeded):
        reader.read(ElementaryFile.DG1)


def test_a_file_that_ends_early_is_refused() -> None:
    answers = iter([Response(bytes.fromhex("617F") + bytes(10), 0x9000), Response(b"", 0x6282)])
    with pytest.raises(BadChipData, match="DG1: the file ends before its length"):
        FileReader(lambda: Scripted(lambda _: next(answers))).read(ElementaryFile.DG1)


def test_a_refusal_in_the_middle_of_a_file_is_an_error_and_not_an_absence() -> None:
    answers = iter([Response(bytes.fromhex("617F") + bytes(10), 0x9000), Response(b"", 0x6581)])
    with pytest.raises(ChipRefused):
        FileReader(lambda: Scripted(lambda _: next(answers))).read(ElementaryFile.DG1)


class Looping:
    """A card that answers everything with the same bytes."""

    atr = b""

    def __init__(self, answer: str) -> None:
        self.answer = bytes.fromhex(answer)
        self.commands: list[bytes] = []

    def transmit(self, apdu: bytes) -> bytes:
        self.commands.append(apdu)
        return self.answer

    def close(self) -> None:
        pass


@pytest.mark.parametrize("answer", ["6C10", "6110", "61FF"])
def test_a_card_cannot_hold_the_reader_in_a_loop(answer: str) -> None:
    card = Looping(answer)
    CardChannel(card).send(Command(0, 0xB0, 0, 0, ne=4))
    assert len(card.commands) == 5


def test_more_data_is_fetched_and_a_named_length_is_used() -> None:
    script = {
        "00B0000004": "6C08",
        "00B0000008": "01026103",
        "00C0000003": "0304059000",
    }

    class Card(Looping):
        def transmit(self, apdu: bytes) -> bytes:
            return bytes.fromhex(script[apdu.hex().upper()])

    assert CardChannel(Card("")).send(Command(0, 0xB0, 0, 0, ne=4)) == Response(b"\1\2\3\4\5", 0x9000)


def test_an_answer_without_status_word_is_refused() -> None:
    with pytest.raises(BadChipData):
        CardChannel(Looping("90")).send(Command(0, 0xB0, 0, 0, ne=4))


@pytest.mark.parametrize(
    ("command", "encoded"),
    [
        (Command(0, 0xA4, 0, 0), "00A40000"),
        (Command(0, 0xB0, 0, 0, ne=256), "00B0000000"),
        (Command(0, 0xA4, 0, 0, b"\1\2"), "00A40000020102"),
        (Command(0, 0xA4, 0, 0, b"\1\2", 4), "00A4000002010204"),
        (Command(0, 0xB0, 0, 0, ne=65536), "00B00000000000"),
        (Command(0, 0xB0, 0, 0, ne=257), "00B00000000101"),
        (Command(0, 0xB0, 0, 0, b"\1", 65536), "00B000000000010" + "10000"),
    ],
)
def test_commands_are_encoded_in_the_four_cases_short_and_extended(command: Command, encoded: str) -> None:
    assert command.encode().hex().upper() == encoded


def test_the_list_of_files() -> None:
    com = bytes.fromhex("60185F0104303130375F36063034303030305C066175636D6E6F")
    assert parse_com(com) == {1, 2, 3, 13, 14, 15}
    with pytest.raises(BadChipData, match="COM"):
        parse_com(b"\x60\x00")
