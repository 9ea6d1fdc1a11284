"""What a liveness check can ask of a person; the screen turns each into words."""

from __future__ import annotations

from enum import StrEnum


class Ask(StrEnum):
    """What is wanted of the person now, or how the challenge ended. Left and right are the person's own.

    The camera's picture is not mirrored: turned to the own left, the nose moves to the picture's right. `flash` wants
    nothing but a look at the screen while it changes its colour.
    """

    STRAIGHT = "straight"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    CLOSER = "closer"
    BACK = "back"
    FLASH = "flash"
    PASSED = "passed"
    FAILED = "failed"


TURNS = frozenset({Ask.TURN_LEFT, Ask.TURN_RIGHT})
STEPS = TURNS | {Ask.CLOSER}
"""What a challenge can be made of."""

ENDED = frozenset({Ask.PASSED, Ask.FAILED})
