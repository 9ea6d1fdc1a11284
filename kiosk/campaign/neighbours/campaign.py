"""The neighbours campaign: every call with every fault, then random mixes, as rows of the one table."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from kiosk.campaign.neighbours.adapters import ADAPTERS
from kiosk.campaign.neighbours.call import Call
from kiosk.campaign.neighbours.calls import every_call
from kiosk.campaign.neighbours.hospital import neighbourhood
from kiosk.campaign.neighbours.mixes import mix_rows, play_mixes
from kiosk.campaign.neighbours.pairs import Pair, all_pairs, faults_for, numbers_from, pair_rows, play_pairs
from kiosk.campaign.values import Row

FIRST_PERSON = 1_000
WIDTH = 24
"""Lines at once: most of the time a pair waits for a deadline."""


class NoSuchTrial(ValueError):
    """A name that no report gave."""


def neighbours_campaign(
    trials: int, seed: int, say: Callable[[str], None], *, pairs: bool = True, lines: Collection[str] = ()
) -> list[Row]:
    """Every pair (unless `pairs` is off), then so many random mixes from `seed` on; a row for each fault and form.

    :param lines: the pairs of these lines only, where there are any.
    :raises NoSuchTrial: for a line that there is not.
    """
    if unknown := sorted(set(lines) - ADAPTERS.keys()):
        raise NoSuchTrial(f"no line is called {unknown[0]!r}; there are {', '.join(ADAPTERS)}")
    calls = [call for call in every_call() if not lines or call.adapter in lines]
    rows = pairs_campaign(calls, say) if pairs else []
    return rows + (mix_rows(play_mixes(trials, seed, say)) if trials else [])


def pairs_campaign(
    calls: Sequence[Call],
    say: Callable[[str], None],
    chosen: Callable[[list[Pair]], list[Pair]] = lambda pairs: pairs,
) -> list[Row]:
    """The pairs of these calls; `chosen` takes some of each line's."""
    numbers = numbers_from(FIRST_PERSON)
    with (
        tempfile.TemporaryDirectory(prefix="kiosk-neighbours-") as name,
        neighbourhood(Path(name)) as here,
    ):
        lanes = {line: chosen(found) for line, found in all_pairs(here, calls, numbers).items()}
        say(f"{sum(map(len, lanes.values()))} pairs over {len(lanes)} lines")
        return pair_rows(play_pairs(here, lanes, numbers, say, width=WIDTH))


def again(name: str, say: Callable[[str], None]) -> list[Row]:
    """One trial by the name a report gave it: `adapter.method*fault@place`, or `seed 17`.

    :raises NoSuchTrial: for another name.
    """
    kind, _, number = name.partition(" ")
    if kind == "seed" and number.isdecimal():
        return mix_rows(play_mixes(1, int(number), say))
    about, _, rest = name.partition("*")
    fault, _, place = rest.partition("@")
    calls = [call for call in every_call() if call.name == about]
    if not calls or fault not in faults_for(calls[0]) or not place.isdecimal():
        raise NoSuchTrial(f"no trial is called {name!r}")

    def only(pairs: list[Pair]) -> list[Pair]:
        found = [pair for pair in pairs if (pair.fault, pair.place) == (fault, int(place))]
        if not found:
            raise NoSuchTrial(f"no trial is called {name!r}")
        return found

    return pairs_campaign(calls, say, only)
