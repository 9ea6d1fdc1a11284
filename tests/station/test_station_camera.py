"""The station's camera: dark by default, and dark again after every use."""

from __future__ import annotations

import gc
import inspect
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import segno

from chip_reader import Portrait, PortraitFormat
from face_match import (
    Camera,
    CameraFault,
    CameraUnavailable,
    EngineUnavailable,
    FaceDecision,
    FaceUpdate,
    FaceVerifier,
    Guidance,
    Liveness,
    PortraitRefused,
    SecondSource,
    SimulatedCamera,
)
from face_match.liveness.depth import SimulatedSecondSource
from kiosk.station import camera as station_camera
from kiosk.station.camera import NoCamera, StationCamera

PORTRAIT = Portrait(PortraitFormat.JPEG, b"\xff\xd8\xffsynthetic")
DECISION = FaceDecision("match", -6.0, -4.0, "test", "0" * 64, (), Liveness("live"))
SOON = 10.0

Picture = np.ndarray


def qr_picture(text: str) -> Picture:
    rows = [[0 if dark else 255 for dark in row] for row in segno.make(text, error="m").matrix_iter(scale=6, border=4)]
    return np.repeat(np.array(rows, dtype=np.uint8)[:, :, None], 3, axis=2)


EMPTY = np.full((240, 320, 3), 128, dtype=np.uint8)


class Run:
    """A face run that a test decides."""

    def __init__(self, update: Callable[[FaceUpdate], None]) -> None:
        self.update = update
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True

    def join(self, timeout: float | None = None) -> bool:
        return True


class Verifier:
    """Prepares without looking, or raises; starts runs that a test decides."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.problem = problem
        self.runs: list[Run] = []
        self.started = threading.Event()

    def prepare(self, portrait: bytes, sha256: str) -> str:
        assert (portrait, sha256) == (PORTRAIT.data, PORTRAIT.sha256)
        if self.problem is not None:
            raise self.problem
        return "reference"

    def start(
        self,
        reference: str,
        camera: Camera,
        update: Callable[[FaceUpdate], None],
        *,
        second: SecondSource | None,
        deadline_s: float,
    ) -> Run:
        self.second = second
        assert (reference, deadline_s) == ("reference", 30.0)
        self.runs.append(Run(update))
        self.started.set()
        return self.runs[-1]


class Bench:
    """A station camera over simulated ones; `open` counts the cameras open now."""

    def __init__(self) -> None:
        self.picture = EMPTY
        self.verifier = Verifier()
        self.cameras: list[SimulatedCamera] = []
        self.most_open = 0
        self.unavailable = False
        self.closed_verifier = 0
        self.seen: list[str] = []
        self.news = threading.Event()
        self.went_away = threading.Event()
        self.decisions: list[FaceDecision] = []
        self.guided: list[tuple[str, float, str]] = []
        self.seconds: list[SimulatedSecondSource] = []
        self.device = StationCamera(self._open, self._verifier, self._close_verifier, 30.0, self._open_second)

    def _open(self) -> Camera:
        if self.unavailable:
            raise CameraUnavailable("gone")
        self.cameras.append(SimulatedCamera(lambda: self.picture))
        self.most_open = max(self.most_open, self.open)
        return self.cameras[-1]

    def _open_second(self) -> SecondSource:
        self.seconds.append(SimulatedSecondSource("depth", lambda: np.zeros((4, 4), np.uint16)))
        return self.seconds[-1]

    def _verifier(self) -> FaceVerifier:
        return self.verifier  # type: ignore[return-value]

    def _close_verifier(self) -> None:
        self.closed_verifier += 1

    @property
    def open(self) -> int:
        return sum(not camera._closed for camera in self.cameras)

    def scan(self) -> None:
        def seen(text: str) -> None:
            self.seen.append(text)
            self.news.set()

        self.device.scan(seen, self.went_away.set)

    def match(self) -> None:
        def decided(decision: FaceDecision) -> None:
            self.decisions.append(decision)
            self.news.set()

        def guided(guidance: str, quality: float, glow: str) -> None:
            self.guided.append((guidance, quality, glow))

        self.device.match(PORTRAIT, guided, decided, self.went_away.set)


@pytest.fixture
def bench() -> Iterator[Bench]:
    it = Bench()
    yield it
    it.device.close()
    assert it.open == 0
    assert not [thread for thread in threading.enumerate() if thread.name == "capture"]
    assert it.closed_verifier == 1


def test_it_is_dark_until_asked(bench: Bench) -> None:
    assert bench.cameras == []
    assert bench.device.preview() is None


def test_a_qr_held_up_is_read_once(bench: Bench) -> None:
    bench.picture = qr_picture("the text of a QR")
    bench.scan()
    assert bench.news.wait(SOON)
    preview = bench.device.preview()
    assert preview is not None
    assert len(preview.rgb) == preview.width * preview.height * 3
    bench.news.clear()
    bench.picture = qr_picture("another text")
    assert bench.news.wait(SOON)
    assert bench.seen == ["the text of a QR", "another text"]


@pytest.mark.attack
def test_a_qr_too_long_for_any_card_is_not_taken_in(bench: Bench) -> None:
    bench.picture = qr_picture("9" * 1100)
    bench.scan()
    assert not bench.news.wait(0.8)


def test_stop_leaves_the_camera_closed_and_nothing_reported(bench: Bench) -> None:
    bench.scan()
    bench.device.stop()
    bench.picture = qr_picture("too late")
    assert bench.device.preview() is None
    bench.device.close()
    bench.closed_verifier = 0
    assert bench.open == 0
    assert bench.seen == []


def test_a_camera_that_is_not_there_is_away(bench: Bench) -> None:
    bench.unavailable = True
    bench.scan()
    assert bench.went_away.wait(SOON)


def test_a_camera_that_is_lost_while_scanning_is_away(bench: Bench) -> None:
    bench.scan()
    while bench.device.preview() is None:
        threading.Event().wait(0.01)
    bench.cameras[0].fault = CameraFault.GONE
    assert bench.went_away.wait(SOON)


def test_a_camera_without_a_picture_is_away(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(station_camera, "NO_PICTURE_S", 0.2)
    whole = bench._open

    def blind() -> Camera:
        camera = whole()
        assert isinstance(camera, SimulatedCamera)
        camera.fault = CameraFault.GONE
        return camera

    bench.device._open_camera = blind
    bench.scan()
    assert bench.went_away.wait(SOON)


def test_a_face_is_decided_and_the_run_ended(bench: Bench) -> None:
    bench.match()
    assert bench.verifier.started.wait(SOON)
    run = bench.verifier.runs[0]
    run.update(FaceUpdate(Guidance.DONE, 1.0, None, decision=DECISION))
    assert bench.news.wait(SOON)
    bench.device.stop()
    bench.device.close()
    bench.closed_verifier = 0
    assert bench.decisions == [DECISION]
    assert run.cancelled


def test_what_to_ask_of_the_person_and_the_light_for_the_face_are_handed_on(bench: Bench) -> None:
    bench.match()
    assert bench.verifier.started.wait(SOON)
    for glow in (None, (255, 8, 0), (60, 120, 255)):
        bench.verifier.runs[0].update(FaceUpdate(Guidance.HOLD_STILL, 0.9, None, glow))
    assert bench.guided == [("hold_still", 0.9, ""), ("hold_still", 0.9, "#FF0800"), ("hold_still", 0.9, "#3C78FF")]


def test_a_second_camera_sees_only_while_faces_are_compared(bench: Bench) -> None:
    bench.scan()
    bench.match()
    assert bench.verifier.started.wait(SOON)
    [second] = bench.seconds
    assert bench.verifier.second is second
    assert second.latest() is not None
    bench.device.stop()
    bench.device.close()
    bench.closed_verifier = 0
    assert second.latest() is None


def test_a_decision_after_stop_reaches_nobody(bench: Bench) -> None:
    bench.match()
    assert bench.verifier.started.wait(SOON)
    bench.device.stop()
    bench.verifier.runs[0].update(FaceUpdate(Guidance.DONE, 1.0, None, decision=DECISION))
    assert bench.decisions == []


def test_a_portrait_that_cannot_be_used_is_doubt_not_a_verdict(bench: Bench) -> None:
    bench.verifier.problem = PortraitRefused("not_a_picture")
    bench.match()
    assert bench.news.wait(SOON)
    (decision,) = bench.decisions
    assert (decision.decision, decision.reasons, decision.score) == ("cannot_tell", ("portrait_unusable",), None)


@pytest.mark.parametrize("problem", [EngineUnavailable("worker_died"), RuntimeError("unforeseen")])
def test_without_an_engine_the_camera_counts_as_away(bench: Bench, problem: Exception) -> None:
    bench.verifier.problem = problem
    bench.match()
    assert bench.went_away.wait(SOON)


def test_a_camera_is_opened_only_when_the_one_before_is_closed(bench: Bench) -> None:
    for _ in range(4):
        bench.scan()
        bench.device.stop()
        bench.match()
    assert bench.verifier.started.wait(SOON)
    assert bench.most_open == 1


def test_after_a_capture_nothing_holds_the_portrait(bench: Bench) -> None:
    portrait = Portrait(PortraitFormat.JPEG, PORTRAIT.data)
    bench.device.match(portrait, lambda *_: None, lambda _decision: bench.news.set(), bench.went_away.set)
    assert bench.verifier.started.wait(SOON)
    bench.verifier.runs[0].update(FaceUpdate(Guidance.DONE, 1.0, None, decision=DECISION))
    assert bench.news.wait(SOON)
    bench.device.stop()
    assert bench.device._last is not None
    bench.device._last.join()
    bench.verifier.runs.clear()
    gc.collect()
    assert [type(holder).__name__ for holder in gc.get_referrers(portrait) if not inspect.isframe(holder)] == []


def test_a_station_without_a_camera_says_so_at_once() -> None:
    told: list[str] = []
    device = NoCamera()
    device.scan(told.append, lambda: told.append("away"))
    device.match(PORTRAIT, lambda *_: None, lambda _decision: None, lambda: told.append("away"))
    device.stop()
    device.close()
    assert told == ["away", "away"]
    assert device.preview() is None
