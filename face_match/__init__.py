"""A portrait and a camera in, a decision with its evidence out.

Open a camera (`open_camera`), start an engine (`open_engine`), prepare the card portrait (`FaceVerifier.prepare`) and
start a run (`FaceVerifier.start`). docs/face-match.md says what a decision is worth.
"""

from face_match.camera.opencv import open_camera
from face_match.camera.protocol import Camera, Frame
from face_match.camera.simulated import CameraFault, SimulatedCamera
from face_match.decision import FaceDecision
from face_match.engines.dlib_engine import DlibEngine
from face_match.engines.models import ModelFile
from face_match.engines.opening import open_engine
from face_match.engines.protocol import Engine
from face_match.engines.spec import EngineSpec, NetInput
from face_match.errors import (
    CameraUnavailable,
    EngineUnavailable,
    FaceMatchError,
    ModelRefused,
    PortraitRefused,
    ReferenceUnusable,
)
from face_match.liveness.asks import Ask
from face_match.liveness.depth import OpenCvSecondSource, SecondSource
from face_match.liveness.model import PadModel, PadModelSpec
from face_match.liveness.policy import LivenessPolicy, PolicyUnusable, read_policy
from face_match.liveness.result import Liveness
from face_match.liveness.watch import LivenessWatch
from face_match.portrait.decode import decode_portrait
from face_match.quality.guidance import Guidance
from face_match.quality.limits import Limits, LimitsUnusable, read_limits
from face_match.session import FaceUpdate
from face_match.still import Reference
from face_match.verifier import FaceRun, FaceVerifier

__all__ = [
    "Ask",
    "Camera",
    "CameraFault",
    "CameraUnavailable",
    "DlibEngine",
    "Engine",
    "EngineSpec",
    "EngineUnavailable",
    "FaceDecision",
    "FaceMatchError",
    "FaceRun",
    "FaceUpdate",
    "FaceVerifier",
    "Frame",
    "Guidance",
    "Limits",
    "LimitsUnusable",
    "Liveness",
    "LivenessPolicy",
    "LivenessWatch",
    "ModelFile",
    "ModelRefused",
    "NetInput",
    "OpenCvSecondSource",
    "PadModel",
    "PadModelSpec",
    "PolicyUnusable",
    "PortraitRefused",
    "Reference",
    "ReferenceUnusable",
    "SecondSource",
    "SimulatedCamera",
    "decode_portrait",
    "open_camera",
    "open_engine",
    "read_limits",
    "read_policy",
]
