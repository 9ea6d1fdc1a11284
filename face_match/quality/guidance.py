"""What the kiosk may ask of the person before the camera."""

from __future__ import annotations

from enum import StrEnum


class Guidance(StrEnum):
    """What to ask of the person. Left and right are the person's own.

    The camera picture is not mirrored: who steps to their own left moves to the picture's right. A preview should be
    mirrored by the screen that draws it, so that it behaves like a looking-glass.

    `CHALLENGE_CLOSER`, `CHALLENGE_BACK` and `WATCH_SCREEN` are asked by a liveness challenge and by no gate.
    """

    NO_FACE = "no_face"
    COME_CLOSER = "come_closer"
    STEP_BACK = "step_back"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    EVEN_LIGHT = "even_light"
    ONE_PERSON = "one_person"
    LOOK_STRAIGHT = "look_straight"
    HOLD_STILL = "hold_still"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    CHALLENGE_CLOSER = "challenge_closer"
    CHALLENGE_BACK = "challenge_back"
    WATCH_SCREEN = "watch_screen"
    SHOW_WHOLE_FACE = "show_whole_face"
    TAKE_OFF_MASK = "take_off_mask"
    DONE = "done"
