"""Turns a chip portrait's verified bytes into pixels, in a child process that may die without harm."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np

from face_match.errors import PortraitRefused
from face_match.geometry import Picture
from face_match.portrait.header import Header, read_header

MAX_BYTES = 128 * 1024
WALL_SECONDS = 5.0

_CHILD = Path(__file__).with_name("child.py")
_REFUSED = 3  # the child's exit when its decoder said no


def decode_portrait(data: bytes, sha256: str) -> Picture:
    """Decode the portrait whose bytes the caller has verified against the card's signed hashes.

    The hash is recomputed here, so that no other bytes than the verified ones can reach the decoder.

    :param data: JPEG, JP2 or JPEG 2000 codestream, at most 128 KiB and 1200 x 1600 pixels.
    :param sha256: SHA-256 of `data` in hexadecimal, as known to the caller.
    :return: RGB pixels, uint8, shape (height, width, 3).
    :raises PortraitRefused: see its codes; the child's death is one of them, never an exception of another kind.
    """
    if not hmac.compare_digest(hashlib.sha256(data).hexdigest(), sha256.lower()):
        raise PortraitRefused("hash_mismatch")
    if len(data) > MAX_BYTES:
        raise PortraitRefused("too_many_bytes", str(len(data)))
    header = read_header(data)
    pixels = _run_child(data, header)
    return np.frombuffer(pixels, np.uint8).reshape(header.height, header.width, 3)


def _run_child(data: bytes, header: Header) -> bytes:
    size = header.width * header.height * 3
    command = [sys.executable, "-I", str(_CHILD), str(header.width), str(header.height)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        late = threading.Event()

        def end_it() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(WALL_SECONDS, end_it)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):  # a child that died early is judged by its exit below
                child.stdin.write(data)
                child.stdin.close()
            pixels = child.stdout.read(size + 1)  # one more than stated shows a child that says too much
            if len(pixels) > size:
                child.kill()
            status = child.wait()
        finally:
            timer.cancel()
            child.kill()
    if late.is_set():
        raise PortraitRefused("decoder_too_slow")
    if len(pixels) > size:
        raise PortraitRefused("wrong_output")
    if status == _REFUSED:
        raise PortraitRefused("decoder_refused", header.format)
    if status != 0:
        raise PortraitRefused("decoder_died", f"exit {status}")
    if len(pixels) != size:
        raise PortraitRefused("wrong_output")
    return pixels
