"""Presentations rendered on the fly: living heads, prints, cut-outs and screens, drawn by seeds; no files.

What this can say: whether the layers do what their physics promises, on rendered heads, halls and attackers of many
kinds. What it cannot say: how often a real attack passes. The real APCER is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random
from typing import Any

import cv2

from face_match.demo.acting import LivePerson, Shown
from face_match.demo.attacks import CutOut, PrintedPhoto, RedrawingReplay, ScreenReplay
from face_match.engines.opening import open_engine
from face_match.engines.protocol import Engine
from face_match.engines.spec import EngineSpec
from face_match.geometry import Picture
from face_match.liveness.asks import Ask
from face_match.liveness.cues.flash import Colour
from face_match.liveness.model import PadModel, PadModelSpec
from face_match.liveness.policy import LivenessPolicy
from face_match.measure.pad import LIVE, Presentation
from face_match.measure.pad_run import present

KINDS: Mapping[str, Callable[[int], Shown]] = {
    LIVE: LivePerson,
    "printed_photo": PrintedPhoto,
    "cut_out": CutOut,
    "screen_replay": ScreenReplay,
    "redrawing_replay": RedrawingReplay,
}
FRAMES_PER_SECOND = 12


def simulate(
    engine: Engine, policy: LivenessPolicy, kind: str, seed: int, model: PadModel | None = None
) -> Presentation:
    """One presentation; the same seed gives the same person, hall, attacker and challenge.

    :raises EngineUnavailable: when the engine cannot answer.
    :raises ModelRefused: when the passive network cannot be run.
    """
    shown = KINDS[kind](seed)
    number = 0

    def scene(ask: Ask, glow: Colour | None) -> tuple[Picture, float]:
        nonlocal number
        number += 1
        at = number / FRAMES_PER_SECOND
        return shown.frame(at, ask, glow), at

    return present(engine, policy, scene, kind=kind, name=f"{kind}/{seed}", random=Random(seed), model=model)


def simulate_each(
    spec: EngineSpec | None,
    policy: LivenessPolicy,
    each: int,
    seed: int,
    jobs: int = 1,
    passive: PadModelSpec | None = None,
) -> Iterator[Presentation]:
    """`each` presentations of every kind, with seeds from `seed` on; in `jobs` processes with an engine of their own.

    :param spec: the engine's, None for dlib.
    :param passive: the station's passive network, if it has one.
    :raises EngineUnavailable: when an engine cannot answer.
    :raises ModelRefused: when the passive network is refused.
    """
    every = [(kind, seed + number) for number in range(each) for kind in KINDS]
    if jobs == 1:
        model = _model(passive)
        with open_engine(spec) as engine:
            for kind, one in every:
                yield simulate(engine, policy, kind, one, model)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (spec, policy, passive)) as pool:
        yield from pool.map(_one, every)


_worker: dict[str, Any] = {}
"""A worker process's engine, policy and passive network."""


def _begin(spec: EngineSpec | None, policy: LivenessPolicy, passive: PadModelSpec | None) -> None:
    cv2.setNumThreads(1)
    _worker.update(engine=open_engine(spec), policy=policy, model=_model(passive))


def _one(job: tuple[str, int]) -> Presentation:
    return simulate(_worker["engine"], _worker["policy"], *job, _worker["model"])


def _model(passive: PadModelSpec | None) -> PadModel | None:
    return None if passive is None else PadModel(passive)
