"""The demonstration camera as an MJPEG stream on loopback, with a door to direct what it sees."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import cv2

from face_match.demo.stage import Stage

FRAMES_PER_SECOND = 30
MAX_VIEWERS = 4
_MAX_BODY = 16 * 1024
_BOUNDARY = "frame"


class DemoServer:
    """Streams a stage over HTTP: `GET /stream.mjpg`, `GET /scene`, `POST /scene` (keys: see `Direction`).

    Draws only while somebody watches. Listens on 127.0.0.1 alone.

    :param port: 0 takes a free one; see `url` and `control`.
    """

    def __init__(self, port: int = 0, stage: Stage | None = None) -> None:
        self.stage = stage or Stage(time.monotonic)
        self._news = threading.Condition()
        self._jpeg = b""
        self._number = 0
        self._viewers = 0
        self._closing = threading.Event()
        self._http = _Server(("127.0.0.1", port), self)
        self._threads = [
            threading.Thread(target=self._draw, name="demo-camera-draw"),
            threading.Thread(target=self._http.serve_forever, args=(0.1,), name="demo-camera-http"),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/stream.mjpg"

    @property
    def viewers(self) -> int:
        return self._viewers

    @property
    def frames_drawn(self) -> int:
        """How many frames have been drawn since the start."""
        return self._number

    @property
    def control(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/scene"

    def close(self) -> None:
        """Stop drawing, end every stream and free the port."""
        self._closing.set()
        with self._news:
            self._news.notify_all()
        self._http.shutdown()
        self._http.server_close()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> DemoServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def join_viewer(self) -> bool:
        """Count one more viewer; False when there are too many."""
        with self._news:
            if self._viewers >= MAX_VIEWERS:
                return False
            self._viewers += 1
            self._news.notify_all()
            return True

    def leave_viewer(self) -> None:
        with self._news:
            self._viewers -= 1

    def next_jpeg(self, after: int) -> tuple[int, bytes] | None:
        """The newest frame later than number `after`, waiting for it; None when the server closes."""
        with self._news:
            self._news.wait_for(lambda: self._number > after or self._closing.is_set(), timeout=2)
            return None if self._closing.is_set() or self._number <= after else (self._number, self._jpeg)

    def _draw(self) -> None:
        while not self._closing.is_set():
            with self._news:
                self._news.wait_for(lambda: self._viewers > 0 or self._closing.is_set())
            started = time.monotonic()
            frame = cv2.cvtColor(self.stage.frame(), cv2.COLOR_RGB2BGR)
            _, jpeg = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 90])
            with self._news:
                self._number += 1
                self._jpeg = jpeg.tobytes()
                self._news.notify_all()
            self._closing.wait(max(0.0, 1 / FRAMES_PER_SECOND - (time.monotonic() - started)))


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, address: tuple[str, int], demo: DemoServer) -> None:
        self.demo = demo
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5  # seconds a silent peer may hold a thread

    def do_GET(self) -> None:
        if self.path == "/scene":
            self._answer(200, _as_json(self.server.demo))
        elif self.path == "/stream.mjpg":
            self._stream()
        else:
            self._answer(404, {"error": "there are /stream.mjpg and /scene"})

    def do_POST(self) -> None:
        if self.path != "/scene":
            self._answer(404, {"error": "there is /scene"})
            return
        try:
            length = int(self.headers.get("Content-Length", ""))
            if not 0 < length <= _MAX_BODY:
                raise ValueError("the body is missing or too long")
            self.server.demo.stage.direct(**json.loads(self.rfile.read(length)))
        except (TypeError, ValueError) as error:
            self._answer(400, {"error": str(error)})
        else:
            self._answer(200, _as_json(self.server.demo))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a request may carry an identity's QR text."""

    def _stream(self) -> None:
        demo = self.server.demo
        if not demo.join_viewer():
            self._answer(503, {"error": "too many viewers"})
            return
        try:
            self.send_response(200)
            self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={_BOUNDARY}")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            shown = demo.frames_drawn  # the last frame of an earlier viewer is an old one
            while (news := demo.next_jpeg(shown)) is not None:
                shown, jpeg = news
                head = f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                self.wfile.write(head.encode() + jpeg + b"\r\n")
        except OSError:
            pass  # the viewer left, which is how every stream ends
        finally:
            demo.leave_viewer()
            self.close_connection = True

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        payload = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)


def _as_json(demo: DemoServer) -> dict[str, Any]:
    now = demo.stage.direction
    return asdict(now)
