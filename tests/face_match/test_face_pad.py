"""Measuring liveness: rates as ISO/IEC 30107-3 has them, recordings from a folder, rendered presentations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Literal

import cv2
import numpy as np
import pytest
import typer
from face_engine_nets import redness
from PIL import Image
from typer.testing import CliRunner

from face_match.demo import Pose, demo_picture
from face_match.demo.acting import LivePerson
from face_match.demo.attacks import RedrawingReplay
from face_match.geometry import Box, Face, Picture, Point
from face_match.liveness.asks import STEPS, Ask
from face_match.liveness.policy import DEFAULT_POLICY
from face_match.measure import pad_simulated
from face_match.measure.pad import Presentation, report
from face_match.measure.pad_files import PresentationsUnreadable, find_recordings, play
from face_match.measure.pad_run import present
from face_match.measure.pad_simulated import KINDS, simulate
from kiosk.cli import face_pad
from kiosk.cli.face_pad import pad_bench

Outcome = Literal["live", "unsure", "no_response"]


def several(kind: str, outcome: Outcome, count: int, *reasons: str) -> list[Presentation]:
    return [Presentation(f"{kind}/{number}", kind, outcome, 0.0, reasons) for number in range(count)]


def test_rates_are_of_those_answered_and_silence_is_counted_apart() -> None:
    figures = report(
        [*several("live", "live", 95), *several("live", "unsure", 5, "relief"), *several("live", "no_response", 10),
         *several("print", "unsure", 49, "relief"), *several("print", "live", 1), *several("screen", "live", 2),
         *several("screen", "unsure", 18, "moire", "border")]
    )  # fmt: skip
    live, attacks = figures["live"], figures["attacks"]
    assert (live["presentations"], live["errors"], live["bpcer"][0]) == (110, 5, 0.05)
    assert live["bnrr"][0] == pytest.approx(10 / 110, abs=1e-4)
    assert attacks["print"]["apcer"] == pytest.approx([0.02, 0.00354, 0.10495], abs=1e-4), "Wilson"
    assert figures["worst"] == "screen"
    assert attacks["screen"]["decided_by"] == {"moire": 18, "border": 18}
    assert figures["real_apcer"] == "unknown"


def test_without_presentations_there_is_no_rate() -> None:
    figures = report(several("live", "no_response", 3))
    assert figures["live"]["bpcer"] is None
    assert figures["live"]["bnrr"][0] == 1
    assert figures["worst"] is None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person recorded while asked, the same recording without a word of what was asked, and a picture."""
    base = tmp_path_factory.mktemp("recordings")
    for kind in ("live", "screen_replay", "print"):
        (base / kind).mkdir()
    asked = [(Ask.TURN_LEFT, 1.0), (Ask.TURN_RIGHT, 6.0)]
    backs = [4.0, 9.0]
    person = LivePerson(531)
    targets = (base / "live" / "one.avi", base / "screen_replay" / "two.avi")
    writers = [cv2.VideoWriter(str(target), cv2.VideoWriter.fourcc(*"MJPG"), 12, (640, 480)) for target in targets]
    for number in range(140):
        at = number / 12
        ask = Ask.STRAIGHT
        for (step, begins), back in zip(asked, backs, strict=True):
            ask = step if begins <= at < back else Ask.BACK if at >= back else ask
        frame = cv2.cvtColor(person.frame(at, ask), cv2.COLOR_RGB2BGR)
        for writer in writers:
            writer.write(frame)
    for writer in writers:
        writer.release()
    companion = {"asked": [{"ask": step.value, "at_s": at} for step, at in asked]}
    (base / "live" / "one.json").write_text(json.dumps(companion))
    Image.fromarray(demo_picture(Pose())).save(base / "print" / "three.png")
    return base


def test_a_recording_is_asked_what_it_was_asked(engine: Any, folder: Path) -> None:
    found = {recording.path.name: recording for recording in find_recordings(folder)}
    assert {name: recording.kind for name, recording in found.items()} == {
        "one.avi": "live", "two.avi": "screen_replay", "three.png": "print",
    }  # fmt: skip
    assert play(engine, DEFAULT_POLICY, found["one.avi"], 1).outcome == "live"


def test_a_recording_that_saw_another_challenge_fails_ours_and_a_picture_stands_still(
    engine: Any, folder: Path
) -> None:
    found = {recording.path.name: recording for recording in find_recordings(folder)}
    other = next(seed for seed in range(50) if Random(seed).choice(DEFAULT_POLICY.kinds) is Ask.CLOSER)
    assert play(engine, DEFAULT_POLICY, found["two.avi"], other).outcome == "unsure"
    assert play(engine, DEFAULT_POLICY, found["three.png"], 1).reasons == ("challenge_not_answered",)


def test_a_picture_without_a_face_is_no_response(engine: Any, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    Image.new("RGB", (640, 480), (120, 130, 140)).save(tmp_path / "live" / "wall.png")
    [recording] = find_recordings(tmp_path)
    assert play(engine, DEFAULT_POLICY, recording, 1).outcome == "no_response"


@pytest.mark.parametrize(
    "companion",
    ["{", "[]", '{"asked": 3}', '{"asked": [{"ask": "wink", "at_s": 1}]}', '{"asked": [{"ask": "back", "at_s": 1}]}'],
)  # fmt: skip
def test_a_wrong_companion_is_told(tmp_path: Path, companion: str) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "live" / "a.mp4").write_bytes(b"")
    (tmp_path / "live" / "a.json").write_text(companion)
    with pytest.raises(PresentationsUnreadable) as unreadable:
        find_recordings(tmp_path)
    assert "a.json" in unreadable.value.detail


@pytest.mark.parametrize("name", ["broken.mp4", "broken.png"])
def test_a_broken_file_is_told(engine: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / name).write_bytes(b"not a picture")
    [recording] = find_recordings(tmp_path)
    with pytest.raises(PresentationsUnreadable) as unreadable:
        play(engine, DEFAULT_POLICY, recording, 1)
    assert unreadable.value.detail == name


@pytest.mark.parametrize("kind", KINDS)
def test_a_rendered_presentation_repeats_by_its_seed_and_others_differ(kind: str) -> None:
    def frames(seed: int) -> list[Picture]:
        shown = KINDS[kind](seed)
        return [shown.frame(at, Ask.TURN_LEFT) for at in (0.0, 0.7, 1.4)]

    once = frames(541)
    assert all(np.array_equal(one, other) for one, other in zip(once, frames(541), strict=True))
    assert not any(np.array_equal(one, other) for one, other in zip(once, frames(542), strict=True))


@pytest.mark.parametrize("seed", [20_001, 20_002])
@pytest.mark.parametrize("kind", KINDS)
def test_a_rendered_presentation_is_judged_rightly(engine: Any, kind: str, seed: int) -> None:
    """The short form of `make pad`; the seeds took no part in choosing the limits."""
    presentation = simulate(engine, DEFAULT_POLICY, kind, seed)
    assert (presentation.outcome == "live") == (kind == "live")


NOISE: Picture = np.random.default_rng(1).integers(60, 190, (480, 640, 3)).astype(np.uint8)


class Seen:
    """An engine that sees one straight face at the given place of each frame, or nobody (None)."""

    def __init__(self, places: Sequence[int | None]) -> None:
        self._places = iter(places)

    def detect(self, _picture: Picture) -> tuple[Face, ...]:
        x = next(self._places)
        if x is None:
            return ()
        return (Face(Box(x, 140, 190, 190), Point(x + 135, 200), Point(x + 55, 200), Point(x + 95, 260), 1.0),)


def watched(*places: int | None) -> Presentation:
    engine: Any = Seen(places)
    frames = iter([(NOISE, number / 12) for number in range(len(places))])
    return present(engine, DEFAULT_POLICY, lambda *_: next(frames, None), kind="x", name="x/1", random=Random(1))


STRAIGHT, AWAY = [220] * 6, [None] * 38


def test_who_hides_during_a_challenge_is_asked_anew_once_and_that_is_counted() -> None:
    once = watched(*STRAIGHT, *AWAY, *STRAIGHT)
    assert (once.restarts, once.outcome, once.reasons) == (1, "unsure", ("challenge_not_answered",))
    twice = watched(*STRAIGHT, *AWAY, *STRAIGHT, *AWAY, *STRAIGHT)
    assert (twice.restarts, twice.outcome, twice.reasons) == (2, "unsure", ("face_changed",))


def test_a_face_that_jumps_is_another_one() -> None:
    assert watched(*STRAIGHT, *[20] * 6).restarts == 1
    assert watched(*STRAIGHT, *[220] * 6).restarts == 0


def test_who_goes_away_before_anything_was_asked_is_no_restart() -> None:
    assert watched(220, 220, *AWAY, 220, 220) == Presentation("x/1", "x", "no_response", 0.0, ())


def test_a_redrawing_replay_hides_from_a_step_it_has_not_recorded_until_it_is_forgotten() -> None:
    replay = RedrawingReplay(543)
    [first, second] = [ask for _, ask in replay._script if ask in STEPS]
    other = next(ask for ask in sorted(STEPS) if ask not in {first, second})

    def shown(*asks: Ask) -> list[Ask | None]:
        return [replay._playing(0.0, ask) for ask in asks]

    assert shown(Ask.STRAIGHT, first, Ask.BACK, second, Ask.BACK) == [Ask.STRAIGHT, first, Ask.BACK, second, Ask.BACK]
    assert shown(Ask.STRAIGHT, other, other) == [Ask.STRAIGHT, None, None]
    assert shown(Ask.STRAIGHT, first, Ask.BACK, other) == [Ask.STRAIGHT, first, Ask.BACK, None]


app = typer.Typer()
app.command()(pad_bench)


def test_the_command_prints_rates_for_a_folder(folder: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('kinds = ["turn_left", "turn_right"]\n')
    done = CliRunner().invoke(app, [str(folder), "--json", "--policy", str(policy)])
    assert done.exit_code == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["live"]["presentations"] == 1
    assert set(figures["attacks"]) == {"print", "screen_replay"}
    assert "3 of 3" in done.stderr


def test_the_command_renders_and_reads_like_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (face_pad, pad_simulated):
        monkeypatch.setattr(module, "KINDS", {"live": LivePerson})
    done = CliRunner().invoke(app, ["--simulate", "1", "--seed", "20001"])
    assert done.exit_code == 0, done.stderr
    assert "simulation, seeds 20001 to 20001" in done.stdout
    assert "live: 1 presentations, BPCER" in done.stdout
    assert "worst attack type: none; the APCER of real attacks is unknown" in done.stdout


def test_a_station_is_measured_as_its_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Engine, policy and passive network; this one takes nobody of a human colour for living."""
    for module in (face_pad, pad_simulated):
        monkeypatch.setattr(module, "KINDS", {"live": LivePerson})
    net = redness()
    (tmp_path / "redness.onnx").write_bytes(net)
    (tmp_path / "liveness.toml").write_text("steps = 1\n")
    station = tmp_path / "station.toml"
    station.write_text(
        '[station]\nid = "03"\nhospital = "H"\nname = "M"\nfacility = "01999"\njournal = "j.db"\n'
        '[printer]\nkind = "picture"\npath = "slips"\n'
        '[face]\nliveness = "liveness.toml"\npad_model = "redness.onnx"\npad_model_licence = "made here"\n'
        f'pad_model_sha256 = "{hashlib.sha256(net).hexdigest()}"\npad_model_threshold = 0.9\npad_model_size = 32\n'
        'pad_model_live = 0\npad_model_colour = "rgb"\npad_model_logits = false\n'
    )
    done = CliRunner().invoke(app, ["--simulate", "1", "--seed", "20001", "--config", str(station), "--json"])
    assert done.exit_code == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["pad_model"] == "redness.onnx"
    assert "dlib" in figures["engine"]
    assert figures["live"]["decided_by"] == {"model": 1}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["/nowhere"],
        ["/nowhere", "--simulate", "1"],
        ["--simulate", "1", "--policy", "/nowhere.toml"],
        ["--simulate", "1", "--config", "/nowhere.toml"],
    ],
)
def test_what_cannot_be_done_exits_2_with_a_line(arguments: list[str]) -> None:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert done.stderr.strip()
    assert done.stdout == ""
