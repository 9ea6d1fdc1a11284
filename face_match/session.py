"""One verification, frame by frame: follow the face, gate its quality, challenge it, keep the best frames, decide."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from face_match.calibration.table import Calibration
from face_match.camera.protocol import Camera, Frame
from face_match.decision import FaceDecision, cannot_tell, decide
from face_match.engines.protocol import Descriptor, Engine
from face_match.errors import EngineUnavailable, ReferenceUnusable
from face_match.geometry import Box, Face
from face_match.liveness.challenge import Ask, Side, TurnChallenge, TurnPolicy
from face_match.quality.gates import Guidance, Limits, Quality, assess
from face_match.still import Reference, describe_still

log = logging.getLogger(__name__)

PROBES = 3
BURST_FRAMES = 6
_LOST_SECONDS = 1.0
_TURNED_AWAY_SECONDS = 3.0  # a head may turn out of the detector's sight; the descriptors tell whether it is the same
_CAMERA_SECONDS = 5.0
_FRAMES_PER_SECOND_LIMIT = 60
_TURNING = frozenset({Ask.TURN_LEFT, Ask.TURN_RIGHT, Ask.BACK})
_ASKING = {
    Ask.TURN_LEFT: Guidance.TURN_LEFT,
    Ask.TURN_RIGHT: Guidance.TURN_RIGHT,
    Ask.BACK: Guidance.LOOK_STRAIGHT,
    Ask.STRAIGHT: Guidance.HOLD_STILL,
    Ask.PASSED: Guidance.HOLD_STILL,
    Ask.FAILED: Guidance.LOOK_STRAIGHT,
}


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


class Session:
    """One run's state; everything biometric in it is dropped when the run ends."""

    def __init__(
        self,
        *,
        engine: Engine,
        calibration: Calibration,
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
        self._calibration = calibration
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
        self._camera_lost = False
        self._seen: tuple[Box, float] | None = None
        self.cancelled = threading.Event()
        self.decision: FaceDecision | None = None
        self._before: Descriptor | None = None
        self._turned: list[Descriptor] = []
        self._turn_undescribed = False
        self._best: tuple[float, Frame] | None = None
        self._burst: list[tuple[float, Frame]] = []
        self._challenge = self._new_challenge()

    def run(self) -> None:
        try:
            decision = self._watch()
        except EngineUnavailable:
            decision = self._cannot_tell("engine_unavailable")
        except Exception:
            log.exception("face run failed")  # the visit must get an answer, whatever went wrong here
            decision = self._cannot_tell("internal_error")
        finally:
            self._forget_face()
            self._reference = None
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
        """Whoever is seen next starts from the beginning."""
        self._forget_face()
        self._challenge = self._new_challenge()

    def _forget_face(self) -> None:
        self._before = self._best = None
        self._turn_undescribed = False
        self._turned.clear()
        self._burst.clear()

    def _new_challenge(self) -> TurnChallenge:
        return TurnChallenge(lambda: self._random.choice((Side.LEFT, Side.RIGHT)), self._policy)

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
            self._challenge.announced(self._clock())
            if self._challenge.tick(frame.taken_at) is Ask.FAILED:
                return self._cannot_tell(self._challenge.reason or "challenge_not_answered")
        if self.cancelled.is_set():
            return None
        if self._camera_lost:
            return self._cannot_tell("camera_lost")
        trouble = ("challenge_not_answered",) if self._challenge.ask in _TURNING else self._trouble
        return self._cannot_tell(*trouble, "deadline")

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
                self._camera_lost = True
                return
            else:
                self.cancelled.wait(0.005)

    def _follow(self, face: Face | None, frame: Frame) -> bool:
        """Whether this is the face of the frames before. A face that jumps or was away too long is a new one."""
        last, at = self._seen or (None, frame.taken_at)
        patience = _TURNED_AWAY_SECONDS if self._challenge.ask in _TURNING else _LOST_SECONDS
        if last is not None and (frame.taken_at - at > patience or (face and _jumped(last, face.box))):
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
                if answer is Ask.BACK:
                    self._describe_turned(frame)
            case Ask.BACK:
                if self._turn_undescribed:
                    self._describe_turned(frame)
                self._challenge.observe(face.yaw, frame.taken_at)
            case Ask.PASSED if quality.good:
                self._burst.append((quality.score, frame))
                if len(self._burst) >= BURST_FRAMES:
                    return self._conclude()
        return None

    def _conclude(self) -> FaceDecision | None:
        """Compare the best frames of the burst; None when too few of them could be described."""
        best = sorted(self._burst, key=lambda scored: scored[0], reverse=True)
        self._burst.clear()
        probes: list[Descriptor] = []
        for _, frame in best:
            descriptor = self._describe(frame)
            if descriptor is not None:
                probes.append(descriptor)
            if len(probes) == PROBES:
                break
        if len(probes) < PROBES or self._before is None or self._reference is None:
            return None
        calibration = self._calibration
        straight = max(calibration.distance(self._before, probe) for probe in probes)
        turned = max(
            (calibration.distance(self._before, descriptor) for descriptor in self._turned), default=float("inf")
        )
        if straight > calibration.threshold_for(1) or turned > calibration.turned_threshold or self._turn_undescribed:
            return self._cannot_tell("face_changed")
        return decide(calibration, self._reference.descriptor, probes, self._challenge.result)

    def _describe_turned(self, frame: Frame) -> None:
        """The same person must be seen turned as straight; a turned face that cannot be described is tried again."""
        descriptor = self._describe(frame)
        self._turn_undescribed = descriptor is None
        if descriptor is not None:
            self._turned.append(descriptor)

    def _describe(self, frame: Frame) -> Descriptor | None:
        """The descriptor of the one face in a frame, looked for finely; None when it is not exactly one."""
        try:
            return describe_still(self._engine, frame.image)
        except ReferenceUnusable:
            return None

    def _cannot_tell(self, *reasons: str) -> FaceDecision:
        return cannot_tell(self._calibration, self._challenge.result, *reasons)

    def _tell(self, frame: Frame, quality: Quality) -> None:
        ask = self._challenge.ask
        guidance = quality.guidance if quality.guidance and ask not in _TURNING else _ASKING[ask]
        if quality.face is None and ask in _TURNING:  # turned too far, or somebody else came
            guidance = Guidance.LOOK_STRAIGHT if quality.guidance is Guidance.NO_FACE else _ASKING[ask]
        if quality.guidance is Guidance.ONE_PERSON:
            guidance = Guidance.ONE_PERSON
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
