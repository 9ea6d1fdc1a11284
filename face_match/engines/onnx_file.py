"""Reads from an ONNX file what must be known before a library loads it: its inputs, and whether its weights are in it.

A walk over the protocol-buffer bytes with the few field numbers of onnx.proto3 that lead there, so that no ONNX package
is needed at a station. Weights may lie in a file beside the model ("external data"): OpenCV opens that file by itself,
and its bytes are covered by no hash.
"""

from __future__ import annotations

from collections.abc import Iterator

from face_match.errors import ModelRefused

_PARTS = {
    "ModelProto": {7: "GraphProto", 20: "TrainingInfoProto", 25: "FunctionProto"},
    "GraphProto": {1: "NodeProto", 5: "TensorProto", 15: "SparseTensorProto"},
    "TrainingInfoProto": {1: "GraphProto", 2: "GraphProto"},
    "FunctionProto": {7: "NodeProto", 11: "AttributeProto"},
    "NodeProto": {5: "AttributeProto"},
    "AttributeProto": {
        5: "TensorProto", 6: "GraphProto", 10: "TensorProto", 11: "GraphProto",
        22: "SparseTensorProto", 23: "SparseTensorProto",
    },
    "SparseTensorProto": {1: "TensorProto", 2: "TensorProto"},
}  # fmt: skip
"""Where tensors may stand: message -> field number -> message."""
_GRAPH, _INITIALIZER, _INPUT, _TENSOR_NAME = 7, 5, 11, 8
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14

Shape = tuple[int, ...]


def input_shape(data: bytes, name: str) -> Shape:
    """The shape of a network's one input as its file declares it; 0 where a dimension is left open.

    :param name: the file's, for the refusal.
    :raises ModelRefused: `model_unusable` when the bytes are no ONNX network, when some weights lie in another file, or
        when there is not exactly one input.
    """
    try:
        view = memoryview(data)
        for tensor in _tensors(view, "ModelProto"):
            fields = dict(_fields(tensor))
            if _EXTERNAL_DATA in fields or fields.get(_DATA_LOCATION):
                raise ModelRefused("model_unusable", f"{name} keeps weights in another file: save it as one file")
        shapes = [shape for graph in _all(view, _GRAPH) for shape in _inputs(graph)]
    except (ValueError, IndexError, RecursionError) as error:
        raise ModelRefused("model_unusable", f"{name} is not an ONNX network") from error
    if len(shapes) != 1:
        raise ModelRefused("model_unusable", f"{name} has {len(shapes)} inputs instead of one picture")
    return shapes[0]


def _tensors(message: memoryview, kind: str) -> Iterator[memoryview]:
    for number, value in _fields(message):
        part = _PARTS[kind].get(number)
        if part is not None and isinstance(value, memoryview):
            if part == "TensorProto":
                yield value
            else:
                yield from _tensors(value, part)


def _inputs(graph: memoryview) -> Iterator[Shape]:
    """Inputs that are fed: older files list their weights among the inputs too."""
    weights = {bytes(name) for tensor in _all(graph, _INITIALIZER) for name in _all(tensor, _TENSOR_NAME)}
    for value in _all(graph, _INPUT):
        if not weights.intersection(map(bytes, _all(value, 1))):
            # ValueInfoProto.type, TypeProto.tensor_type, Tensor.shape, TensorShapeProto.dim, Dimension.dim_value
            kinds = (tensor for kind in _all(value, 2) for tensor in _all(kind, 1))
            dimensions = (d for tensor in kinds for shape in _all(tensor, 2) for d in _all(shape, 1))
            yield tuple(
                next((n for number, n in _fields(d) if number == 1 and isinstance(n, int)), 0) for d in dimensions
            )


def _all(message: memoryview, number: int) -> Iterator[memoryview]:
    return (value for found, value in _fields(message) if found == number and isinstance(value, memoryview))


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """A message's fields in order: numbers as int, everything of a stated length as a view of its bytes.

    :raises ValueError, IndexError: when the bytes are no message.
    """
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        match tag & 7:
            case 0:
                value, at = _varint(message, at)
                yield tag >> 3, value
                continue
            case 1:
                length = 8
            case 2:
                length, at = _varint(message, at)
            case 5:
                length = 4
            case _:
                raise ValueError("unknown wire type")
        if at + length > len(message):
            raise ValueError("field beyond the end")
        yield tag >> 3, message[at : at + length]
        at += length


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
        if shift > 63:
            raise ValueError("number too long")
