"""A chip portrait is decoded only when its hash holds, its header is modest, and only by a confined child."""

from __future__ import annotations

import contextlib
import hashlib
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from face_match import PortraitRefused, decode_portrait
from face_match.demo import demo_portrait
from face_match.portrait import child as portrait_child
from face_match.portrait import decode as portrait
from face_match.portrait.header import MAX_HEIGHT, MAX_WIDTH, read_header


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def encoded(format: str, size: tuple[int, int] = (90, 120), **options: bool) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (120, 90, 60)).save(out, format, **options)
    return out.getvalue()


JPEG = encoded("JPEG")
PROGRESSIVE = encoded("JPEG", progressive=True)
JP2 = encoded("JPEG2000")
CODESTREAM = encoded("JPEG2000", no_jp2=True)


def refusal(data: bytes, digest: str | None = None) -> str:
    with pytest.raises(PortraitRefused) as refused:
        decode_portrait(data, digest or sha256(data))
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "expected"), [(JPEG, "jpeg"), (PROGRESSIVE, "jpeg"), (JP2, "jp2"), (CODESTREAM, "j2k")]
)
def test_the_formats_of_a_card_portrait_are_decoded_to_rgb(data: bytes, expected: str) -> None:
    header = read_header(data)
    assert (header.format, header.width, header.height) == (expected, 90, 120)
    pixels = decode_portrait(data, sha256(data).upper())
    assert pixels.shape == (120, 90, 3)
    assert pixels.dtype == np.uint8
    assert np.abs(pixels.astype(int) - (120, 90, 60)).max() < 8


def test_a_grey_portrait_becomes_rgb() -> None:
    out = BytesIO()
    Image.new("L", (90, 120), 77).save(out, "JPEG2000")
    assert decode_portrait(out.getvalue(), sha256(out.getvalue())).shape == (120, 90, 3)


def test_other_bytes_than_the_verified_ones_never_reach_the_decoder() -> None:
    assert refusal(demo_portrait("jp2"), sha256(b"something else")) == "hash_mismatch"


@pytest.mark.parametrize("format", ["PNG", "GIF", "TIFF", "BMP", "WEBP"])
def test_other_picture_formats_are_refused(format: str) -> None:
    assert refusal(encoded(format)) == "format_not_allowed"


@pytest.mark.parametrize("size", [(MAX_WIDTH + 1, 100), (100, MAX_HEIGHT + 1)])
@pytest.mark.parametrize("format", ["JPEG", "JPEG2000"])
def test_a_picture_beyond_the_limits_is_refused_by_its_header(format: str, size: tuple[int, int]) -> None:
    assert refusal(encoded(format, size)) == "too_large"


def test_a_jp2_that_states_two_sizes_is_refused() -> None:
    data = bytearray(JP2)
    at = data.index(b"ihdr") + 4
    data[at : at + 8] = struct.pack(">II", 12, 9)
    assert refusal(bytes(data)) == "header_broken"


def test_a_codestream_claiming_gigapixels_is_refused_without_being_decoded() -> None:
    data = bytearray(CODESTREAM)
    data[8:16] = struct.pack(">II", 60000, 60000)
    assert refusal(bytes(data)) == "too_large"


def test_a_truncated_portrait_is_refused_and_not_half_decoded() -> None:
    data = demo_portrait("jpeg")
    assert refusal(data[: len(data) // 2]) == "decoder_refused"


def test_more_bytes_than_a_data_group_holds_are_refused() -> None:
    assert refusal(JPEG + bytes(portrait.MAX_BYTES)) == "too_many_bytes"


@given(
    st.binary(max_size=300), st.sampled_from([b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  \r\n\x87\n", b""])
)
def test_any_bytes_give_a_header_or_a_refusal(tail: bytes, start: bytes) -> None:
    try:
        header = read_header(start + tail)
    except PortraitRefused:
        return
    assert 1 <= header.width <= MAX_WIDTH
    assert 1 <= header.height <= MAX_HEIGHT


@given(st.integers(0, 1200), st.integers(0, 255))
def test_a_portrait_with_one_changed_byte_gives_a_header_or_a_refusal(at: int, value: int) -> None:
    data = bytearray(JP2)
    data[at % len(data)] = value
    with contextlib.suppress(PortraitRefused):
        header = read_header(bytes(data))
        assert header.width * header.height <= MAX_WIDTH * MAX_HEIGHT


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        ("import os; os.kill(os.getpid(), 11)", "decoder_died"),
        ("import sys; sys.exit(1)", "decoder_died"),
        ("import sys; sys.exit(3)", "decoder_refused"),
        ("import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(b'x' * 5)", "wrong_output"),
        ("import sys\nwhile True: sys.stdout.buffer.write(b'x' * 65536)", "wrong_output"),
        ("import time; time.sleep(60)", "decoder_too_slow"),
    ],
    ids=["crashes", "fails", "refuses", "says-too-little", "says-endlessly", "never-answers"],
)
def test_whatever_the_child_does_the_parent_gets_a_typed_refusal(
    behaviour: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(behaviour, "utf-8")
    monkeypatch.setattr(portrait, "_CHILD", child)
    monkeypatch.setattr(portrait, "WALL_SECONDS", 1.5)
    assert refusal(JPEG) == code


def confined(then: str) -> subprocess.CompletedProcess[str]:
    """Run a statement in a process confined as the decoder is."""
    code = (
        f"import runpy; child = runpy.run_path({portrait_child.__file__!r}); import socket; child['confine']()\n{then}"
    )
    return subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        ("open('/etc/hostname')", "OSError"),
        ("socket.socket()", "OSError"),
        ("bytearray(600 * 1024 * 1024)", "MemoryError"),
    ],
    ids=["a file", "a socket", "600 MB"],
)
def test_the_decoder_can_have_neither(attempt: str, error: str) -> None:
    answer = confined(f"try:\n    {attempt}\nexcept {error}:\n    print('denied')")
    assert answer.stdout.strip() == "denied"


def test_an_endless_decoder_is_stopped_by_its_processor_limit() -> None:
    assert confined("while True: pass").returncode < 0


def test_a_header_the_decoder_disagrees_with_is_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        portrait_child.decode(JPEG, 91, 120)
