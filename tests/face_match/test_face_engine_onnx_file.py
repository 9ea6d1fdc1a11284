"""What is read from an ONNX file before it is loaded agrees with the ONNX package; weights elsewhere are refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import onnx
import pytest
from face_engine_nets import file_of, network, picking, yunet
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from face_match import ModelRefused
from face_match.engines import onnx_file
from face_match.engines.onnx_file import input_shape
from face_match.engines.yunet import YuNet


def test_the_numbers_of_the_fields_are_those_of_the_format() -> None:
    for message, parts in onnx_file._PARTS.items():
        fields = {field.number: field for field in getattr(onnx, message).DESCRIPTOR.fields}
        for number, part in parts.items():
            assert fields[number].message_type.name == part


def test_every_way_to_a_tensor_is_followed() -> None:
    known = {"TensorProto", *onnx_file._PARTS}
    for message, parts in onnx_file._PARTS.items():
        for field in getattr(onnx, message).DESCRIPTOR.fields:
            if field.message_type is not None and field.message_type.name in known:
                assert parts.get(field.number) == field.message_type.name, f"{message}.{field.name}"


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        (picking([(0, 0, 0)]), (1, 3, 112, 112)),
        (picking([(0, 0, 0)], last=True), (1, 112, 112, 3)),
        (picking([(0, 0, 0)], open_=True), (0, 0, 0, 0)),
        (yunet(), (1, 3, 0, 0)),
    ],
)
def test_the_declared_shape_is_read_with_0_for_what_is_left_open(data: bytes, shape: tuple[int, ...]) -> None:
    assert input_shape(data, "net.onnx") == shape


def test_weights_listed_among_the_inputs_are_not_fed() -> None:
    model = onnx.load_from_string(picking([(0, 0, 0)]))
    model.graph.input.append(helper.make_tensor_value_info("index", TensorProto.INT64, [1]))
    assert input_shape(model.SerializeToString(), "old.onnx") == (1, 3, 112, 112)


def test_a_network_of_two_pictures_is_refused() -> None:
    model = onnx.load_from_string(picking([(0, 0, 0)]))
    model.graph.input.append(helper.make_tensor_value_info("other", TensorProto.FLOAT, [1]))
    with pytest.raises(ModelRefused, match="2 inputs"):
        input_shape(model.SerializeToString(), "two.onnx")


def elsewhere() -> TensorProto:
    """A tensor whose bytes lie in another file."""
    tensor = numpy_helper.from_array(np.zeros(4, np.float32), "far")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="weights.bin")
    return tensor


def with_initializer(tensor: TensorProto) -> onnx.ModelProto:
    model = onnx.load_from_string(picking([(0, 0, 0)]))
    model.graph.initializer.append(tensor)
    return model


def with_attribute(tensor: TensorProto) -> onnx.ModelProto:
    model = onnx.load_from_string(picking([(0, 0, 0)]))
    model.graph.node.append(helper.make_node("Constant", [], ["far"], value=tensor))
    return model


def with_branch(tensor: TensorProto) -> onnx.ModelProto:
    inner = helper.make_graph([helper.make_node("Constant", [], ["far"], value=tensor)], "inner", [], [])
    model = onnx.load_from_string(picking([(0, 0, 0)]))
    model.graph.node.append(helper.make_node("If", ["input"], ["far"], then_branch=inner, else_branch=inner))
    return model


@pytest.mark.parametrize("place", [with_initializer, with_attribute, with_branch])
def test_weights_in_another_file_are_refused_wherever_they_are_named(
    place: Callable[[TensorProto], onnx.ModelProto],
) -> None:
    assert input_shape(place(numpy_helper.from_array(np.zeros(4, np.float32), "far")).SerializeToString(), "near.onnx")
    with pytest.raises(ModelRefused, match="another file") as refusal:
        input_shape(place(elsewhere()).SerializeToString(), "far.onnx")
    assert refusal.value.code == "model_unusable"


def test_a_saved_network_with_its_weights_beside_it_is_refused_although_they_are_there(tmp_path: Path) -> None:
    onnx.save_model(
        onnx.load_from_string(yunet()), tmp_path / "out.onnx", save_as_external_data=True, location="out.bin",
        size_threshold=0,
    )  # fmt: skip
    with pytest.raises(ModelRefused, match="save it as one file"):
        YuNet(file_of(tmp_path, "out.onnx", (tmp_path / "out.onnx").read_bytes()))


@given(st.binary(max_size=200), st.integers(0, 400), st.binary(max_size=8))
def test_any_bytes_are_read_or_refused(noise: bytes, at: int, change: bytes) -> None:
    good = network([helper.make_node("Neg", ["input"], ["y"])], [1, 3, 8, 8], {"y": [1, 3, 8, 8]}, {})
    for data in (noise, good[:at], good[:at] + change + good[at + len(change) :]):
        with suppress(ModelRefused):
            assert all(isinstance(n, int) for n in input_shape(data, "any.onnx"))


def test_groups_within_groups_without_end_are_refused() -> None:
    data = b""
    for _ in range(5000):
        data = b"\x32" + varint(len(data)) + data  # AttributeProto.g
        data = b"\x2a" + varint(len(data)) + data  # NodeProto.attribute
        data = b"\x0a" + varint(len(data)) + data  # GraphProto.node
    with pytest.raises(ModelRefused, match="not an ONNX network"):
        input_shape(b"\x3a" + varint(len(data)) + data, "deep.onnx")


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])
