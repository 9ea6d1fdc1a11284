"""Any text survives our writing and the reading of two libraries that are not ours, and adds nothing to a message."""

from __future__ import annotations

import unicodedata

import hl7
import pytest
from hl7apy.parser import parse_message
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.fields import tidy
from his_client.hl7v2.encoding import escape, header, message, segment, unescape
from his_client.hl7v2.message import BadMessage, parse
from his_client.hl7v2.values import iso_day, moment, name, read_name, stamp

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
vietnamese = st.lists(st.tuples(st.sampled_from(LETTERS + " "), st.sampled_from(TONES)).map("".join), max_size=40).map(
    "".join
)
hostile = st.text(st.sampled_from(LETTERS + '|^~\\&\r\n\x0b\x1c\x00\x7f\u2028\u0085"#. FSTREXH0D'), max_size=40)
anything = st.one_of(vietnamese, hostile, st.text(max_size=40))


def whole(text: str) -> str:
    """What a receiver is meant to hold: NFC, no outer space, every kind of line end as one, no lone surrogates."""
    for end in "\u0085\u2028\u2029":
        text = text.replace(end, "\n")
    clean = "".join("\ufffd" if 0xD800 <= ord(one) < 0xE000 else one for one in text)
    return unicodedata.normalize("NFC", clean).strip()


def sample(text: str) -> bytes:
    return message(
        header({3: "KIOSK", 9: ("ADT", "A04", "ADT_A01"), 10: "ID1", 11: "P", 12: "2.5.1", 7: "20261124073000"}),
        segment("EVN", {2: "20261124073000"}),
        segment("PID", {1: "1", 3: [(text, "", "", "X"), ("2",)], 5: ((text, "sub"), text, "end"), 8: "M"}),
        segment("PV1", {1: "1", 2: "O"}),
    )


@settings(max_examples=200, deadline=None)
@given(anything)
def test_every_value_is_read_back_as_it_was_written(text: str) -> None:
    assert unescape(escape(text)) == whole(text)
    pid = parse(sample(text)).need("PID")
    read = tidy(whole(text))  # a control character of somebody's stands as a space
    assert (pid.text(5, 1, 1), pid.text(5, 2), pid.text(5, 3)) == (read, read, "end")


@settings(max_examples=200, deadline=None)
@given(anything)
def test_no_text_adds_a_segment_field_repetition_or_component(text: str) -> None:
    content = sample(text)
    assert b"\x0b" not in content
    assert b"\x1c" not in content
    plain = parse(sample("x"))
    ours = parse(content)
    assert [(one.name, len(one.fields)) for one in ours.segments] == [(s.name, len(s.fields)) for s in plain.segments]
    theirs = hl7.parse(content.decode())
    pid = theirs.segment("PID")
    assert [str(one(0)) for one in theirs] == ["MSH", "EVN", "PID", "PV1"]
    assert len(pid) == 9
    assert len(pid(3)) <= 2
    assert str(pid(8)) == "M"
    apy = parse_message(content.decode())
    assert [child.name for child in apy.children] == ["MSH", "EVN", "PID", "PV1"]
    assert len(apy.pid.pid_3) <= 2
    assert apy.pid.pid_8.value == "M"
    assert apy.pid.pid_5.xpn_3.value == "end"


@settings(max_examples=200, deadline=None)
@given(anything)
def test_both_libraries_hold_the_text_we_meant(text: str) -> None:
    content = sample(text).decode()
    if not whole(text):
        return
    theirs = hl7.parse(content)
    given_name = str(theirs.segment("PID")(5)(0)(1)(0))
    # python-hl7 reads \Xhh\ byte by byte as Latin-1; what we write in hex is ASCII, where that is the same.
    assert theirs.unescape(given_name) == whole(text)
    # hl7apy keeps the escapes of what it parsed, so what it holds is unescaped by the other library.
    held = parse_message(content).pid.pid_5.xpn_2[0].children[0].value.value
    assert theirs.unescape(held) == whole(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b^c&d~e\\f", "a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f"),
        ("một\r\nhai", "một\\X0D\\\\X0A\\hai"),
        ("Nguye\u0302\u0303n Đ\u01b0\u0301c", "Nguyễn Đứ" + "c"),
        ('""', "\\X2222\\"),
        ("  A  ", "A"),
        ("\x0b\x1c", ""),
    ],
)
def test_the_escapes_are_those_of_the_standard(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a\\.br\\b", "a\nb"),
        ("\\H\\bold\\N\\", "bold"),
        ("\\X4EC3AD\\", "Ní"),
        ("\\XZZ\\x", "x"),
        ("\\Zlocal\\", ""),
        ("lone \\ mark", "lone \\ mark"),
    ],
)
def test_what_others_escape_is_read(written: str, text: str) -> None:
    assert unescape(written) == text


def test_a_sender_with_other_separators_is_read_with_its_own() -> None:
    found = parse(b"MSH$*%!@$APP*X$F$$$20261124$$ADT*A04$ID$P$2.5.1\rPID$1$$7!F!8*x%9@y\r").need("PID")
    assert [found.part(one) for one in found.repetitions(3)] == ["7$8", "9"]
    assert (found.text(3, 2), found.part(found.repetitions(3)[1], 1, 2)) == ("x", "y")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MSH",
        b"MSH|^~\\&",
        b"PID|1\r",
        b"MSH||||||||\r",
        b"MSH|^^^^|A\r",
        b"MSH|^~\\&|A\r\xff\r",
        b"MSH|^~\\&|A|B|C\rtoolong|1\r",
    ],
)
def test_what_is_no_message_is_told_apart(data: bytes) -> None:
    with pytest.raises(BadMessage):
        parse(data)


@pytest.mark.parametrize("full", ["Nguyễn Đức Mẫu", "Đỗ An", "Y", "Tôn Nữ Thị Ninh", "Công Tằng Tôn Nữ Thị Đào"])
def test_a_name_is_cut_as_hl7_wants_it_and_put_together_again(full: str) -> None:
    pid = parse(message(header({3: "K"}), segment("PID", {5: name(full)}))).need("PID")
    assert read_name(pid, 5) == full
    assert pid.text(5, 1) == full.partition(" ")[0]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("202611240730", "20261124073000+0700"),
        ("20261124003000+0000", "20261124073000+0700"),
        ("20261124073000.1234+0700", "20261124073000+0700"),
        ("20261124", ""),
        ("20261324073000", ""),
        ("２０２６１１２４０７３０", ""),
    ],
)
def test_times_are_read_in_their_own_zone(written: str, said: str) -> None:
    found = moment(written)
    assert (stamp(found) if found else "") == said


@pytest.mark.parametrize(
    ("written", "said"), [("1990", "1990"), ("199003", "1990-03"), ("19900315", "1990-03-15"), ("x", "")]
)
def test_dates_keep_their_precision(written: str, said: str) -> None:
    assert iso_day(written) == said
