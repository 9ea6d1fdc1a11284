"""Everything that is fuzzed, by name."""

from __future__ import annotations

from fuzz import chip, codes, doors, hospital, money, papers
from fuzz.judge import Target

GROUPS: dict[str, dict[str, Target]] = {
    "chip": chip.TARGETS,
    "codes": codes.TARGETS,
    "hospital": hospital.TARGETS,
    "money": money.TARGETS,
    "papers": papers.TARGETS,
    "doors": doors.TARGETS,
}
"""Targets by what they stand for in the table."""

TARGETS: dict[str, Target] = {name: target for group in GROUPS.values() for name, target in group.items()}
