"""The demonstration camera: portraits a card can hold, scenes a kiosk can read, a server that keeps its bounds."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import numpy as np
import pytest
import zxingcpp

from face_match import CameraFault, CameraUnavailable, Guidance, Limits, SimulatedCamera, open_camera
from face_match.demo import Pose, capture, demo_picture, demo_portrait
from face_match.demo.server import MAX_VIEWERS, DemoServer
from face_match.demo.stage import Direction, Scene, Stage
from face_match.portrait.header import read_header

QR_TEXT = "001099012345|123456789|Nguyễn Thị Ánh Nguyệt|15081990|Nữ|Số 12, phố Hàng Bông, Hoàn Kiếm, Hà Nội|01012021"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


def posted(server: DemoServer, body: bytes) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(server.control, data=body, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


@pytest.mark.parametrize("format", ["jpeg", "jp2"])
def test_the_portrait_has_the_shape_and_size_of_a_cards(format: Any) -> None:
    data = demo_portrait(format)
    header = read_header(data)
    assert header.format == format
    assert header.width * 4 == header.height * 3
    assert 10_000 < len(data) < 20_000


def test_a_portrait_can_be_taken_of_whoever_stands_before_the_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "SETTLE_SECONDS", 0.0)
    camera = SimulatedCamera(demo_picture)
    header = read_header(capture.portrait_from(camera))
    assert (header.format, header.width, header.height) == ("jpeg", 360, 480)
    assert camera.latest() is None, "the camera is closed afterwards"


def test_without_a_picture_there_is_no_portrait() -> None:
    camera = SimulatedCamera(demo_picture)
    camera.fault = CameraFault.GONE
    with pytest.raises(CameraUnavailable) as unavailable:
        capture.portrait_from(camera, seconds=0.1)
    assert unavailable.value.code == "no_picture"


def test_a_held_card_shows_a_qr_code_that_can_be_read() -> None:
    now = [0.0]
    stage = Stage(lambda: now[0])
    stage.direct(scene="qr", text=QR_TEXT)
    for _ in range(3):
        now[0] += 0.3
        assert [code.text for code in zxingcpp.read_barcodes(stage.frame())] == [QR_TEXT]


def test_the_head_turns_smoothly_and_not_at_once() -> None:
    now = [0.0]
    stage = Stage(lambda: now[0])
    stage.direct(scene="face")
    stage.frame()
    stage.direct(yaw=22)
    now[0] += 0.04
    still_near_straight = stage.frame()
    now[0] += 1.0
    turned = stage.frame()
    now[0] += 0.01
    assert (
        np.abs(turned.astype(int) - still_near_straight).mean() > 2 * np.abs(turned.astype(int) - stage.frame()).mean()
    )


def test_who_comes_closer_is_seen_larger_and_the_hall_is_not() -> None:
    now = [0.0]
    stage = Stage(lambda: now[0])
    stage.direct(scene="face")
    far = stage.frame().astype(int)
    stage.direct(scale=1.5)
    now[0] += 3
    near = stage.frame().astype(int)
    assert np.abs(near - far)[40:440, 180:460].mean() > 15
    assert np.abs(near - far)[:60, :100].mean() < 6, "only the sensor's noise"


def test_the_kiosks_screen_lights_the_face_more_than_the_hall() -> None:
    dark = demo_picture(Pose(light=0.5)).astype(int)
    blue = demo_picture(Pose(light=0.5, glow=(150, 225, 255))).astype(int)
    face, hall = (blue - dark)[220:300, 290:350], (blue - dark)[20:60, 20:60]
    assert face[..., 2].mean() > face[..., 0].mean()
    assert face.mean() > 5 * hall.mean()


def test_a_turned_head_hides_and_shows_what_a_slanted_sheet_does_not(engine: Any) -> None:
    head = [engine.detect(demo_picture(Pose(yaw=yaw)))[0].yaw for yaw in (-20.0, 20.0)]
    sheet = [engine.detect(demo_picture(Pose(yaw=yaw), flat=True))[0].yaw for yaw in (-20.0, 20.0)]
    assert head[1] - head[0] > 25
    assert abs(sheet[1] - sheet[0]) < 8


def test_light_changes_what_is_seen() -> None:
    now = [0.0]
    stage = Stage(lambda: now[0])
    stage.direct(scene="face")
    bright = stage.frame().mean()
    stage.direct(light=0.3)
    now[0] += 2
    assert stage.frame().mean() < 0.5 * bright


def test_a_direction_changes_only_what_is_named() -> None:
    direction = Direction().changed({"scene": "face", "yaw": 12}).changed({"light": 0.5})
    assert direction == Direction(Scene.FACE, "", 12.0, 0.5)
    assert direction.changed({"glow": [10, 20, 30]}).changed({"scale": 1.4}).glow == (10, 20, 30)
    assert direction.changed({"glow": [10, 20, 30]}).changed({"glow": None}).glow is None


@pytest.mark.parametrize(
    "wish",
    [{"scene": "nowhere"}, {"yaw": 31}, {"yaw": True}, {"light": -1}, {"light": float("nan")}, {"text": "x" * 513},
     {"text": 7}, {"zoom": 2}, {"scene": "qr"}, {"pitch": 40}, {"scale": 9}, {"glow": [1, 2]}, {"glow": [1, 2, 999]},
     {"glow": "red"}],
)  # fmt: skip
def test_a_senseless_wish_is_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Direction().changed(wish)


def test_the_scene_is_directed_over_http(server: DemoServer) -> None:
    status, answer = posted(server, b'{"scene": "face", "yaw": 20}')
    assert status == 200
    assert answer == {
        "scene": "face", "text": "", "yaw": 20.0, "light": 1.0, "pitch": 0.0, "scale": 1.0, "glow": None,
    }  # fmt: skip
    assert server.stage.direction.scene is Scene.FACE


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"scene": "moon"}', b'{"yaw": "left"}', b"x" * 20_000])
def test_a_bad_request_is_answered_and_changes_nothing(server: DemoServer, body: bytes) -> None:
    status, answer = posted(server, body)
    assert status == 400
    assert answer["error"]
    assert server.stage.direction == Direction()


def test_too_many_viewers_are_turned_away(server: DemoServer) -> None:
    with ExitStack() as stack:
        for _ in range(MAX_VIEWERS):
            stack.enter_context(urllib.request.urlopen(server.url, timeout=5)).read(10)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(server.url, timeout=5)
        refused.value.close()
        assert refused.value.code == 503


def test_a_new_viewer_never_sees_a_frame_from_before(server: DemoServer) -> None:
    with urllib.request.urlopen(server.url, timeout=5) as stream:
        stream.read(10)
    while server.viewers:
        time.sleep(0.01)
    before = server.stage.frame()
    server.stage.direct(scene="qr", text="now")
    camera = open_camera(server.url)
    try:
        while (frame := camera.latest()) is None:
            time.sleep(0.01)
        assert np.abs(frame.image.astype(int) - before).mean() > 20
    finally:
        camera.close()


def test_nothing_is_drawn_while_nobody_watches(server: DemoServer) -> None:
    assert server.frames_drawn == 0
    with urllib.request.urlopen(server.url, timeout=5) as stream:
        stream.read(10)
    assert server.frames_drawn > 0


def test_the_program_says_where_it_is_and_ends_on_sigterm() -> None:
    command = [sys.executable, "-m", "face_match.demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            ready = json.loads(program.stdout.readline())
            with urllib.request.urlopen(ready["control"], timeout=5) as answer:
                assert json.load(answer)["scene"] == "empty"
            with urllib.request.urlopen(ready["url"], timeout=5) as stream:
                stream.read(10)
                program.send_signal(signal.SIGTERM)
                assert program.wait(10) == 0
        finally:
            program.kill()


def test_guidance_keys_are_unique_and_limits_have_a_value() -> None:
    assert len({guidance.value for guidance in Guidance}) == len(Guidance)
    assert Limits().inter_eye_px > 0
