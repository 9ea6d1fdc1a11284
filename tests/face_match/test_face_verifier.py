"""The whole verification: the right living person passes; a print, a stranger, a swap and a broken device do not."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from PIL import Image

from face_match import (
    Ask,
    CameraFault,
    DlibEngine,
    EngineUnavailable,
    FaceUpdate,
    FaceVerifier,
    Guidance,
    PortraitRefused,
    ReferenceUnusable,
    SimulatedCamera,
)
from face_match.calibration.table import Calibration
from face_match.demo import demo_portrait
from face_match.demo.stage import Stage
from face_match.engines.protocol import Descriptor, Engine, Model
from face_match.geometry import Face, Picture
from face_match.liveness.policy import DEFAULT_POLICY

TURNS_ONLY = replace(DEFAULT_POLICY, kinds=(Ask.TURN_LEFT, Ask.TURN_RIGHT), answer_seconds=4.0)


def spoken(updates: list[FaceUpdate]) -> list[Guidance]:
    """What the screen said, without repetitions."""
    said = [update.guidance for update in updates]
    return [now for before, now in zip([None, *said], said, strict=False) if now is not before]


def test_the_card_holder_who_turns_as_asked_matches(passed: Any) -> None:
    decision = passed.decision
    assert decision.decision == "match"
    assert decision.score <= decision.threshold
    assert decision.reasons == ()
    assert decision.liveness.status == "live"
    assert decision.liveness.answered == len(decision.liveness.asked) == 2
    assert decision.liveness.apcer == "unknown"
    assert passed.updates[-1].guidance is Guidance.DONE
    assert [update.decision for update in passed.updates[:-1]] == [None] * (len(passed.updates) - 1)


def test_the_screen_asks_for_the_drawn_steps_in_their_order(passed: Any) -> None:
    asked = {
        Ask.TURN_LEFT: Guidance.TURN_LEFT,
        Ask.TURN_RIGHT: Guidance.TURN_RIGHT,
        Ask.CLOSER: Guidance.CHALLENGE_CLOSER,
    }
    steps = [said for said in spoken(passed.updates) if said in asked.values()]
    assert steps == [asked[step] for step in passed.decision.liveness.asked]


def test_the_box_lies_where_the_face_is(passed: Any) -> None:
    boxes = [update.box for update in passed.updates if update.box is not None]
    x, y, width, height = boxes[0]
    assert 0.3 < x + width / 2 < 0.7
    assert 0.3 < y + height / 2 < 0.7


@pytest.mark.parametrize("slanted", [False, True], ids=["held still", "slanted as asked"])
def test_a_print_of_the_right_face_does_not_pass(encounter: Any, slanted: bool) -> None:
    encounter.stage.direct(scene="photo")
    decision = encounter.verify(encounter.obey if slanted else lambda _: None)
    assert decision.decision == "cannot_tell"
    assert decision.reasons[0] == "challenge_not_answered"
    assert decision.score is None
    assert decision.liveness.status == "unsure"


def test_turning_to_the_wrong_side_twice_does_not_pass(turning: Any) -> None:
    turning.stage.direct(scene="face")
    decision = turning.verify(turning.defy)
    assert decision.decision == "cannot_tell"
    assert decision.reasons == ("challenge_wrong_side",)


def test_a_living_stranger_is_no_match(encounter: Any) -> None:
    encounter.stage.direct(scene="stranger")
    decision = encounter.verify(encounter.obey)
    assert decision.decision == "no_match"
    assert decision.score > decision.threshold
    assert decision.reasons == ("above_threshold",)
    assert decision.liveness.status == "live"


def test_a_stranger_who_turns_for_the_print_of_the_card_holder_is_noticed(turning: Any) -> None:
    turning.stage.direct(scene="photo")

    def swap(update: FaceUpdate) -> None:
        asked = update.guidance in {Guidance.TURN_LEFT, Guidance.TURN_RIGHT}
        turning.stage.direct(scene="stranger" if asked else "photo")
        turning.obey(update)

    decision = turning.verify(swap)
    assert decision.decision == "cannot_tell"
    assert {"face_changed", "liveness_unsure"} & set(decision.reasons)


def test_a_head_turned_out_of_sight_is_asked_back_and_its_turn_counts(turning: Any) -> None:
    turning.stage.direct(scene="face")
    away: list[float] = []

    def turn_too_far(update: FaceUpdate) -> None:
        turning.obey(update)
        asked = update.guidance in {Guidance.TURN_LEFT, Guidance.TURN_RIGHT}
        if asked and not away:
            away.append(turning.clock.now)
        hidden = away and turning.clock.now - away[0] < 1.6
        turning.stage.direct(scene="empty" if hidden else "face")

    decision = turning.verify(turn_too_far)
    assert decision.decision == "match"
    assert Guidance.LOOK_STRAIGHT in spoken(turning.updates)[:3]


def test_somebody_who_takes_the_place_of_another_begins_from_the_start(turning: Any) -> None:
    turning.stage.direct(scene="stranger")
    gone: list[float] = []

    def change_places(update: FaceUpdate) -> None:
        turning.obey(update)
        if update.guidance is Guidance.DONE:
            return
        if not gone and update.guidance in {Guidance.TURN_LEFT, Guidance.TURN_RIGHT}:
            gone.append(turning.clock.now)
        if gone and turning.clock.now - gone[0] < 3.5:
            turning.stage.direct(scene="empty")
        elif gone:
            turning.stage.direct(scene="face")

    decision = turning.verify(change_places)
    assert decision.decision == "match"
    assert len(decision.liveness.asked) == 2, "the first person's challenge is forgotten"


def test_nobody_there_ends_at_the_deadline(encounter: Any) -> None:
    decision = encounter.verify(deadline_s=2.0)
    assert (decision.decision, decision.reasons) == ("cannot_tell", ("no_face", "deadline"))
    assert decision.liveness.status == "not_checked"
    assert spoken(encounter.updates) == [Guidance.NO_FACE, Guidance.DONE]


def test_darkness_is_named_as_the_reason(encounter: Any) -> None:
    encounter.stage.direct(scene="face", light=0.35)
    encounter.clock.now += 1
    encounter.stage.frame()
    decision = encounter.verify(deadline_s=2.0)
    assert decision.decision == "cannot_tell"
    assert "luminance" in decision.reasons
    assert Guidance.MORE_LIGHT in spoken(encounter.updates)


@pytest.mark.parametrize("fault", [CameraFault.GONE, CameraFault.FROZEN])
def test_a_camera_that_stops_ends_the_run_with_its_reason(encounter: Any, fault: CameraFault) -> None:
    encounter.stage.direct(scene="face")

    def fail(_: FaceUpdate) -> None:
        encounter.camera.fault = fault

    decision = encounter.verify(fail)
    assert (decision.decision, decision.reasons) == ("cannot_tell", ("camera_lost",))


def test_a_camera_lost_during_the_challenge_is_not_held_against_the_person(turning: Any) -> None:
    turning.stage.direct(scene="face")

    def unplug(update: FaceUpdate) -> None:
        if update.guidance in {Guidance.TURN_LEFT, Guidance.TURN_RIGHT}:
            turning.camera.fault = CameraFault.GONE

    assert turning.verify(unplug).reasons == ("camera_lost",)


def test_late_frames_do_not_stop_a_living_person(encounter: Any) -> None:
    encounter.stage.direct(scene="face")
    encounter.camera.fault = CameraFault.LATE
    assert encounter.verify(encounter.obey).decision == "match"


def test_a_worker_killed_in_the_middle_does_not_disturb_the_run(encounter: Any, engine: DlibEngine) -> None:
    encounter.stage.direct(scene="face")
    killed: list[int] = []

    def kill_once(update: FaceUpdate) -> None:
        encounter.obey(update)
        pid = engine.worker_pid
        if update.guidance in {Guidance.TURN_LEFT, Guidance.TURN_RIGHT} and not killed and pid is not None:
            killed.append(pid)
            os.kill(pid, signal.SIGKILL)

    assert encounter.verify(kill_once).decision == "match"
    assert killed


class BrokenEngine(Engine):
    """Prepares a portrait, and breaks as told before the camera."""

    def __init__(self, engine: DlibEngine, broken: Exception) -> None:
        self.engine = engine
        self.broken = broken

    @property
    def model(self) -> Model:
        return self.engine.model

    def detect(self, picture: Picture, *, fine: bool = False) -> tuple[Face, ...]:
        if not fine:
            raise self.broken
        return self.engine.detect(picture, fine=fine)

    def suspect(self, picture: Picture) -> tuple[Face, ...]:
        return ()

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        return self.engine.describe(picture, face)

    def close(self) -> None:
        """Nothing is held."""


class ScriptedDescriptions(BrokenEngine):
    """The real engine, but for descriptions whose number is named: they are somebody else's."""

    def __init__(self, engine: DlibEngine, *others: int) -> None:
        super().__init__(engine, RuntimeError())
        self.others = others
        self.described = 0

    def detect(self, picture: Picture, *, fine: bool = False) -> tuple[Face, ...]:
        return self.engine.detect(picture, fine=fine)

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        self.described += 1
        if self.described in self.others:
            return np.random.default_rng(self.described).normal(0, 0.1, 128)
        return self.engine.describe(picture, face)


FIRST_TURN, SECOND_TURN, AFTER = 3, 4, 5  # after the portrait's own and the straight look's


@pytest.mark.parametrize("swapped", [FIRST_TURN, SECOND_TURN, AFTER])
def test_a_face_that_is_another_during_or_after_the_challenge_is_noticed(
    turning: Any, calibration: Calibration, engine: DlibEngine, swapped: int
) -> None:
    other = ScriptedDescriptions(engine, swapped)
    turning.verifier = FaceVerifier(other, calibration, turning.clock, policy=TURNS_ONLY)
    turning.stage.direct(scene="face")
    decision = turning.verify(turning.obey)
    assert (decision.decision, decision.reasons) == ("cannot_tell", ("face_changed",))
    assert decision.liveness.status == "live"


def test_what_is_clear_with_two_frames_is_not_looked_at_longer(
    turning: Any, calibration: Calibration, engine: DlibEngine
) -> None:
    counting = ScriptedDescriptions(engine)
    turning.verifier = FaceVerifier(counting, calibration, turning.clock, policy=TURNS_ONLY)
    turning.stage.direct(scene="face")
    assert turning.verify(turning.obey).decision == "match"
    assert counting.described == AFTER


def test_no_more_than_three_frames_are_ever_compared(
    turning: Any, calibration: Calibration, engine: DlibEngine
) -> None:
    never = tuple(replace(entry, value=-50.0) for entry in calibration.thresholds if entry.probes > 1)
    strict = replace(calibration, thresholds=(calibration.thresholds[0], *never))
    counting = ScriptedDescriptions(engine)
    turning.verifier = FaceVerifier(counting, strict, turning.clock, policy=TURNS_ONLY)
    turning.stage.direct(scene="face")
    assert turning.verify(turning.obey).decision == "no_match"
    assert counting.described == AFTER + 1


def test_who_begins_again_and_again_does_not_draw_until_a_challenge_suits(turning: Any) -> None:
    """Somebody hides as soon as a step is asked, and comes back when that is forgotten."""
    turning.stage.direct(scene="face")
    hidden_at: list[float] = []

    def hide_when_asked(update: FaceUpdate) -> None:
        if update.guidance in {Guidance.TURN_LEFT, Guidance.TURN_RIGHT}:
            hidden_at.append(turning.clock.now)
        away = hidden_at and turning.clock.now - hidden_at[-1] < 3.5
        turning.stage.direct(scene="empty" if away else "face")

    decision = turning.verify(hide_when_asked, deadline_s=60.0)
    assert (decision.decision, decision.reasons) == ("cannot_tell", ("face_changed",))


@pytest.mark.parametrize(
    ("broken", "reason"),
    [(EngineUnavailable("worker_died"), "engine_unavailable"), (ZeroDivisionError(), "internal_error")],
)
def test_whatever_breaks_the_visit_gets_an_answer(
    engine: DlibEngine, calibration: Calibration, clock: Any, broken: Exception, reason: str
) -> None:
    stage = Stage(clock)
    verifier = FaceVerifier(BrokenEngine(engine, broken), calibration, clock)
    data = demo_portrait("jpeg")
    reference = verifier.prepare(data, hashlib.sha256(data).hexdigest())
    run = verifier.start(reference, SimulatedCamera(stage.frame, clock), lambda _: None, seed=1, deadline_s=5)
    assert run.join(20)
    assert run.decision is not None
    assert (run.decision.decision, run.decision.reasons) == ("cannot_tell", (reason,))


def test_a_cancelled_run_ends_without_a_decision_and_says_no_more(encounter: Any) -> None:
    encounter.stage.direct(scene="face")
    data = demo_portrait("jpeg")
    reference = encounter.verifier.prepare(data, hashlib.sha256(data).hexdigest())
    run = encounter.verifier.start(reference, encounter.camera, encounter.updates.append, seed=1, deadline_s=30)
    run.cancel()
    assert run.join(20)
    heard = len(encounter.updates)
    assert run.decision is None
    assert all(update.decision is None for update in encounter.updates)
    assert len(encounter.updates) == heard


def test_without_a_seed_the_challenge_comes_from_the_systems_secret_randomness(
    encounter: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = Random(8)
    monkeypatch.setattr("face_match.verifier.secrets.SystemRandom", lambda: secret)
    encounter.stage.direct(scene="face")
    untouched = secret.getstate()
    encounter.verify(encounter.obey, seed=3)
    assert secret.getstate() == untouched
    encounter.verify(encounter.obey, seed=None)
    assert secret.getstate() != untouched


def portrait_of(picture: Picture) -> tuple[bytes, str]:
    from io import BytesIO

    out = BytesIO()
    Image.fromarray(picture).save(out, "JPEG")
    return out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest()


def test_a_portrait_without_a_usable_face_is_refused_before_the_camera_opens(encounter: Any) -> None:
    from face_match.demo import Pose, demo_picture

    for picture, code in (
        (np.full((480, 360, 3), 140, np.uint8), "no_face"),
        (demo_picture(Pose(scale=0.9)), "inter_eye"),
    ):
        with pytest.raises(ReferenceUnusable) as unusable:
            encounter.verifier.prepare(*portrait_of(picture))
        assert unusable.value.code == code
        assert unusable.value.do


def test_a_portrait_whose_hash_does_not_hold_is_refused(encounter: Any) -> None:
    with pytest.raises(PortraitRefused):
        encounter.verifier.prepare(demo_portrait(), "0" * 64)


def test_neither_log_nor_repr_shows_anything_of_a_face(encounter: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    encounter.stage.direct(scene="face")
    encounter.verify(encounter.obey)
    data = demo_portrait("jpeg")
    assert repr(encounter.verifier.prepare(data, hashlib.sha256(data).hexdigest())) == "Reference()"
    records = [record for record in caplog.records if record.name.startswith("face_match")]
    assert records
    for record in records:
        assert not any(isinstance(value, np.ndarray | bytes) for value in vars(record).values())
