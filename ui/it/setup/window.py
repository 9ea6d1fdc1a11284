"""The window of setup: the pages at its side, one of them open, and below what can be done now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from face_match import Camera, CameraUnavailable
from kiosk.doctor import Finding
from kiosk.setup.errors import SetupError
from kiosk.setup.guide import Guide, Saved, well
from kiosk.setup.pages import PAGES, Choice
from kiosk.setup.words import Language, said, shown
from ui.cashier.parts import Button, card, row, words
from ui.cashier.theme import style, theme
from ui.it.setup.page_view import PageView
from ui.it.setup.work import Work

WIDE, HIGH = 1280, 900
_SIDE = 320


class SetupWindow(QWidget):
    """See the module. Nothing is saved before the last page's button."""

    def __init__(self, guide: Guide, language: Language = "vi") -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(said("title", language))
        self.setStyleSheet(style(theme()))
        self.resize(theme().px(WIDE), theme().px(HIGH))
        self._guide, self._language = guide, language
        self._work = Work(self)
        self._place = 0
        self.finding: Finding | None = None
        self.saved: Saved | None = None
        self._steps: list[QLabel] = []
        self.view: PageView | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self._side())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._scroll, 1)
        right.addWidget(self._foot())
        whole.addLayout(right, 1)
        self.open_page(0)

    # parts

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(theme().px(_SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(28, 30, 20, 24)
        column.setSpacing(14)
        column.addWidget(words(self._said("title"), "brand", wrap=True))
        column.addWidget(words(str(self._guide.draft.file), "brandNote", wrap=True))
        column.addSpacing(18)
        for page in PAGES:
            label = words("", "brandNote", name=f"step.{page.name}")
            self._steps.append(label)
            column.addWidget(label)
        column.addStretch(1)
        return side

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setFixedHeight(theme().px(82))
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(32, 14, 32, 14)
        layout.setSpacing(12)
        self.back = Button(self._said("back"), name="back")
        self.anyway = Button(self._said("go_on"), name="anyway")
        self.no = Button(self._said("no"), name="no")
        self.go = Button(self._said("next"), "", "primary", name="go")
        self.back.clicked.connect(lambda: self.open_page(self._place - 1))
        self.anyway.clicked.connect(lambda: self.open_page(self._place + 1))
        self.no.clicked.connect(self._not_out)
        self.go.clicked.connect(self.go_on)
        layout.addWidget(self.back)
        layout.addStretch(1)
        for button in (self.anyway, self.no, self.go):
            layout.addWidget(button)
        return foot

    # pages

    @property
    def page(self) -> str:
        """The name of the page that is open."""
        return PAGES[self._place].name

    def open_page(self, place: int) -> None:
        """Show a page."""
        self._stop_preview()
        self._work.forget()
        self._place, self.finding = place, None
        page = PAGES[place]
        for number, (label, one) in enumerate(zip(self._steps, PAGES, strict=True)):
            mark = "✓" if number < place else "●" if number == place else "○"
            label.setText(f"{mark}  {self._said(f'page.{one.name}')}")
            label.setStyleSheet(f"font-weight: {700 if number == place else 400};")
        body = QWidget()
        body.setObjectName("body")
        column = QVBoxLayout(body)
        column.setContentsMargins(40, 34, 40, 24)
        if page.name == "save":
            self.view = None
            column.addWidget(self._review())
        else:
            self.view = PageView(self._guide, page, self._language)
            self.view.changed.connect(self._untried)
            self.view.chose.connect(self._show_preview)
            column.addWidget(self.view)
        self._scroll.setWidget(body)
        if self.view is not None:
            self._look()
        self._buttons()

    def _look(self) -> None:
        """Look what is attached: a network may have to be asked."""
        view = self.view
        assert view is not None
        if not view.page.section:
            view.offer((), self._look)
            return
        view.tell(None, self._said("trying"))
        self._busy(on=True)
        self._work.do(lambda: self._guide.choices(view.page), self._offered)

    def _offered(self, result: object) -> None:
        self._busy(on=False)
        if self.view is None:
            return
        self.view.tell(None)
        if isinstance(result, tuple):
            offered: tuple[Choice, ...] = result
            self.view.offer(offered, self._look)
            self._show_preview()
        else:
            self.view.tell(None, str(result))
        self._buttons()

    def go_on(self) -> None:
        """Try what the page is about, go on when that was well, and on the last page save."""
        if self.saved is not None:
            self.close()
            return
        if self.page == "save":
            self._save()
            return
        view = self.view
        assert view is not None
        if not view.take() or not view.chosen:
            return
        if not view.page.tries or not view.given or (self.finding is not None and well(self.finding)):
            self.open_page(self._place + 1)
            return
        view.tell(None, self._said("trying"))
        self._busy(on=True)
        camera = view.preview.show_camera(None) if view.preview is not None else None
        self._work.do(lambda: self._tried(camera), self._told)

    def _tried(self, camera: Camera | None) -> Finding:
        if camera is not None:
            camera.close()  # a device has one who films
        return self._guide.tried(PAGES[self._place])

    def _told(self, result: object) -> None:
        self._busy(on=False)
        assert self.view is not None
        if isinstance(result, Finding):
            self.finding = result
            asks = self.view.page.name == "printer" and well(result)
            self.view.tell(result, self._said("came_out") if asks else "")
        else:
            self.finding = None
            self.view.tell(None, str(result))
        self._show_preview()
        self._buttons()

    def _not_out(self) -> None:
        """The slip was sent, but nobody has it."""
        self._untried()
        assert self.view is not None
        self.view.tell(None, self._said("not_out"))

    def _untried(self) -> None:
        self.finding = None
        if self.view is not None:
            self.view.tell(None)
        self._buttons()

    def _buttons(self) -> None:
        """What can be done now, in words that say what follows."""
        page, finding = PAGES[self._place], self.finding
        asks = page.name == "printer" and finding is not None and well(finding)
        self.back.setVisible(self._place > 0 and self.saved is None)
        self.anyway.setVisible(finding is not None and not well(finding))
        self.no.setVisible(asks)
        if page.name == "save":
            self.go.say(self._said("save" if self.saved is None else "close"))
        elif asks:
            self.go.say(self._said("yes"))
        elif finding is not None and not well(finding):
            self.go.say(self._said("try"))
        else:
            self.go.say(self._said("next"))

    def _busy(self, *, on: bool) -> None:
        for button in (self.back, self.anyway, self.no, self.go):
            button.setEnabled(not on)

    # the live picture

    def _show_preview(self) -> None:
        view = self.view
        if view is None or view.preview is None:
            return
        self._stop_preview()
        if not self._guide.draft.get("camera.on"):
            return
        try:
            view.preview.show_camera(self._guide.trials.preview(self._guide.source))
        except CameraUnavailable as error:
            view.tell(None, str(error))

    def _stop_preview(self) -> None:
        if self.view is None or self.view.preview is None:
            return
        camera = self.view.preview.show_camera(None)
        if camera is not None:
            self._work.do(camera.close, lambda _result: None)

    # saving

    def _review(self) -> QWidget:
        review = QWidget()
        review.setObjectName("page")
        column = QVBoxLayout(review)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(words(self._said("page.save"), "title"))
        changes = self._guide.draft.changes()
        self._heading = words(self._said("changes") if changes else self._said("nothing_changes"), "sub")
        column.addWidget(self._heading)
        frame, layout = card(gap=6)
        for change in changes:
            name, value = words(change.path, "note"), words(shown(change.after), "strong", wrap=True)
            name.setFixedWidth(theme().px(260))
            layout.addLayout(row(name, value))
        self._listed = frame
        column.addWidget(frame)
        frame.setVisible(bool(changes))  # in its place first: without one it would be a window
        self.message = words("", "strong", wrap=True, name="message")
        column.addWidget(self.message)
        column.addStretch(1)
        return review

    def _save(self) -> None:
        self._busy(on=True)
        self._work.do(self._guide.save, self._after_saving)

    def _after_saving(self, result: object) -> None:
        self._busy(on=False)
        if isinstance(result, Saved):
            self.saved = result
            for part in (self._heading, self._listed):
                part.hide()
            self.message.setText("\n".join(self._told_of(result)))
        else:
            self.message.setText(f"✕ {result if isinstance(result, SetupError | OSError) else type(result).__name__}")
        self._buttons()

    def _told_of(self, saved: Saved) -> list[str]:
        lines = [f"✓ {self._said('saved')} {saved.file}"]
        if saved.backup is not None:
            lines.append(f"{self._said('backup')} {saved.backup}")
        lines += [f"{self._said('secret_at')} {name}: {place}" for name, place in saved.secrets.items()]
        if saved.key_drawn:
            lines.append(self._said("seal"))
        if saved.enrolled:
            lines.append(f"{self._said('enrolled')}: {saved.enrolled}")
        return [*lines, f"{self._said('then')} {saved.file}"]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the camera and end the worker."""
        camera = self.view.preview.show_camera(None) if self.view and self.view.preview else None
        if camera is not None:
            camera.close()
        self._work.close()
        super().closeEvent(event)

    def _said(self, name: str) -> str:
        return said(name, self._language)
