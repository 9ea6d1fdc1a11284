"""What goes over a spoiled line: the faults, and requests and answers of HTTP and of framed protocols as bytes."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum

HUGE = 10 * 1024 * 1024
_PAGE = "<html><body><h1>Hệ thống đang bảo trì</h1></body></html>".encode()
_HTML = b"Content-Type: text/html; charset=utf-8"


class Fault(StrEnum):
    """What becomes of one call."""

    RESET = "reset_after_send"
    """The request was taken, and the connection broken."""
    HANG = "hang"
    HTML = "html_with_200"
    REDIRECT = "redirect"
    ERROR_500 = "http_500"
    ERROR_502 = "http_502"
    ERROR_503 = "http_503_retry_after"
    TOO_MANY = "http_429_retry_after"
    SLOW = "slow_body"
    SLOW_HEAD = "slow_head"
    """Slow from the first byte of the answer on."""
    LOST = "committed_answer_lost"
    LATE = "committed_answer_late"
    GATEWAY = "committed_http_502"
    TRUNCATED = "truncated_body"
    MISNAMED = "wrong_charset_named"
    """The body is UTF-8, and the header calls it something else."""
    OTHER_CHARSET = "wrong_charset_sent"
    """The header says UTF-8, and the body is something else."""
    HUGE = "huge_body"
    DUPLICATE = "duplicate"
    """The request is delivered twice, one after the other; the second answer comes back."""
    TWICE = "answered_twice"
    """The answer comes, and once more on the same connection, where the next answer should be."""
    OTHER = "another_requests_answer"

    @property
    def delivered(self) -> bool:
        """Whether the neighbour is given the request all the same."""
        return self in _DELIVERED

    @property
    def of_http(self) -> bool:
        """Whether only HTTP knows it."""
        return self in _OF_HTTP


_DELIVERED = frozenset(list(Fault)[list(Fault).index(Fault.SLOW) :])
_OF_HTTP = frozenset(
    (Fault.REDIRECT, Fault.ERROR_500, Fault.ERROR_502, Fault.ERROR_503, Fault.TOO_MANY, Fault.GATEWAY)
) | frozenset((Fault.MISNAMED, Fault.OTHER_CHARSET))


@dataclass(frozen=True, slots=True)
class Request:
    """A request: `head` with its empty line, `body`, and `kind`, what it asks without what it asks it about."""

    head: bytes
    body: bytes
    kind: str

    @property
    def about(self) -> str:
        """Its kind, for people."""
        return self.kind

    @property
    def content(self) -> bytes:
        """What tells it from another of its kind."""
        return self.head.partition(b"\r\n")[0] + b"\n" + self.body

    @property
    def onward(self) -> bytes:
        """As the neighbour is given it: one request on one connection."""
        if not self.kind.partition(" ")[2]:
            return self.head + self.body
        lines = [line for line in self.head[:-4].split(b"\r\n") if not line.lower().startswith(b"connection:")]
        return b"\r\n".join([*lines, b"Connection: close", b"", b""]) + self.body


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `head` with its empty line (empty for a frame), `body`, and the status of HTTP (200 for a frame)."""

    head: bytes
    body: bytes
    status: int = 200

    @property
    def whole(self) -> bytes:
        """All of it."""
        return self.head + self.body

    @classmethod
    def of_http(cls, data: bytes) -> Answer:
        """A whole answer of HTTP, read to the end of its connection.

        :raises ValueError: when it is none.
        """
        head, found, body = data.partition(b"\r\n\r\n")
        if not found:
            raise ValueError("no answer")
        return cls(head + b"\r\n\r\n", body, int(head.split(b" ", 2)[1]))


@dataclass(frozen=True, slots=True)
class Frames:
    """How a protocol that is not HTTP cuts messages: each ends with `end`, or has its length in `length` bytes before
    it; the neighbour answers with `answers` messages."""

    end: bytes = b""
    length: int = 0
    answers: int = 1

    async def request(self, reader: asyncio.StreamReader) -> Request:
        """The next message."""
        return Request(b"", await self._one(reader), "message")

    async def answer(self, reader: asyncio.StreamReader) -> Answer:
        """What the neighbour says to one message."""
        return Answer(b"", b"".join([await self._one(reader) for _ in range(self.answers)]))

    async def _one(self, reader: asyncio.StreamReader) -> bytes:
        if self.end:
            return await reader.readuntil(self.end)
        head = await reader.readexactly(self.length)
        return head + await reader.readexactly(int.from_bytes(head, "big"))


async def read_http(reader: asyncio.StreamReader) -> Request:
    """The next request of HTTP with its body.

    :raises asyncio.IncompleteReadError, ValueError: when there is none, or it is malformed.
    """
    head = await reader.readuntil(b"\r\n\r\n")
    method, path, _ = head.partition(b"\r\n")[0].decode("latin-1").split(" ")
    length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    body = await reader.readexactly(int(length[1])) if length else b""
    return Request(head, body, f"{method} {_without_names(path)}")


def http_answer(status: bytes, headers: bytes, body: bytes, length: int | None = None) -> Answer:
    """An answer that says it has so many bytes (its own number by default) and keeps the connection open."""
    said = len(body) if length is None else length
    head = b"HTTP/1.1 %b\r\n%b\r\nContent-Length: %d\r\n\r\n" % (status, headers, said)
    return Answer(head, body, int(status.split()[0]))


def spoiled(fault: Fault | None, answer: Answer | None, trap: str) -> Answer:
    """What is sent back. `trap` is where a redirect leads."""
    match fault:
        case Fault.HTML if answer is None:
            return http_answer(b"200 OK", _HTML, _PAGE)
        case Fault.ERROR_500:
            return http_answer(b"500 Internal Server Error", _HTML, _PAGE)
        case Fault.ERROR_502 | Fault.GATEWAY:
            return http_answer(b"502 Bad Gateway", _HTML, _PAGE)
        case Fault.ERROR_503:
            return http_answer(b"503 Service Unavailable", _HTML + b"\r\nRetry-After: 120", _PAGE)
        case Fault.TOO_MANY:
            return http_answer(b"429 Too Many Requests", _HTML + b"\r\nRetry-After: 120", _PAGE)
        case Fault.REDIRECT:
            where = f"Location: {trap}/elsewhere".encode()
            return http_answer(b"307 Temporary Redirect", _HTML + b"\r\n" + where, b"{}")
    assert answer is not None
    if not answer.head:
        return _spoiled_frame(fault, answer)
    match fault:
        case Fault.TRUNCATED:
            return replace(_kept(answer), body=answer.body[: len(answer.body) // 2])
        case Fault.MISNAMED:
            return _kept(replace(answer, body=_in_letters(answer.body)), charset="iso-8859-1")
        case Fault.OTHER_CHARSET:
            return _kept(replace(answer, body=_in_letters(answer.body).decode().encode("utf-16")))
        case Fault.HUGE:
            return _kept(replace(answer, body=answer.body + b" " * HUGE))
        case Fault.TWICE | Fault.SLOW | Fault.SLOW_HEAD:
            return _kept(answer)
        case _:
            return answer


def _spoiled_frame(fault: Fault | None, answer: Answer) -> Answer:
    match fault:
        case Fault.TRUNCATED:
            return replace(answer, body=answer.body[: len(answer.body) // 2])
        case Fault.HUGE:
            return replace(answer, body=answer.body[:1] + b"\x7f" * HUGE)
        case _:
            return answer


def _kept(answer: Answer, charset: str = "utf-8") -> Answer:
    """The same answer with a length of its own, on a connection that stays open, in a named charset."""
    kept = [
        line
        for line in answer.head[:-4].split(b"\r\n")
        if not line.lower().startswith((b"connection:", b"content-length:", b"transfer-encoding:", b"content-type:"))
    ]
    media = re.search(rb"\r\ncontent-type: *([^;\r]+)", answer.head, re.IGNORECASE)
    kept += [
        b"Content-Type: %b; charset=%b" % (media[1] if media else b"application/json", charset.encode()),
        b"Content-Length: %d" % len(answer.body),
    ]
    return replace(answer, head=b"\r\n".join([*kept, b"", b""]))


def _in_letters(body: bytes) -> bytes:
    """JSON with its letters as such and not as escapes, so that a charset matters; anything else as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")).encode()
    except ValueError:
        return body


def _without_names(path: str) -> str:
    """A path without its query, and with a star for every part that names something."""
    parts = path.partition("?")[0].split("/")
    return "/".join("*" if re.search(r"\d|[:.%]", part) else part for part in parts)
