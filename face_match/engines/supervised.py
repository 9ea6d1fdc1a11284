"""The parent's side of an engine: one worker process, started afresh when it dies or hangs."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self, cast

import numpy as np

from face_match.engines.protocol import Descriptor, Engine, Model
from face_match.engines.spec import EngineSpec
from face_match.errors import EngineUnavailable, ModelRefused
from face_match.geometry import Face, Picture

log = logging.getLogger(__name__)

START_SECONDS = 30.0
ANSWER_SECONDS = 10.0


class SupervisedEngine(Engine):
    """Detection and descriptors, computed in a spawned worker process.

    The worker is a new process and not a fork, after which dlib hangs; it is started as a module of its own and not by
    `multiprocessing`, which would run the caller's main module (a window, a test run) once more inside it. When it dies
    or hangs it is replaced and the request is asked once more, which is safe because a request changes nothing.

    :param spec: its files are verified here, and again by the worker, in the bytes it then loads.
    :raises ModelRefused: before any process is started.
    """

    def __init__(self, spec: EngineSpec) -> None:
        spec.check()
        self._spec = spec
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._closed = False

    @property
    def model(self) -> Model:
        return self._spec.model

    @property
    def worker_pid(self) -> int | None:
        """Process id of the running worker, for supervision; None before the first request and after its death."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def warm_up(self) -> None:
        """Start the worker and load the models now (about 0.5 s), so that the first patient does not wait for it.

        :raises ModelRefused: when a model is not the verified one any more, or `model_unusable`.
        :raises EngineUnavailable: when the worker cannot be started.
        """
        self._request("detect", np.zeros((96, 96, 3), np.uint8), False)

    def detect(self, picture: Picture, *, fine: bool = False) -> tuple[Face, ...]:
        return cast("tuple[Face, ...]", self._ask("detect", _checked(picture), fine))

    def suspect(self, picture: Picture) -> tuple[Face, ...]:
        return cast("tuple[Face, ...]", self._ask("suspect", _checked(picture)))

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        return cast("Descriptor", self._ask("describe", _checked(picture), face))

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, *request: Any) -> Any:
        try:
            return self._request(*request)
        except ModelRefused as error:
            raise EngineUnavailable("model_refused", str(error)) from error

    def _request(self, *request: Any) -> Any:
        with self._lock:
            if self._closed:
                raise EngineUnavailable("closed")
            try:
                return self._ask_once(request)
            except EngineUnavailable as error:
                if error.code == "worker_failed":
                    raise
                log.warning("face engine worker replaced", extra={"code": error.code})
                return self._ask_once(request)

    def _ask_once(self, request: tuple[Any, ...]) -> Any:
        try:
            return self._exchange(self._pipe or self._start(), request, ANSWER_SECONDS)
        except EngineUnavailable as error:
            if error.code != "worker_failed":
                self._stop()  # a late answer must never be taken for the next request's
            raise
        except ModelRefused:
            self._stop()
            raise

    def _exchange(self, pipe: Connection, request: object, seconds: float) -> Any:
        """Send, and wait for the answer. A worker that takes too long is killed, which ends both waits: a picture is
        larger than the pipe, so that sending to a hanging worker would wait for ever as well."""
        assert self._process is not None
        late = threading.Event()

        def give_up(process: subprocess.Popen[bytes] = self._process) -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            pipe.send(request)
            status, value = pipe.recv()
        except (OSError, EOFError) as error:
            raise EngineUnavailable("worker_too_slow" if late.is_set() else "worker_died") from error
        finally:
            timer.cancel()
            timer.join()
        if status == "refused":
            raise ModelRefused(*value)
        if status != "ok":
            raise EngineUnavailable("worker_failed", str(value))
        return value

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        here = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "face_match.engines.worker", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={**os.environ, "PYTHONPATH": path},
                process_group=0,  # Ctrl-C in the terminal is for the parent, who closes the pipe
            )
        self._pipe = ours
        self._exchange(ours, self._spec, START_SECONDS)
        return ours

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()  # the worker ends by itself at the end of its pipe
            self._pipe = None
        if self._process is not None:
            try:
                self._process.wait(1.0)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _checked(picture: Picture) -> Picture:
    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3:
        raise ValueError("a picture is uint8 RGB of shape (height, width, 3)")
    return np.ascontiguousarray(picture)
