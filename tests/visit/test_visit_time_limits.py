"""Nobody is hurried: 30 s of warning, one touch for the whole time again, as often as somebody asks (WCAG 2.2.1)."""

from __future__ import annotations

from visit_parts import Story, at_check, fired

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.contents import Overlay
from kiosk.visit.values import Policy

ASKED_FOR = 12


def test_the_warning_lasts_30_s_and_the_time_can_be_had_again_more_than_ten_times() -> None:
    assert Policy("2", "01234", "1").idle_warning_s >= 30
    story: Story = at_check()
    screen = story.view.screen
    for _ in range(ASKED_FOR):
        story.then(fired(fx.Timer.IDLE))
        assert story.view.overlay is Overlay.IDLE
        assert fx.StartTimer(fx.Timer.IDLE_END, 30.0) in story.last
        story.then(ev.MoreTimePressed())
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, screen)
        assert fx.StartTimer(fx.Timer.IDLE, story.visit.policy.idle_s) in story.last
