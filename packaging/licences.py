"""Under which licences the locked packages come, and which of them a hospital's product may be shipped with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ALLOWED = frozenset(
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "LGPL-2.1-or-later",
        "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Unlicense", "ZPL-2.1",
        "Zlib",
    }
)  # fmt: skip
"""SPDX names. The LGPL's libraries stay shared libraries that can be replaced; packaging/debian/notice tells how."""

_WORDS = (
    (r"\bAGPL|Affero", "AGPL-3.0-only"),
    (r"\bLGPL|Lesser General", "LGPL-2.1-or-later"),
    (r"\bGPL|General Public", "GPL-3.0-only"),
    (r"Apache", "Apache-2.0"),
    (r"\bMIT\b", "MIT"),
    (r"BSD", "BSD-3-Clause"),
    (r"\bISC", "ISC"),
    (r"Mozilla|\bMPL", "MPL-2.0"),
    (r"Python Software Foundation|\bPSFL?", "PSF-2.0"),
    (r"Boost", "BSL-1.0"),
    (r"Zope|\bZPL", "ZPL-2.1"),
    (r"Public Domain", "CC0-1.0"),
)
"""What older metadata says in words, strictest first."""

EXPLAINED = {
    "apsw": ("any-OSI", "its author lets everybody choose any licence that the Open Source Initiative approved"),
    "qrcode": ("Other/Proprietary License", "BSD; the second classifier says that the words QR Code are a trade mark"),
    "pyside6-essentials": ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "taken under the LGPL"),
    "shiboken6": ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "taken under the LGPL"),
}
"""Packages whose own words the rules would not let pass, with those words and why they are good enough."""


def locked(requirements: Path) -> list[tuple[str, str]]:
    """Names and versions of a file that `make lock` wrote."""
    found = re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ \\;]+)", requirements.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [(name.lower().replace("_", "-"), version) for name, version in found]


def said_by(package: Distribution) -> str:
    """A package's own word: the SPDX expression, else its classifiers, else the beginning of its text."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    classifiers = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    return " AND ".join(classifiers) or str(metadata.get("License") or "")[:60].strip()


def allowed(said: str) -> bool:
    """Whether an expression can be met with licences of the list: of OR one, of AND all."""
    if " OR " in said:
        return any(allowed(part) for part in re.split(r"\s+OR\s+", said))
    if " AND " in said:
        return all(allowed(part) for part in re.split(r"\s+AND\s+", said))
    said = said.strip("() ")
    if said in ALLOWED:
        return True
    spoken = next((name for word, name in _WORDS if re.search(word, said, re.IGNORECASE)), "")
    return spoken in ALLOWED


def problems(requirements: Path) -> Iterator[tuple[str, str]]:
    """Each locked package that may not be shipped, is here in another version, or says nothing of its licence."""
    for name, version in locked(requirements):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            yield name, "is not installed here, so its licence could not be read"
            continue
        if package.version != version:
            yield name, f"is here as {package.version} and locked as {version}"
        said = said_by(package)
        explained = EXPLAINED.get(name)
        if not (explained and explained[0] in said) and not allowed(said):
            yield name, f"says {said or 'nothing of its licence'}"
