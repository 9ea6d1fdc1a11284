"""What the samples of a soak allow to say: a row for each thing that could grow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import fmean

from kiosk.campaign.soak.line import slope, slope_error
from kiosk.campaign.soak.samples import Sample
from kiosk.campaign.values import Broken, Promise, Row
from kiosk.station.core import CHECKPOINT_ROWS

WARM_UP = 200
"""Visits after which everything that is loaded once, or kept up to a bound, is there."""
KIB_PER_1000 = 1_000_000 / 1024
KIB_IN_ALL = 50 * KIB_PER_1000
ENOUGH = 10_000
"""Fewer visits draw no line: over the first 3,000 the allocators' rooms grow by 9 MiB until they fit, and each night's
figure lies 4 MiB to either side."""
SLOWER = 1.10
OF_A_VISIT = 200
"""Rows a visit may add before a quiet moment is written down after it; four times what one has on average."""


def warm(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """Those after the warm-up; of a short soak the second half."""
    after = min(WARM_UP, samples[-1].visits // 2) if samples else 0
    return tuple(sample for sample in samples if sample.visits >= after)


def growth(samples: Sequence[Sample], of: Callable[[Sample], float]) -> tuple[float, float]:
    """What 1,000 visits add after the warm-up, and the standard error of that; (0, 0) where there is no line."""
    settled = warm(samples)
    if len(settled) < 3:
        return 0.0, 0.0
    a_step = (settled[-1].visits - settled[0].visits) / (len(settled) - 1)
    values = [of(sample) for sample in settled]
    return 1000 / a_step * slope(values), 1000 / a_step * slope_error(values)


def ends(samples: Sequence[Sample]) -> tuple[tuple[Sample, ...], tuple[Sample, ...]]:
    """The samples of the first and of the last hundredth of the visits after the warm-up, at least one each."""
    settled = warm(samples)
    most = max(1, round(len(settled) / 100))
    return settled[:most], settled[-most:]


def rows(samples: Sequence[Sample], seed: int) -> list[Row]:
    """One row a thing that could grow; a soak that was too short to tell says so."""
    if len(samples) < 2:
        return [Row("soak", "visits back to back", 0, (Promise.BOUNDED,), not_run="no two nights were reached")]
    settled, last = warm(samples), samples[-1]
    trials = last.visits
    again = f"{seed}:{trials}"

    def row(fault: str, promise: Promise, seen: str, short: str = "") -> Row:
        broken = (Broken(again, promise, seen),) if seen and not short else ()
        return Row("soak", fault, trials, (promise,), broken, short)

    grown, error = growth(samples, lambda sample: sample.held_kib)
    too_few = f"{trials} visits are too few" if trials < ENOUGH else ""
    most = max(sample.held_kib for sample in settled) - settled[0].held_kib
    told = [
        row(
            "memory, at most 1 MB a 1,000 visits",
            Promise.BOUNDED,
            f"{grown:.0f} ± {2 * error:.0f} KiB" if grown > KIB_PER_1000 else "",
            too_few,
        ),
        row("memory, at most 50 MB in all", Promise.BOUNDED, f"{most:.0f} KiB" if most > KIB_IN_ALL else ""),
    ]
    counted: tuple[tuple[str, Callable[[Sample], int]], ...] = (
        ("file descriptors", lambda sample: sample.descriptors),
        ("threads", lambda sample: sample.threads),
        ("temporary files", lambda sample: sample.files),
        ("QObjects of the window", lambda sample: sample.objects),
    )
    for name, of in counted:
        more = of(last) - max(of(sample) for sample in settled[: max(1, len(settled) // 2)])
        told.append(row(f"{name}, none more", Promise.BOUNDED, f"{more} more" if more > 0 else ""))
    told += [
        row("the last visits as fast as the first", Promise.BOUNDED, slower(samples), too_few),
        row("journal commits as fast as the first", Promise.BOUNDED, _slower_commits(samples), too_few),
    ]
    worst = max(sample.restart_rows for sample in samples)
    bounded = worst <= CHECKPOINT_ROWS + OF_A_VISIT
    return [
        *told,
        row("a start after a crash folds few rows", Promise.BOUNDED, "" if bounded else f"{worst} rows"),
        row("every visit ends by itself", Promise.BACK, f"{last.stuck} did not" if last.stuck else ""),
        row("QML has nothing to complain of", Promise.BOUNDED, f"{last.problems} times" if last.problems else ""),
    ]


def slower(samples: Sequence[Sample]) -> str:
    """Empty while the last hundredth of the visits took no more of the processor than the first, beyond chance."""
    first, last = ends(samples)
    before, after = (fmean(sample.visit_ms for sample in some) for some in (first, last))
    chance = sqrt(_variance(samples, first) + _variance(samples, last))
    return f"{after:.1f} ms after {before:.1f}" if after > SLOWER * before and after - before > 3 * chance else ""


def _variance(samples: Sequence[Sample], some: Sequence[Sample]) -> float:
    """Of the mean of these samples' visits."""
    a_sample = samples[-1].visits / len(samples)
    return fmean(sample.visit_sd**2 for sample in some) / (a_sample * len(some))


def _slower_commits(samples: Sequence[Sample]) -> str:
    """As `slower`, of a commit; half as long again is what is called slower."""
    first, last = ends(samples)
    before, after = (fmean(sample.commit_ms for sample in some) for some in (first, last))
    return f"{after:.2f} ms after {before:.2f}" if after > 1.5 * before else ""
