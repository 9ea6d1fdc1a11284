"""What a station asks for and how it weighs what it sees: steps, layers, limits, weights, the score required."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from face_match.errors import FaceMatchError
from face_match.liveness.asks import STEPS, TURNS, Ask
from face_match.value_file import is_number, read_values


class PolicyUnusable(FaceMatchError):
    """A policy file cannot be read, or says something a policy cannot be. `detail` names the key."""

    do = "correct the liveness policy; docs/face-liveness.md lists its keys"


@dataclass(frozen=True, slots=True)
class Cue:
    """One layer: where its limit lies, how much doubt it may bring alone (0..1), and whether it is looked at."""

    limit: float
    weight: float
    on: bool = True


@dataclass(frozen=True, slots=True)
class LivenessPolicy:
    """How much is asked of the person, and how it is judged. Limits are chosen on simulated people: calibrate on site.

    `steps` answers are wanted, drawn from `kinds`, at least one of them a turn, with a pause drawn from `pauses`
    (seconds) between two; `mistakes_allowed` movements that were wrong or not asked for are forgiven. `turned_degrees`
    and `back_degrees` are changes of the estimated yaw against the person's own straight look, which is that of the
    last `straight_frames` once they lie within `steady_degrees`: a flat print slanted by 30 degrees changes the
    estimate by 3 to 9, the nearer the more, a head turned by 20 by 15 to 20. `closer_factor` is by how much the
    inter-eye distance must grow. Nobody answers within `reaction_seconds`; whoever has not answered after
    `answer_seconds` is not asked on.

    The other fields are the layers. What each measures, in which unit, and why it tells heads from pictures is said in
    `face_match.liveness.evidence` and in the module behind it. `flash` is off: bright halls drown it.
    """

    steps: int = 2
    kinds: tuple[Ask, ...] = (Ask.TURN_LEFT, Ask.TURN_RIGHT, Ask.CLOSER)
    mistakes_allowed: int = 1
    turned_degrees: float = 10.0
    back_degrees: float = 6.0
    closer_factor: float = 1.25
    straight_frames: int = 4
    steady_degrees: float = 5.0
    confirming_frames: int = 2
    pauses: tuple[float, ...] = (0.3, 0.6, 0.9, 1.2)
    reaction_seconds: float = 0.25
    answer_seconds: float = 8.0
    required_score: float = 0.5
    relief: Cue = Cue(limit=1.3, weight=1.0)
    nose: Cue = Cue(limit=0.2, weight=0.45)
    perspective: Cue = Cue(limit=0.2, weight=0.4)
    surround: Cue = Cue(limit=12.0, weight=0.75)
    border: Cue = Cue(limit=1.0, weight=0.6)
    moire: Cue = Cue(limit=14.0, weight=0.6)
    colour: Cue = Cue(limit=14.0, weight=0.2)
    flash: Cue = Cue(limit=0.5, weight=0.9, on=False)
    depth: Cue = Cue(limit=8.0, weight=1.0)
    infra_red: Cue = Cue(limit=4.0, weight=0.9)
    model: Cue = Cue(limit=0.5, weight=0.9)

    def __post_init__(self) -> None:
        _check(self)


def policy_from(values: Mapping[str, Any], base: LivenessPolicy | None = None) -> LivenessPolicy:
    """A policy with the given keys changed; a layer is a table of `limit`, `weight` and `on`.

    :raises PolicyUnusable: for an unknown key, a wrong type or a value out of range.
    """
    base = base or DEFAULT_POLICY
    known = {field.name for field in fields(LivenessPolicy)}
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise PolicyUnusable("policy_unusable", name)
        now = getattr(base, name)
        try:
            if isinstance(now, Cue):
                changes[name] = replace(now, **value)
            elif name == "kinds":
                changes[name] = tuple(Ask(kind) for kind in value)
            else:
                changes[name] = tuple(value) if name == "pauses" else value
        except (TypeError, ValueError) as error:
            raise PolicyUnusable("policy_unusable", name) from error
    return replace(base, **changes)


def read_policy(path: Path) -> LivenessPolicy:
    """A policy from a TOML or (by its ending) JSON file; keys that are not given keep the shipped value.

    :raises PolicyUnusable: when the file cannot be read or a key is wrong.
    """
    try:
        values = read_values(path)
    except (OSError, ValueError) as error:
        raise PolicyUnusable("policy_unusable", path.name) from error
    return policy_from(values)


def _check(policy: LivenessPolicy) -> None:
    for field in fields(policy):
        value = getattr(policy, field.name)
        good = True
        if isinstance(value, Cue):
            good = is_number(value.limit) and is_number(value.weight) and isinstance(value.on, bool)
            good = good and value.limit > 0 and 0 <= value.weight <= 1
        elif field.name == "kinds":
            good = bool(set(value) & TURNS) and set(value) <= STEPS
        elif field.name == "pauses":
            good = bool(value) and all(is_number(part) and 0 <= part <= 3 for part in value)
        elif field.name in {"steps", "straight_frames", "confirming_frames"}:
            good = type(value) is int and 1 <= value <= 10
        elif field.name == "mistakes_allowed":
            good = type(value) is int and 0 <= value <= 3
        else:
            good = is_number(value) and value >= 0
        if not good:
            raise PolicyUnusable("policy_unusable", field.name)
    if policy.closer_factor <= 1.05 or policy.required_score > 1:
        raise PolicyUnusable("policy_unusable", "closer_factor" if policy.closer_factor <= 1.05 else "required_score")


DEFAULT_POLICY = LivenessPolicy()
