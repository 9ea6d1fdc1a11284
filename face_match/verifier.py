"""Compares the person before the camera with a card portrait: prepares the reference, starts and stops runs."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from random import Random

from face_match.calibration.table import Calibration
from face_match.camera.protocol import Camera
from face_match.decision import FaceDecision
from face_match.engines.protocol import Engine
from face_match.liveness.depth import SecondSource
from face_match.liveness.model import PadModel
from face_match.liveness.policy import DEFAULT_POLICY, LivenessPolicy
from face_match.liveness.watch import LivenessWatch
from face_match.portrait.decode import decode_portrait
from face_match.portrait.header import read_header
from face_match.quality.gates import DEFAULT_LIMITS, Limits
from face_match.session import FaceUpdate, Session
from face_match.still import Reference, reference_of


class FaceVerifier:
    """Prepares references and starts verification runs with one engine.

    :param calibration: of the engine's model; without one nobody is compared.
    :param clock: seconds, the same monotonic clock that stamps the camera's frames.
    :param policy: what the liveness check asks for and how it weighs what it sees.
    :param pad_model: a network for passive liveness that the hospital brings along.
    """

    def __init__(
        self,
        engine: Engine,
        calibration: Calibration,
        clock: Callable[[], float],
        limits: Limits = DEFAULT_LIMITS,
        policy: LivenessPolicy = DEFAULT_POLICY,
        pad_model: PadModel | None = None,
    ) -> None:
        self._engine = engine
        self._calibration = calibration
        self._clock = clock
        self._limits = limits
        self._policy = policy
        self._pad_model = pad_model

    def prepare(self, portrait: bytes, sha256: str) -> Reference:
        """Take the descriptor of a chip portrait. Blocks for about 0.3 s: ask when the chip has been read.

        :param portrait: the picture's bytes (JPEG, JP2, J2K), verified by the caller against the signed hashes.
        :param sha256: hexadecimal SHA-256 of those bytes.
        :raises PortraitRefused: when the bytes are not decoded.
        :raises ReferenceUnusable: `no_face`, `several_faces` or `inter_eye` (below 40 px between the eyes).
        :raises EngineUnavailable: when the engine cannot answer.
        """
        return reference_of(
            self._engine,
            decode_portrait(portrait, sha256),
            size_bytes=len(portrait),
            format=read_header(portrait).format,
        )

    def start(
        self,
        reference: Reference,
        camera: Camera,
        on_update: Callable[[FaceUpdate], None],
        *,
        second: SecondSource | None = None,
        seed: int | None = None,
        deadline_s: float = 40.0,
    ) -> FaceRun:
        """Start a run in a thread of its own. The camera stays the caller's: the run does not close it.

        :param on_update: called on the run's thread for each frame; the last call carries the decision.
        :param second: a depth or infra-red camera beside the first; it stays the caller's too.
        :param seed: None (production) draws the challenge from the system's secret randomness.
        :param deadline_s: the run decides `cannot_tell` after this many seconds at the latest.
        """
        random = secrets.SystemRandom() if seed is None else Random(seed)
        return FaceRun(
            Session(
                engine=self._engine,
                calibration=self._calibration,
                clock=self._clock,
                limits=self._limits,
                watch=LivenessWatch(random, self._policy, second, self._pad_model),
                reference=reference,
                camera=camera,
                on_update=on_update,
                deadline_s=deadline_s,
            )
        )


class FaceRun:
    """A verification under way."""

    def __init__(self, session: Session) -> None:
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
