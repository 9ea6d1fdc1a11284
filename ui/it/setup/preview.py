"""The camera's live picture. Frames stay in memory and are gone with the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from face_match import Camera
from ui.cashier.theme import theme

EVERY_MS = 66
WIDE, HIGH = 512, 288


class Preview(QLabel):
    """Shows what a camera sees until it is given another, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setFixedSize(theme().px(WIDE), theme().px(HIGH))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet(f"background: {theme().colour('side')}; border-radius: 10px;")
        self._camera: Camera | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._show_newest)

    def show_camera(self, camera: Camera | None) -> Camera | None:
        """Show this one from now on; the one before, for whoever closes it."""
        before, self._camera = self._camera, camera
        self.clear()
        if camera is None:
            self._timer.stop()
        else:
            self._timer.start()
        return before

    def _show_newest(self) -> None:
        frame = self._camera.latest() if self._camera is not None else None
        if frame is None:
            return
        height, width, _ = frame.image.shape
        picture = QImage(frame.image.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        # A person looks for themselves as in a mirror.
        self.setPixmap(
            QPixmap.fromImage(picture.flipped(Qt.Orientation.Horizontal)).scaled(
                self.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
