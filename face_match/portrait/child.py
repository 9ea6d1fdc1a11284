"""Decodes one untrusted portrait in a process with nothing to lose; run as a file, it imports nothing of this library.

Standard input: the picture. Arguments: the expected width and height. Standard output: raw RGB, exactly
width x height x 3 bytes. Exit 0 when decoded, 3 when the decoder refused; anything else is a death.

JPEG 2000 decoders have a history of heap writes and endless loops, so this process gets 512 MB of memory, 3 s of
processor time, no file it could create, no core dump, and no further file descriptor: neither a file nor a socket.
"""

import resource
import sys
import warnings
from io import BytesIO

from PIL import Image

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 3
REFUSED = 3


def confine() -> None:
    """Give up everything decoding does not need. Pillow's own plugins are loaded before, as that opens files."""
    Image.preinit()
    from PIL import Jpeg2KImagePlugin, JpegImagePlugin  # noqa: F401, PLC0415

    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(what, (limit, limit))


def decode(data: bytes, width: int, height: int) -> bytes:
    """Raw RGB of the stated size.

    :raises ValueError: when the picture has another size.
    :raises OSError: when Pillow cannot decode it.
    """
    with Image.open(BytesIO(data), formats=("JPEG", "JPEG2000")) as picture:
        if picture.size != (width, height):
            raise ValueError("size differs from the header")
        return picture.convert("RGB").tobytes()


def main() -> int:
    warnings.simplefilter("error")  # Pillow only warns between one and two times its own limit
    Image.MAX_IMAGE_PIXELS = 1200 * 1600
    confine()
    try:
        pixels = decode(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    except Exception:  # whatever the bytes provoke, the answer is the same refusal
        return REFUSED
    sys.stdout.buffer.write(pixels)
    return 0


if __name__ == "__main__":
    sys.exit(main())
