"""Compares the person before the camera with a card portrait: quality, liveness, three good frames, one decision."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from face_match.calibration import Descriptor, distance
from face_match.camera import Camera, Frame
from face_match.decision import FaceDecision, cannot_tell, decide
from face_match.engine import Engine
from face_match.errors import EngineUnavailable, ReferenceUnusable
from face_match.geometry import Box, Face, Picture
from face_match.liveness import DEFAULT_POLICY, Ask, Side, TurnChallenge, TurnPolicy
from face_match.portrait import decode_portrait
from face_match.quality import DEFAULT_LIMITS, Guidance, Limits, Quality, assess

log = logging.getLogger(__name__)

REFERENCE_INTER_EYE_PX = 40.0
PROBES = 3
BURST_FRAMES = 6
TURNED_LIMIT = 0.50
"""A turned face against the same face straight: looser than a match, tight enough that a swap is likely seen."""

_LOST_SECONDS = 1.0
_CAMERA_SECONDS = 5.0
_FRAMES_PER_SECOND_LIMIT = 60
_ASKING = {
    Ask.TURN_LEFT: Guidance.TURN_LEFT,
    Ask.TURN_RIGHT: Guidance.TURN_RIGHT,
    Ask.BACK: Guidance.LOOK_STRAIGHT,
    Ask.STRAIGHT: Guidance.HOLD_STILL,
    Ask.PASSED: Guidance.HOLD_STILL,
    Ask.FAILED: Guidance.LOOK_STRAIGHT,
}


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The card portrait as a descriptor. Lives in memory for one visit; `repr` shows nothing of it."""

    descriptor: Descriptor

    def __repr__(self) -> str:
        return "Reference()"


@dataclass(frozen=True, slots=True)
class FaceUpdate:
    """What the screen shows now.

    `quality` is 0..1. `box` is the face as x, y, width, height in parts of the unmirrored picture, None when there is
    no single face. `decision` is set once, in the last update, together with `Guidance.DONE`.
    """

    guidance: Guidance
    quality: float
    box: tuple[float, float, float, float] | None
    decision: FaceDecision | None = None


class FaceVerifier:
    """Prepares references and starts verification runs with one engine.

    :param clock: seconds, the same monotonic clock that stamps the camera's frames.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float],
        limits: Limits = DEFAULT_LIMITS,
        policy: TurnPolicy = DEFAULT_POLICY,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._limits = limits
        self._policy = policy

    def prepare(self, portrait: bytes, sha256: str) -> Reference:
        """Take the descriptor of a chip portrait. Blocks for about 0.3 s: ask when the chip has been read.

        :param portrait: the picture's bytes (JPEG, JP2, J2K), verified by the caller against the signed hashes.
        :param sha256: hexadecimal SHA-256 of those bytes.
        :raises PortraitRefused: when the bytes are not decoded.
        :raises ReferenceUnusable: `no_face`, `several_faces` or `face_too_small` (below 40 px between the eyes).
        :raises EngineUnavailable: when the engine cannot answer.
        """
        return Reference(describe_still(self._engine, decode_portrait(portrait, sha256)))

    def start(
        self,
        reference: Reference,
        camera: Camera,
        on_update: Callable[[FaceUpdate], None],
        *,
        seed: int | None = None,
        deadline_s: float = 40.0,
    ) -> FaceRun:
        """Start a run in a thread of its own. The camera stays the caller's: the run does not close it.

        :param on_update: called on the run's thread for each frame; the last call carries the decision.
        :param seed: None (production) draws the challenge from the system's secret randomness.
        :param deadline_s: the run decides `cannot_tell` after this many seconds at the latest.
        """
        random = secrets.SystemRandom() if seed is None else Random(seed)
        session = _Session(
            self._engine, self._clock, self._limits, self._policy, reference, camera, on_update, random, deadline_s
        )
        return FaceRun(session)


class FaceRun:
    """A verification under way."""

    def __init__(self, session: _Session) -> None:
        self._session = session
        self._thread = threading.Thread(target=session.run, name="face-run", daemon=True)
        self._thread.start()

    @property
    def decision(self) -> FaceDecision | None:
        """The decision once there is one; None while running and after a cancel."""
        return self._session.decision

    def cancel(self) -> None:
        """Stop soon, without a decision and without a further update once `join` has returned."""
        self._session.cancelled.set()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; False when it still runs after `timeout` seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()


def describe_still(engine: Engine, picture: Picture) -> Descriptor:
    """The descriptor of the one face in a still picture, as a reference or a probe.

    :raises ReferenceUnusable: `no_face`, `several_faces` or `face_too_small`.
    """
    faces = engine.detect(picture, fine=True)
    if not faces:
        raise ReferenceUnusable("no_face")
    face = faces[0]
    if any(other.box.area > DEFAULT_LIMITS.second_face_area * face.box.area for other in faces[1:]):
        raise ReferenceUnusable("several_faces")
    if face.inter_eye < REFERENCE_INTER_EYE_PX:
        raise ReferenceUnusable("face_too_small", f"{face.inter_eye:.0f} px between the eyes")
    return engine.describe(picture, face.box)


class _Session:
    """One run's state; everything biometric in it is dropped when the run ends."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float],
        limits: Limits,
        policy: TurnPolicy,
        reference: Reference,
        camera: Camera,
        on_update: Callable[[FaceUpdate], None],
        random: Random,
        deadline_s: float,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._limits = limits
        self._policy = policy
        self._reference: Reference | None = reference
        self._camera = camera
        self._on_update = on_update
        self._random = random
        self._ends_at = clock() + deadline_s
        self._frames_left = int(deadline_s * _FRAMES_PER_SECOND_LIMIT)
        self._trouble: tuple[str, ...] = ()
        self._seen: tuple[Box, float] | None = None
        self.cancelled = threading.Event()
        self.decision: FaceDecision | None = None
        self._begin_again()

    def run(self) -> None:
        try:
            decision = self._watch()
        except EngineUnavailable:
            decision = self._cannot_tell("engine_unavailable")
        finally:
            self._before = self._turned = self._reference = None
            self._burst.clear()
        if decision is None or self.cancelled.is_set():
            return
        self.decision = decision
        log.info(
            "face decision",
            extra={
                "decision": decision.decision,
                "score": None if decision.score is None else round(decision.score, 2),
                "engine": decision.engine,
                "reasons": decision.reasons,
            },
        )
        self._on_update(FaceUpdate(Guidance.DONE, 1.0 if decision.decision == "match" else 0.0, None, decision))

    def _begin_again(self) -> None:
        """Forget the face seen so far: whoever is seen next starts from the beginning."""
        self._challenge = TurnChallenge(lambda: self._random.choice((Side.LEFT, Side.RIGHT)), self._policy)
        self._before: Descriptor | None = None
        self._turned: Descriptor | None = None
        self._best: tuple[float, Frame] | None = None
        self._burst: list[tuple[float, Frame]] = []

    def _watch(self) -> FaceDecision | None:
        """Frame by frame until a decision; None when cancelled."""
        for frame in self._frames():
            faces = self._engine.detect(frame.image)
            quality = assess(frame.image, faces, self._limits)
            if self._follow(quality.face, frame):
                decision = self._advance(frame, quality)
                if decision is not None:
                    return decision
            self._trouble = quality.failing
            self._tell(frame, quality)
            if self._challenge.tick(frame.taken_at) is Ask.FAILED:
                return self._cannot_tell(self._challenge.reason or "challenge_not_answered")
        if self.cancelled.is_set():
            return None
        if self._challenge.ask in {Ask.TURN_LEFT, Ask.TURN_RIGHT, Ask.BACK}:
            return self._cannot_tell("challenge_not_answered", "deadline")
        return self._cannot_tell(*self._trouble, *(() if "camera_lost" in self._trouble else ("deadline",)))

    def _frames(self) -> Iterator[Frame]:
        """Each new frame, until the deadline, a cancel, too many frames, or a camera that gives none for 5 s."""
        number, came_at = -1, self._clock()
        while not self.cancelled.is_set() and self._frames_left > 0:
            now = self._clock()
            if now > self._ends_at:
                return
            frame = self._camera.latest()
            if frame is not None and frame.number != number:
                number, came_at = frame.number, now
                self._frames_left -= 1
                yield frame
            elif now - came_at > _CAMERA_SECONDS:
                self._trouble = ("camera_lost",)
                return
            else:
                self.cancelled.wait(0.005)

    def _follow(self, face: Face | None, frame: Frame) -> bool:
        """Whether this is the face of the frames before. A face that jumps or was away too long is a new one."""
        last, at = self._seen or (None, frame.taken_at)
        if last is not None and (frame.taken_at - at > _LOST_SECONDS or (face and _jumped(last, face.box))):
            self._begin_again()
            self._seen = None
        if face is not None:
            self._seen = (face.box, frame.taken_at)
        return face is not None

    def _advance(self, frame: Frame, quality: Quality) -> FaceDecision | None:
        """Take one frame with a face one step on: baseline, challenge, burst, decision."""
        face = quality.face
        assert face is not None
        match self._challenge.ask:
            case Ask.STRAIGHT if quality.good:
                if self._best is None or quality.score > self._best[0]:
                    self._best = (quality.score, frame)
                if self._challenge.observe(face.yaw, frame.taken_at) is not Ask.STRAIGHT:
                    self._before, self._best = self._describe(self._best[1]), None
                    if self._before is None:
                        self._begin_again()
            case Ask.TURN_LEFT | Ask.TURN_RIGHT:
                answer = self._challenge.observe(face.yaw, frame.taken_at)
                if answer is Ask.BACK and self._turned is None:
                    self._turned = self._describe(frame)
            case Ask.BACK:
                self._challenge.observe(face.yaw, frame.taken_at)
            case Ask.PASSED if quality.good:
                self._burst.append((quality.score, frame))
                if len(self._burst) >= BURST_FRAMES:
                    return self._conclude()
        return None

    def _conclude(self) -> FaceDecision | None:
        """Compare the best frames of the burst; None when too few of them could be described."""
        best = sorted(self._burst, key=lambda scored: -scored[0])
        self._burst = []
        probes: list[Descriptor] = []
        for _, frame in best:
            descriptor = self._describe(frame)
            if descriptor is not None:
                probes.append(descriptor)
            if len(probes) == PROBES:
                break
        if len(probes) < PROBES or self._before is None or self._reference is None:
            return None
        calibration = self._engine.calibration
        same = max(distance(self._before, probe) for probe in probes) <= calibration.single_threshold
        if not same or self._turned is None or distance(self._before, self._turned) > TURNED_LIMIT:
            return self._cannot_tell("face_changed")
        return decide(calibration, self._reference.descriptor, probes, self._challenge.result)

    def _describe(self, frame: Frame) -> Descriptor | None:
        """The descriptor of the one face in a frame, looked for finely; None when it is not exactly one."""
        try:
            return describe_still(self._engine, frame.image)
        except ReferenceUnusable:
            return None

    def _cannot_tell(self, *reasons: str) -> FaceDecision:
        return cannot_tell(self._engine.calibration, self._challenge.result, *reasons)

    def _tell(self, frame: Frame, quality: Quality) -> None:
        ask = self._challenge.ask
        straight = ask in {Ask.STRAIGHT, Ask.PASSED}
        guidance = quality.guidance if quality.guidance and (straight or quality.face is None) else _ASKING[ask]
        box = None
        if quality.face is not None:
            height, width = frame.image.shape[:2]
            b = quality.face.box
            box = (b.x / width, b.y / height, b.width / width, b.height / height)
        if not self.cancelled.is_set():
            self._on_update(FaceUpdate(guidance, quality.score, box))


def _jumped(before: Box, now: Box) -> bool:
    """Whether a box moved or changed too much between two frames to be the same face (turning moves it by half)."""
    reach = 0.8 * max(before.width, now.width)
    moved = max(abs(before.centre.x - now.centre.x), abs(before.centre.y - now.centre.y))
    return moved > reach or not 0.5 < now.width / before.width < 2.0
