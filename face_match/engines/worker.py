"""The worker process behind every engine: networks hold Python's lock, and a library that crashes must not take more.

The parent sends an `EngineSpec` first and gets `("ok", None)`, or `("refused", (code, detail))` before this process
ends. Then each request is `(name, *arguments)` and each answer `("ok", value)` or `("error", type name)`.
"""

from __future__ import annotations

import resource
import sys
from multiprocessing.connection import Connection
from typing import Any

import cv2

from face_match.engines.arcface_network import ArcfaceNetwork
from face_match.engines.dlib_network import DlibNetwork
from face_match.engines.network import Network
from face_match.engines.sface_network import SfaceNetwork
from face_match.engines.spec import EngineSpec
from face_match.engines.yunet import YuNet
from face_match.errors import ModelRefused


def load(spec: EngineSpec) -> Network:
    """The network a spec names, loaded from verified bytes.

    :raises ModelRefused: when a file is not the expected one, or `model_unusable`.
    """
    match spec.kind:
        case "dlib":
            return DlibNetwork(spec.descriptor, spec.detector, mirror=spec.mirror)
        case "sface":
            return SfaceNetwork(spec.descriptor, YuNet(spec.detector), mirror=spec.mirror)
        case "arcface":
            return ArcfaceNetwork(spec.descriptor, YuNet(spec.detector), spec.net_input, mirror=spec.mirror)


def serve(pipe: Connection) -> None:
    """Answer until the parent closes its end. A core dump of this process would hold faces, so none is made."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cv2.setNumThreads(1)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)  # it warns of a target nobody asked for
    try:
        network = load(pipe.recv())
    except ModelRefused as refusal:
        pipe.send(("refused", (refusal.code, refusal.detail)))
        return
    except Exception as error:  # a file may also break a library in ways nobody foresaw
        pipe.send(("refused", ("model_unusable", type(error).__name__)))
        return
    pipe.send(("ok", None))
    while True:
        try:
            name, *arguments = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(("ok", _answer(network, name, arguments)))
        except Exception as error:  # the asker hears of it; the next picture may be a better one
            pipe.send(("error", type(error).__name__))
        arguments = []  # no face waits here for the next request


def _answer(network: Network, name: str, arguments: list[Any]) -> Any:
    match name:
        case "detect":
            return network.detect(*arguments)
        case "suspect":
            return network.suspect(*arguments)
        case _:
            return network.describe(*arguments)


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
