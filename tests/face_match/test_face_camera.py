"""One contract for every camera: real sources through OpenCV and the simulated one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
import pytest

from face_match import Camera, CameraFault, CameraUnavailable, Frame, SimulatedCamera, open_camera
from face_match.camera import opencv as camera_opencv
from face_match.camera.protocol import STALE_SECONDS
from face_match.demo.server import DemoServer
from face_match.demo.stage import Stage
from face_match.geometry import Picture


def eventually(what: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until something is true; fails the test when it never becomes so."""
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "it never came to pass"
        time.sleep(0.01)


def next_frame(camera: Camera, after: int = -1) -> Frame:
    newest: list[Frame] = []

    def came() -> bool:
        frame = camera.latest()
        if frame is not None and frame.number > after:
            newest.append(frame)
        return bool(newest)

    eventually(came)
    return newest[0]


def coloured(shade: int) -> Picture:
    """A picture whose red channel alone carries a value."""
    picture = np.zeros((120, 160, 3), np.uint8)
    picture[..., 0] = shade
    return picture


def write_folder(folder: Path) -> Path:
    folder.mkdir()
    for number, shade in enumerate((120, 160, 200)):
        cv2.imwrite(str(folder / f"{number}.png"), cv2.cvtColor(coloured(shade), cv2.COLOR_RGB2BGR))
    return folder


def write_video(path: Path) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (160, 120))
    for shade in range(120, 220, 10):
        writer.write(cv2.cvtColor(coloured(shade), cv2.COLOR_RGB2BGR))
    writer.release()
    return path


@pytest.fixture(params=["simulated", "folder", "video", "stream"])
def camera(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Camera]:
    with ExitStack() as stack:
        match request.param:
            case "simulated":
                camera: Camera = SimulatedCamera(lambda: coloured(200))
            case "folder":
                camera = open_camera(str(write_folder(tmp_path / "pictures")))
            case "video":
                camera = open_camera(str(write_video(tmp_path / "film.avi")))
            case _:
                server = stack.enter_context(DemoServer())
                server.stage.direct(scene="face")
                camera = open_camera(server.url)
        stack.callback(camera.close)
        yield camera


def test_a_camera_gives_contiguous_rgb_pictures(camera: Camera) -> None:
    image = next_frame(camera).image
    assert image.dtype == np.uint8
    assert image.ndim == 3
    assert image.shape[2] == 3
    assert image.flags.c_contiguous
    assert image[..., 0].mean() > image[..., 2].mean(), "red comes first"


def test_frames_are_numbered_and_stamped_in_order(camera: Camera) -> None:
    frames = [next_frame(camera)]
    for _ in range(4):
        frames.append(next_frame(camera, frames[-1].number))
    assert [f.number for f in frames] == sorted({f.number for f in frames})
    assert [f.taken_at for f in frames] == sorted(f.taken_at for f in frames)
    assert 0 <= time.monotonic() - frames[-1].taken_at < 5


def test_a_running_camera_is_alive_and_a_closed_one_has_nothing_to_show(camera: Camera) -> None:
    next_frame(camera)
    assert camera.alive()
    camera.close()
    assert not camera.alive()
    assert camera.latest() is None
    camera.close()


def test_files_and_folders_repeat_without_end(tmp_path: Path) -> None:
    camera = open_camera(str(write_folder(tmp_path / "pictures")))
    try:
        eventually(lambda: (frame := camera.latest()) is not None and frame.number > 7)
    finally:
        camera.close()


def test_a_stream_that_broke_off_is_reopened_when_it_is_back() -> None:
    with DemoServer() as server:
        port = int(server.url.split(":")[2].split("/")[0])
        server.stage.direct(scene="face")
        camera = open_camera(server.url)
        last = next_frame(camera)
    try:
        eventually(lambda: not camera.alive())
        assert camera.latest() is None
        with DemoServer(port) as server:
            server.stage.direct(scene="face")
            assert next_frame(camera).number > last.number
            assert camera.alive()
    finally:
        camera.close()


def test_a_stream_shows_what_is_there_now_and_not_what_was() -> None:
    with DemoServer() as server:
        server.stage.direct(scene="face")
        camera = open_camera(server.url)
        try:
            before = next_frame(camera).image.astype(int)
            time.sleep(0.5)  # nobody looks: the frames of this time must be dropped
            drawn = server.frames_drawn
            server.stage.direct(scene="qr", text="0123456789" * 10)
            eventually(lambda: (f := camera.latest()) is not None and np.abs(f.image - before).mean() > 20)
            assert server.frames_drawn - drawn < 12, "well under a second of frames at 20 a second"
        finally:
            camera.close()


def test_a_source_that_does_not_exist_is_an_error_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source, code in (("no/such/film.mp4", "source_not_found"), (str(tmp_path / "empty"), "source_empty")):
        with pytest.raises(CameraUnavailable) as unavailable:
            open_camera(source)
        assert unavailable.value.code == code


@pytest.mark.attack
def test_a_device_that_any_program_could_feed_is_refused(tmp_path: Path) -> None:
    real, virtual = tmp_path / "devices/pci0/video0", tmp_path / "devices/virtual/video4linux/video1"
    for folder in (real, virtual):
        folder.mkdir(parents=True)
        (tmp_path / folder.name).symlink_to(folder)
    camera_opencv.refuse_virtual(0, tmp_path)
    with pytest.raises(CameraUnavailable) as refused:
        camera_opencv.refuse_virtual(1, tmp_path)
    assert refused.value.code == "virtual_device"


class TestFaultMenu:
    """What a simulated camera can suffer, seen through the same protocol."""

    @pytest.fixture
    def now(self) -> list[float]:
        return [50.0]

    @pytest.fixture
    def broken(self, now: list[float]) -> SimulatedCamera:
        camera = SimulatedCamera(lambda: coloured(200), lambda: now[0])
        assert camera.alive()
        return camera

    def test_unplugged_it_is_not_alive_and_comes_back(self, broken: SimulatedCamera, now: list[float]) -> None:
        before = next_frame(broken)
        broken.fault = CameraFault.GONE
        assert broken.latest() is None
        assert not broken.alive()
        broken.fault = None
        now[0] += 0.05
        assert next_frame(broken).number > before.number

    def test_covered_it_shows_black(self, broken: SimulatedCamera, now: list[float]) -> None:
        broken.fault = CameraFault.BLACK
        now[0] += 0.05
        assert next_frame(broken).image.max() == 0
        assert broken.alive()

    def test_frozen_it_repeats_its_last_frame_until_that_is_stale(
        self, broken: SimulatedCamera, now: list[float]
    ) -> None:
        last = next_frame(broken)
        broken.fault = CameraFault.FROZEN
        now[0] += STALE_SECONDS - 0.1
        assert broken.latest() is last
        now[0] += 0.2
        assert broken.latest() is None
        assert not broken.alive()

    def test_late_frames_say_when_they_were_taken(self, broken: SimulatedCamera, now: list[float]) -> None:
        broken.fault = CameraFault.LATE
        now[0] += 2
        assert now[0] - next_frame(broken).taken_at > 0.5


def test_the_stage_moves_by_itself() -> None:
    now = [0.0]
    stage = Stage(lambda: now[0])
    stage.direct(scene="face")
    one = stage.frame()
    now[0] += 0.5
    assert not np.array_equal(one, stage.frame())
