"""One verification, frame by frame: follow the face, gate its quality, challenge it, keep the best frames, decide."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from face_match.calibration.table import Calibration
from face_match.camera.protocol import Camera, Frame
from face_match.decision import FaceDecision, cannot_tell, decide
from face_match.engines.protocol import Descriptor, Engine
from face_match.errors import EngineUnavailable, ReferenceUnusable
from face_match.geometry import Box, Face
from face_match.liveness.asks import STEPS, TURNS, Ask
from face_match.liveness.watch import LivenessWatch
from face_match.quality.gates import Limits, Quality, assess
from face_match.quality.guidance import Guidance
from face_match.still import Reference, describe_still
from face_match.tracking import FaceTracker

log = logging.getLogger(__name__)

PROBES = 3
BURST_FRAMES = 3
RESTARTS = 1  # of a challenge that was begun: who is replaced again and again would draw until one suits
LOST_SECONDS = 1.0
TURNED_AWAY_SECONDS = 3.0  # a head may turn out of the detector's sight; the descriptors tell whether it is the same
_CAMERA_SECONDS = 5.0
_FRAMES_PER_SECOND_LIMIT = 60
_ANSWERING = STEPS | {Ask.BACK}
_LED = _ANSWERING | {Ask.FLASH}  # what the challenge wants is said before what a gate would like better
_ASKING = {
    Ask.TURN_LEFT: Guidance.TURN_LEFT,
    Ask.TURN_RIGHT: Guidance.TURN_RIGHT,
    Ask.CLOSER: Guidance.CHALLENGE_CLOSER,
    Ask.BACK: Guidance.LOOK_STRAIGHT,
    Ask.FLASH: Guidance.WATCH_SCREEN,
    Ask.STRAIGHT: Guidance.HOLD_STILL,
    Ask.PASSED: Guidance.HOLD_STILL,
    Ask.FAILED: Guidance.LOOK_STRAIGHT,
}


@dataclass(frozen=True, slots=True)
class FaceUpdate:
    """What the screen shows now.

    `quality` is 0..1. `box` is the face as x, y, width, height in parts of the unmirrored picture, None when there is
    no single face. `glow` is the colour (RGB) the screen should show around the picture to light the face, None for its
    usual look. `decision` is set once, in the last update, together with `Guidance.DONE`.
    """

    guidance: Guidance
    quality: float
    box: tuple[float, float, float, float] | None
    glow: tuple[int, int, int] | None = None
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
        watch: LivenessWatch,
        reference: Reference,
        camera: Camera,
        on_update: Callable[[FaceUpdate], None],
        deadline_s: float,
    ) -> None:
        self._engine = engine
        self._calibration = calibration
        self._clock = clock
        self._limits = limits
        self._watch = watch
        self._tracker = FaceTracker(engine)
        self._reference: Reference | None = reference
        self._camera = camera
        self._on_update = on_update
        self._ends_at = clock() + deadline_s
        self._frames_left = int(deadline_s * _FRAMES_PER_SECOND_LIMIT)
        self._trouble: tuple[str, ...] = ()
        self._camera_lost = False
        self._seen: tuple[Box, float] | None = None
        self._restarts = 0
        self.cancelled = threading.Event()
        self.decision: FaceDecision | None = None
        self._step = Ask.STRAIGHT
        self._probes: list[Descriptor] = []
        self._turned: list[Descriptor] = []
        self._turn_undescribed = False
        self._best: tuple[float, Frame] | None = None
        self._burst: list[tuple[float, Frame]] = []

    def run(self) -> None:
        try:
            decision = self._look()
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
                "outcome": decision.decision,
                "engine": decision.engine,
                "reason": ",".join(decision.reasons),
            },
        )
        self._on_update(FaceUpdate(Guidance.DONE, float(decision.decision == "match"), None, decision=decision))

    def _begin_again(self) -> None:
        """Whoever is seen next starts from the beginning, and that is counted once something had been asked."""
        if self._watch.ask is not Ask.STRAIGHT:
            self._restarts += 1
        self._forget_face()

    def _forget_face(self) -> None:
        self._watch.forget()
        self._tracker.forget()
        self._step = Ask.STRAIGHT
        self._best = None
        self._turn_undescribed = False
        for kept in (self._probes, self._turned, self._burst):
            kept.clear()

    def _look(self) -> FaceDecision | None:
        """Frame by frame until a decision; None when cancelled."""
        for frame in self._frames():
            faces = self._tracker.faces(frame)
            suspects = () if faces else self._engine.suspect(frame.image)
            quality = assess(frame.image, faces, self._limits, doubtful=suspects)
            if self._follow(quality.face, frame):
                decision = self._advance(frame, quality)
                if decision is not None:
                    return decision
            if self._restarts > RESTARTS:
                return self._cannot_tell("face_changed")
            self._trouble = quality.failing
            self._tell(frame, quality)
            self._watch.announced(self._clock())
            if self._watch.tick(frame.taken_at) is Ask.FAILED:
                return self._cannot_tell(self._watch.reason or "challenge_not_answered")
        if self.cancelled.is_set():
            return None
        if self._camera_lost:
            return self._cannot_tell("camera_lost")
        trouble = ("challenge_not_answered",) if self._watch.ask in _ANSWERING else self._trouble
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
        patience = TURNED_AWAY_SECONDS if self._watch.ask in _ANSWERING else LOST_SECONDS
        if last is not None and (frame.taken_at - at > patience or (face and jumped(last, face.box))):
            self._begin_again()
            self._seen = None
        if face is not None:
            self._seen = (face.box, frame.taken_at)
        return face is not None

    def _advance(self, frame: Frame, quality: Quality) -> FaceDecision | None:
        """Take one frame with a face one step on: straight look, challenge, burst, decision."""
        face = quality.face
        assert face is not None
        before = self._watch.ask
        match before:
            case Ask.STRAIGHT if quality.good:
                if self._best is None or quality.score > self._best[0]:
                    self._best = (quality.score, frame)
                if self._watch.observe(frame.image, face, frame.taken_at) is not Ask.STRAIGHT:
                    self._take_straight_look()
            case Ask.TURN_LEFT | Ask.TURN_RIGHT | Ask.CLOSER | Ask.BACK | Ask.FLASH:
                if self._turn_undescribed:
                    self._describe_turned(frame)
                answer = self._watch.observe(frame.image, face, frame.taken_at)
                if before in TURNS and answer is Ask.BACK:
                    self._describe_turned(frame)
            case Ask.PASSED if quality.good:
                self._burst.append((quality.score, frame))
                if len(self._burst) >= BURST_FRAMES:
                    return self._conclude()
        if self._watch.ask in STEPS:
            self._step = self._watch.ask
        return None

    def _take_straight_look(self) -> None:
        """The best frame before the challenge is the first probe: everything after is held against it."""
        assert self._best is not None
        descriptor, self._best = self._describe(self._best[1]), None
        if descriptor is None:
            self._begin_again()
        else:
            self._probes.append(descriptor)

    def _conclude(self) -> FaceDecision | None:
        """Describe the best frame of the burst and decide, if so many probes are enough; None to look on.

        What is clear with fewer probes is not looked at longer.
        """
        _, frame = max(self._burst, key=lambda scored: scored[0])
        self._burst.clear()
        descriptor = self._describe(frame)
        if descriptor is None or self._reference is None:
            return None
        if self._is_another(descriptor):
            return self._cannot_tell("face_changed")
        self._probes.append(descriptor)
        clear = self._calibration.clearly_same(self._reference.descriptor, self._probes)
        if not clear and len(self._probes) < PROBES:
            return None
        reference, live = self._reference, self._watch.result()
        return decide(self._calibration, reference.descriptor, self._probes, live, in_doubt=reference.notes)

    def _is_another(self, descriptor: Descriptor) -> bool:
        """Whether the face after the challenge, or one during it, is not the one before."""
        first = self._probes[0]
        turned = max((self._calibration.distance(first, seen) for seen in self._turned), default=float("-inf"))
        return (
            self._calibration.distance(first, descriptor) > self._calibration.threshold_for(1)
            or turned > self._calibration.turned_threshold
            or self._turn_undescribed
        )

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
        notes = self._reference.notes if self._reference is not None else ()
        return cannot_tell(self._calibration, self._watch.result(), *reasons, *notes)

    def _tell(self, frame: Frame, quality: Quality) -> None:
        ask = self._watch.ask
        asked = Guidance.CHALLENGE_BACK if ask is Ask.BACK and self._step is Ask.CLOSER else _ASKING[ask]
        guidance = quality.guidance if quality.guidance and ask not in _LED else asked
        if quality.face is None and ask in _ANSWERING:  # turned too far, or somebody else came
            guidance = Guidance.LOOK_STRAIGHT if quality.guidance is Guidance.NO_FACE else asked
        if quality.guidance is Guidance.ONE_PERSON:
            guidance = Guidance.ONE_PERSON
        box = None
        if quality.face is not None:
            height, width = frame.image.shape[:2]
            b = quality.face.box
            box = (b.x / width, b.y / height, b.width / width, b.height / height)
        if not self.cancelled.is_set():
            self._on_update(FaceUpdate(guidance, quality.score, box, self._watch.glow))


def jumped(before: Box, now: Box) -> bool:
    """Whether a box moved or changed too much between two frames to be the same face (turning moves it by half)."""
    reach = 0.8 * max(before.width, now.width)
    moved = max(abs(before.centre.x - now.centre.x), abs(before.centre.y - now.centre.y))
    return moved > reach or not 0.5 < now.width / before.width < 2.0
