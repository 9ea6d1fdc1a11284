"""Looks for what no repository and no package may hold: keys, tokens, passwords, real people's and cards' numbers.

The rules stand here, so they run without a network. What is found is told by its rule, file and line, never by its
value: a report is read by more people than the file.
"""

from __future__ import annotations

import math
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST = 4_000_000
"""Bytes of a file that is looked through; larger ones are models and libraries of others, which their hashes name."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Where a rule found something."""

    rule: str
    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and a second look at its first group where the pattern alone says too much."""

    name: str
    pattern: re.Pattern[str]
    real: Callable[[str], bool] = lambda _found: True


def luhn(digits: str) -> bool:
    """Whether a number has a right check digit (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, letter in enumerate(reversed(digits)):
        number = int(letter) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def _card(digits: str) -> bool:
    """A payment card's number that could be somebody's: published test numbers repeat a digit six times and more."""
    return luhn(digits) and not re.search(r"(\d)\1{5}", digits)


def _citizen(digits: str) -> bool:
    """A citizen's number that could be somebody's (circular 59/2021/TT-BCA, Art. 4: province, sex, century, year).

    Ours are made up of the first ten thousand and the last thousand of each year, and of counting up.
    """
    serial = int(digits[6:])
    return (
        1 <= int(digits[:3]) <= 96 and 10_000 <= serial < 999_000 and digits[6:] not in ("012345", "123456", "345678")
    )


_WRITTEN = re.compile(r"[a-z]{5}|(.)\1\1|0123|1234|abcd", re.IGNORECASE)


def _random(text: str) -> bool:
    """Whether a text looks drawn: many different letters and digits, in no order a person would write."""
    counts = [text.count(letter) for letter in set(text)]
    entropy = -sum(count / len(text) * math.log2(count / len(text)) for count in counts)
    mixed = any(letter.isdigit() for letter in text) and any(letter.isalpha() for letter in text)
    return entropy >= min(3.7, 0.9 * math.log2(len(text))) and mixed and not _WRITTEN.search(text)


RULES = (
    Rule("a private key", re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*(?:\\n)?([A-Za-z0-9+/=\s]{60})")),
    Rule("a key of a cloud", re.compile(r"\b((?:AKIA|ASIA)[0-9A-Z]{16})\b")),
    Rule("a key of a service", re.compile(r"\b(AIza[\w-]{35}|[sr]k_live_\w{20,}|xox[abprs]-[\w-]{10,})")),
    Rule("a token of a code host", re.compile(r"\b(gh[opsur]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20})\b")),
    Rule("a signed token", re.compile(r"\b(eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,})")),
    Rule(
        "a password in an address",
        re.compile(r"\b[a-z][a-z0-9+]{2,12}://[^/\s:@\"'{}<>]{1,40}:([^/\s:@\"'{}<>$]{10,})@"),
        _random,
    ),
    Rule(
        "a secret beside its name",
        re.compile(
            r"(?i)(?:secret|token|password|passwd|api_?key|_key)\w*[\"']?\s*[:=]\s*[\"']([A-Za-z0-9+/_=-]{20,})[\"']"
        ),
        _random,
    ),
    Rule(
        "a payment card's number",
        re.compile(r"(?<![\w.])((?:4|5[1-5]|2[2-7]|3[47]|35|6|9704)\d{11,17})(?![\w.])"),
        _card,
    ),
    Rule("a citizen's number", re.compile(r"(?<![\w.])(0\d{11})(?![\w.])"), _citizen),
)


def leaks_in(text: str, path: str) -> Iterator[Leak]:
    """Everything the rules find in a text."""
    for rule in RULES:
        for found in rule.pattern.finditer(text):
            if rule.real(found[1]):
                yield Leak(rule.name, path, text.count("\n", 0, found.start()) + 1)


def leaks_in_file(path: Path, name: str) -> Iterator[Leak]:
    """The same of a file that is text; nothing for another, or for one that is too large."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return
    content = path.read_bytes()
    if b"\0" not in content[:4096]:
        yield from leaks_in(content.decode("utf-8", "replace"), name)


def tracked(root: Path) -> list[str]:
    """The files of a Git repository."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name]
