"""A point, what came of it, and the run over all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from his_client.his.capability import Capability
from his_client.his.conformance.trial import Broken, Failed, Impossible, NotOffered, Trial


class Status(StrEnum):
    """`NOT_SUPPORTED`: the HIS does not offer it. `NOT_POSSIBLE`: it could not be tried here, or the line broke."""

    OK = "ok"
    FAILED = "failed"
    NOT_SUPPORTED = "not_supported"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True)
class Point:
    """One promise. `check` tries it and tells its evidence; it raises what `trial` names when it is not kept.

    `needs` must be among the HIS's capabilities. `lasting` leaves something that cannot be taken back.
    """

    name: str
    promise: str
    check: Callable[[Trial], str]
    needs: frozenset[Capability] = frozenset()
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class PointResult:
    """What came of a point. `evidence` names answers, codes and made-up numbers, and nothing of a real person."""

    name: str
    status: Status
    evidence: str


def examine(trial: Trial, points: Iterable[Point], *, lasting: bool = False) -> tuple[PointResult, ...]:
    """Runs the points one after another, cancelling after each what it registered, and ends with what is left.

    When the HIS cannot be reached at all, the points after that are `NOT_POSSIBLE` without being tried.
    """
    results: list[PointResult] = []
    gone = ""
    for point in points:
        if gone:
            results.append(PointResult(point.name, Status.NOT_POSSIBLE, gone))
            continue
        results.append(run(point, trial, lasting=lasting))
        trial.clean()
        gone = trial.gone
    results.append(_left(trial))
    return tuple(results)


def run(point: Point, trial: Trial, *, lasting: bool = False) -> PointResult:
    """One point, without cleaning up after it."""
    missing = point.needs - trial.system.capabilities
    if missing:
        return PointResult(point.name, Status.NOT_SUPPORTED, f"without {', '.join(sorted(missing))}")
    if point.lasting and not lasting:
        return PointResult(point.name, Status.NOT_POSSIBLE, "it leaves something behind; try it on a test server")
    try:
        return PointResult(point.name, Status.OK, point.check(trial))
    except Failed as failed:
        return PointResult(point.name, Status.FAILED, f"{point.promise}: {failed}")
    except NotOffered as lacking:
        return PointResult(point.name, Status.NOT_SUPPORTED, str(lacking))
    except (Impossible, Broken) as reason:
        return PointResult(point.name, Status.NOT_POSSIBLE, str(reason))


def _left(trial: Trial) -> PointResult:
    name = "cleaned_up"
    if not trial.left:
        return PointResult(name, Status.OK, f"{trial.cancelled} visits registered and cancelled")
    codes = ", ".join(trial.left)
    lacking = Capability.CANCEL not in trial.system.capabilities
    status = Status.NOT_SUPPORTED if lacking else Status.FAILED
    return PointResult(name, status, f"to be cancelled by hand: {codes}")
