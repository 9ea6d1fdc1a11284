"""The metrics of one process: counted by whoever does the work, looked at anew whenever Prometheus asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from kiosk.metrics.families import Family, fitting

Sample = tuple[str, dict[str, str], float]
"""A gauge's name, its labels and its value now."""

disable_created_metrics()  # type: ignore[no-untyped-call]


class Book:
    """Holds one registry of these families; thread-safe."""

    def __init__(self, families: Iterable[Family]) -> None:
        self.registry = CollectorRegistry(auto_describe=False)
        self._families = {family.name: family for family in families}
        self._counters: dict[str, Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        for family in self._families.values():
            if family.kind == "counter":
                self._counters[family.name] = Counter(family.name, family.about, family.labels, registry=self.registry)
            elif family.kind == "histogram":
                self._histograms[family.name] = Histogram(
                    family.name, family.about, family.labels, registry=self.registry, buckets=family.buckets
                )
        ProcessCollector(registry=self.registry)

    def count(self, name: str, by: float = 1.0, /, **labels: str) -> None:
        """Something happened.

        :raises KeyError: for a counter that is not in the list; ValueError for labels that are not its own.
        """
        counter = self._counters[name]
        (counter.labels(**_fitting(labels)) if labels else counter).inc(by)

    def observe(self, name: str, seconds: float, /, **labels: str) -> None:
        """Something took so long.

        :raises KeyError: for a histogram that is not in the list; ValueError for labels that are not its own.
        """
        histogram = self._histograms[name]
        (histogram.labels(**_fitting(labels)) if labels else histogram).observe(seconds)

    def look(self, samples: Callable[[], Iterable[Sample]]) -> None:
        """Ask `samples` for the gauges whenever somebody reads; it is called on the reader's thread."""
        self.registry.register(_Looking(self._families, samples))


class _Looking(Collector):
    def __init__(self, families: dict[str, Family], samples: Callable[[], Iterable[Sample]]) -> None:
        self._families, self._samples = families, samples

    def collect(self) -> Iterator[Metric]:
        """See `Collector`."""
        found: dict[str, GaugeMetricFamily] = {}
        told: set[tuple[str, tuple[str, ...]]] = set()
        for name, labels, value in self._samples():
            family = self._families[name]
            if family.kind != "gauge" or set(labels) != set(family.labels):
                raise ValueError(f"{name} is told with {sorted(labels)}")
            values = tuple(fitting(label, labels[label]) for label in family.labels)
            if (name, values) not in told:
                told.add((name, values))
                metric = found.setdefault(name, GaugeMetricFamily(name, family.about, labels=family.labels))
                metric.add_metric(values, value)
        yield from found.values()

    def describe(self) -> Iterable[Metric]:
        """Nothing is looked at before somebody asks."""
        return ()


def _fitting(labels: dict[str, str]) -> dict[str, str]:
    return {label: fitting(label, value) for label, value in labels.items()}
