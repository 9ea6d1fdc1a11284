"""What simulated patients do who came for something else than registering, or who say how it was."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from kiosk.simulation.hands import Hands, Memory
from kiosk.visit import errands as er
from kiosk.visit import events as ev
from kiosk.visit.view import (
    BillsView,
    FeedbackView,
    InfoView,
    OtherView,
    ResultsView,
    Screen,
    SlipView,
    View,
    WhereView,
)

COME_FOR = ("bills", "queue", "results", "feedback", "information")
OF_ERRANDS = frozenset(
    {
        Screen.OTHER,
        Screen.AGREE,
        Screen.SLIP,
        Screen.BILLS,
        Screen.WHERE,
        Screen.RESULTS,
        Screen.FEEDBACK,
        Screen.INFO,
    }
)

Act = Callable[[], None]


class Errand:
    """One person's errand: `wanted` is one of `COME_FOR` or empty, `slip` the code on a slip they hold, or empty."""

    def __init__(
        self, wanted: str, slip: str, hands: Hands, random: Random, memory: Memory, clock: Callable[[], float]
    ) -> None:
        self._wanted = wanted
        self._slip = slip
        self._hands = hands
        self._random = random
        self._memory = memory
        self._clock = clock
        self._owed = 0

    def answers(self, view: View) -> bool:
        """Whether this screen is an errand's; the first one that asks for consent leads to the menu."""
        return view.screen in OF_ERRANDS or (view.screen is Screen.CONSENT and bool(self._wanted))

    def remember(self, bills: BillsView) -> None:
        """A bill that was called paid is kept in mind, once."""
        if bills.notice.startswith("paid") and self._owed:
            self._memory.bills_paid.append(self._owed)
            self._owed = 0

    def act(self, view: View) -> Act | None:
        """What is done at an errand's screen, if anything."""
        press, random = self._hands.press, self._random
        match view.content:
            case OtherView(offered=offered) if self._wanted in offered:
                return lambda: press(er.ErrandChosen(self._wanted))
            case OtherView():
                return lambda: press(ev.BackPressed())
            case SlipView(camera=camera):
                shown = camera and self._slip
                return (lambda: self._hands.show_qr(self._slip)) if shown else lambda: press(er.CardInsteadPressed())
            case BillsView(waiting=False) as bills:
                return lambda: self._bill(bills)
            case WhereView(waiting=False) | ResultsView(waiting=False):
                return lambda: press(ev.NextPressed())
            case FeedbackView() as asked:
                return lambda: self._say(asked)
            case InfoView(page="", pages=pages) if random.random() < 0.7:
                return lambda: press(er.PageOpened(random.choice(pages)))
            case InfoView(page=page, waiting=False):
                return lambda: press(ev.BackPressed() if page else ev.NextPressed())
            case _ if view.screen is Screen.CONSENT:
                return lambda: press(er.OtherPressed())
            case _ if view.screen is Screen.AGREE:
                return self._agree
            case _:
                return None

    def _agree(self) -> None:
        """Neither a face nor the insurer is asked for."""
        self._memory.consents.append((self._clock(), False, False))
        self._hands.press(er.ErrandAgreed(wording="0" * 64, language="vi"))

    def _bill(self, bills: BillsView) -> None:
        whole = [tile for tile in bills.tiles if tile.whole]
        if whole and not bills.paid and not bills.notice:
            tile = self._random.choice(whole)
            self._owed = tile.owed
            self._hands.press(er.BillChosen(tile.id))
        else:
            self._hands.press(ev.NextPressed())

    def _say(self, asked: FeedbackView) -> None:
        match asked.asking:
            case "rating":
                rating = 1 + self._random.randrange(5)
                self._memory.rated += (rating,)
                self._hands.press(er.Rated(rating))
            case "topic":
                self._hands.press(er.ComplaintChosen(self._random.choice(("", *asked.topics))))
            case _:
                self._hands.press(ev.NextPressed())
