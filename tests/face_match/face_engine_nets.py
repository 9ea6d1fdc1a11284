"""Tiny ONNX networks whose answers are known beforehand, and the files and specs around them.

`yunet` answers in YuNet's form at any picture size: a blue cell of the fine grid is a face, and so is a red one of the
middle grid. `picking` gives chosen values of its input and nothing else, so that what a network is fed can be read from
what it answers.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from face_match import EngineSpec, ModelFile, NetInput
from face_match.engines.spec import Kind
from face_match.geometry import NOSE_TIP_DEPTH, Box, Face, Picture, Point

Dimensions = list[int | str]
USUAL = NetInput()
PLACES = [(c, y, x) for c in range(3) for y in (30, 50, 80, 100) for x in (10, 35, 60, 75, 90, 104)]
"""Places in a crop (colour, row, column), spread over the face."""
BOX = {8: (0.5, 0.5, 5.0, 6.0), 16: (0.5, 0.5, 7.0, 8.0)}
"""Per stride: the box's middle from the cell's corner, its width and height; all in cells."""
POINTS = {
    8: ((-1.0, -1.0), (1.5, -0.75), (0.25, 0.5), (-0.75, 1.5), (1.0, 1.75)),
    16: ((-1.0, -1.0), (1.0, -1.0), (0.0, 0.25), (-1.0, 1.0), (1.0, 1.0)),
}
"""Per stride, in cells from the cell's corner, as the picture shows them: eyes, nose, mouth; left first."""


def network(
    nodes: list[onnx.NodeProto], feed: Dimensions, outputs: dict[str, Dimensions], weights: dict[str, object]
) -> bytes:
    """The bytes of a network with one input `input`."""
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, feed)],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return bytes(model.SerializeToString())


def yunet(*, names: str = "{}_{}", fault: Literal["short", "nan"] | None = None) -> bytes:
    """A face detector that sees colours. `names` renames its outputs; a fault cuts or poisons them."""
    nodes, outputs, weights = [], dict[str, Dimensions](), dict[str, object]()
    for stride in (8, 16, 32):
        see = np.zeros((1, 3, stride, stride), np.float32)
        if stride == 8:
            see[0, 0] = 1 / 255 / stride**2  # blue, the first channel of OpenCV's order
        if stride == 16:
            see[0, 2] = 1 / 255 / stride**2  # red
        x, y, width, height = BOX.get(stride, BOX[16])
        blind = {
            "obj": [1.0],
            "bbox": [x, y, math.log(width), math.log(height)],
            "kps": np.ravel(POINTS.get(stride, POINTS[16])).tolist(),
        }
        kernels = {"cls": (see, [0.0])} | {
            name: (np.zeros((len(bias), 3, stride, stride), np.float32), bias) for name, bias in blind.items()
        }
        for name, (kernel, bias) in kernels.items():
            out = names.format(name, stride)
            weights |= {f"{out}w": kernel, f"{out}b": np.array(bias, np.float32)}
            weights |= {f"{out}s": np.array([1, -1, len(bias)], np.int64)}
            nodes += [
                helper.make_node("Conv", ["input", f"{out}w", f"{out}b"], [f"{out}c"], strides=[stride] * 2),
                helper.make_node("Transpose", [f"{out}c"], [f"{out}t"], perm=[0, 2, 3, 1]),
                helper.make_node("Reshape", [f"{out}t", f"{out}s"], [f"{out}r" if fault else out]),
            ]
            if fault == "short":
                weights |= {f"{out}{n}": np.array([n], np.int64) for n in (0, 9, 1)}
                nodes.append(helper.make_node("Slice", [f"{out}r", f"{out}0", f"{out}9", f"{out}1"], [out]))
            if fault == "nan":
                weights |= {f"{out}n": np.array([math.nan], np.float32)}
                nodes.append(helper.make_node("Add", [f"{out}r", f"{out}n"], [out]))
            outputs[out] = [1, f"cells{stride}", len(bias)]
    return network(nodes, [1, 3, "height", "width"], outputs, weights)


def picking(
    places: Sequence[tuple[int, int, int]], *, last: bool = False, size: int = 112, open_: bool = False
) -> bytes:
    """A network that gives its input's values at `places` (colour, row, column).

    :param last: colours last; `open_`: the file leaves every dimension open.
    """
    shape = (size, size, 3) if last else (3, size, size)
    index = [np.ravel_multi_index((y, x, c) if last else (c, y, x), shape) for c, y, x in places]
    nodes = [
        helper.make_node("Flatten", ["input"], ["flat"], axis=1),
        helper.make_node("Gather", ["flat", "index"], ["vector"], axis=1),
    ]
    feed: Dimensions = ["n", "a", "b", "c"] if open_ else [1, *shape]
    return network(nodes, feed, {"vector": [1, len(index)]}, {"index": np.array(index, np.int64)})


def redness(*, softmax: bool = True, channels: int = 3, blue: float = -10.0) -> bytes:
    """A passive network of two classes that takes what is red for living: mean red times ten, blue times `blue`.

    With other than three `channels` its weights do not fit its picture, and nothing can run it.
    """
    weight = np.zeros((2, channels), np.float32)
    weight[1, :3] = [10, 0, blue]
    nodes = [
        helper.make_node("GlobalAveragePool", ["input"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("Gemm", ["flat", "weight"], ["score"], transB=1),
    ]
    if softmax:
        nodes.append(helper.make_node("Softmax", ["score"], ["probability"], axis=1))
    answer: dict[str, Dimensions] = {"probability" if softmax else "score": [1, 2]}
    return network(nodes, [1, 3, 32, 32], answer, {"weight": weight})


def file_of(folder: Path, name: str, data: bytes, licence: str = "test") -> ModelFile:
    """Bytes as a model's file, named by their own hash."""
    path = folder / name
    path.write_bytes(data)
    return ModelFile(path, hashlib.sha256(data).hexdigest(), licence)


def spec_of(
    folder: Path,
    kind: Kind,
    descriptor: bytes,
    *,
    detector: bytes | None = None,
    mirror: bool = False,
    net_input: NetInput = USUAL,
) -> EngineSpec:
    """An engine of tiny networks."""
    return EngineSpec(
        kind,
        file_of(folder, "descriptor.onnx", descriptor),
        file_of(folder, "detector.onnx", detector or yunet()),
        mirror,
        net_input,
    )


def ramp() -> Picture:
    """Brightness by place: red grows to the right, green downwards, blue to the left; a level for each pixel."""
    rows, columns = np.indices((256, 256))
    return np.stack([columns, rows, 255 - columns], axis=-1).astype(np.uint8)


def ramp_at(x: float, y: float) -> tuple[float, float, float]:
    """Red, green and blue of the ramp, between pixels too."""
    return x, y, 255 - x


def face_at(points: np.ndarray) -> Face:
    """A face with these five points, in YuNet's order."""
    right_eye, left_eye, nose, right_mouth, left_mouth = (Point(float(x), float(y)) for x, y in points)
    return Face(Box(0, 0, 9, 9), left_eye, right_eye, nose, 1.0, NOSE_TIP_DEPTH, left_mouth, right_mouth)


def black(width: int, height: int) -> Picture:
    return np.zeros((height, width, 3), np.uint8)


def light_cell(picture: Picture, column: int, row: int, *, stride: int = 8, at_width: int = 320) -> None:
    """Light one cell of the grid that lies over the picture once it is reduced to `at_width`: a face for `yunet`."""
    height, width = picture.shape[:2]
    across = width / at_width
    down = height / round(height * at_width / width)
    x, y = (math.floor(n * stride * f) for n, f in ((column, across), (row, down)))
    right, bottom = (math.ceil((n + 1) * stride * f) for n, f in ((column, across), (row, down)))
    picture[y:bottom, x:right, 2 if stride == 8 else 0] = 255
