"""A station's liveness policy: what it may say, and how doubt adds up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from face_match.liveness.asks import Ask
from face_match.liveness.policy import DEFAULT_POLICY, Cue, LivenessPolicy, PolicyUnusable, policy_from, read_policy
from face_match.liveness.result import Part, higher_is_live, lower_is_live


def test_the_shipped_policy_is_short_and_shows_no_colours() -> None:
    assert DEFAULT_POLICY.steps == 2
    assert not DEFAULT_POLICY.flash.on


def test_only_what_is_named_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('steps = 3\nkinds = ["turn_left", "turn_right"]\n[relief]\nlimit = 2.0\n[moire]\non = false\n')
    policy = read_policy(file)
    assert policy.steps == 3
    assert policy.kinds == (Ask.TURN_LEFT, Ask.TURN_RIGHT)
    assert policy.relief == Cue(2.0, DEFAULT_POLICY.relief.weight)
    assert not policy.moire.on
    assert policy.surround == DEFAULT_POLICY.surround


def test_a_policy_may_be_json(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_text('{"flash": {"on": true}, "pauses": [0.5]}')
    assert read_policy(file).flash.on
    assert read_policy(file).pauses == (0.5,)


@pytest.mark.parametrize(
    "values",
    [{"stepps": 1}, {"steps": 0}, {"steps": True}, {"kinds": ["closer"]}, {"kinds": ["wink"]}, {"kinds": 3},
     {"relief": {"limit": 0}}, {"relief": {"weight": 2}}, {"relief": {"high": 1}}, {"relief": 3}, {"pauses": []},
     {"answer_seconds": float("nan")}, {"closer_factor": 1.0}, {"required_score": 1.5}, {"moire": {"on": "yes"}}],
)  # fmt: skip
def test_a_senseless_policy_is_refused_with_its_key(values: dict[str, Any]) -> None:
    with pytest.raises(PolicyUnusable) as refused:
        policy_from(values)
    assert refused.value.detail == next(iter(values))


@pytest.mark.parametrize("text", ["steps =", "[1]", "\x00"])
def test_a_file_that_is_no_policy_is_refused(tmp_path: Path, text: str) -> None:
    for name in ("policy.toml", "policy.json"):
        (tmp_path / name).write_text(text)
        with pytest.raises(PolicyUnusable):
            read_policy(tmp_path / name)
    with pytest.raises(PolicyUnusable):
        read_policy(tmp_path / "missing.toml")


def test_a_policy_is_checked_however_it_is_made() -> None:
    with pytest.raises(PolicyUnusable):
        LivenessPolicy(mistakes_allowed=9)


@given(st.floats(0, 100), st.floats(0.1, 50))
def test_a_score_is_half_at_the_limit_and_never_leaves_its_range(value: float, limit: float) -> None:
    assert higher_is_live(limit, limit) == lower_is_live(limit, limit) == 0.5
    assert 0 <= higher_is_live(value, limit) <= 1
    assert lower_is_live(value, limit) == pytest.approx(1 - higher_is_live(value, limit))


@pytest.mark.parametrize(("score", "weight", "factor"), [(1, 1, 1), (0, 1, 0), (0, 0.3, 0.7), (0.5, 0.4, 0.8)])
def test_a_weight_is_the_doubt_a_cue_can_bring_alone(score: float, weight: float, factor: float) -> None:
    assert Part("any", 1.0, 1.0, "px", score, weight, "test").factor == pytest.approx(factor)


def test_the_page_on_liveness_says_the_shipped_limits_and_weights() -> None:
    page = (Path(__file__).parents[2] / "docs" / "face-liveness.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row.split("|") for row in page.splitlines() if row.startswith("| `")}
    layers = {name for name in LivenessPolicy.__slots__ if isinstance(getattr(DEFAULT_POLICY, name), Cue)}
    assert set(rows) == layers
    for name in layers - {"model"}:
        cue = getattr(DEFAULT_POLICY, name)
        assert f"{cue.limit:g}" in rows[name][4].split(), name
        assert rows[name][5].strip() == f"{cue.weight:g}", name
        assert ("(off)" in rows[name][1]) != cue.on, name
