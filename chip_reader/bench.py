"""What one reading costs: this machine's own time, and the link's, modelled, against the least it could be."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from .access_keys import BacKey
from .link_model import RATES, CountingConnection, Exchange, Link
from .reading import read_card
from .result import CardReading
from .trust import TrustStore
from .virtual import VirtualCard, VirtualReader, load_profile

PROFILES = ("adult-2021", "pace", "pace-brainpool", "complete")
"""The profiles measured; the first one's figures stand without a prefix."""

_TARGET_RATE = (424_000,)


@dataclass(frozen=True, slots=True)
class Run:
    """One reading: its result, the lengths of its exchanges, the sizes of the files read, milliseconds in all."""

    reading: CardReading
    exchanges: tuple[Exchange, ...]
    file_sizes: tuple[int, ...]
    total_ms: float

    @property
    def host_ms(self) -> float:
        """The reader's own work in milliseconds, without the card's."""
        return self.reading.stats.host_seconds * 1000

    def ratio(self, link: Link) -> float:
        """The modelled time of this whole reading over the least the link needs for its files."""
        return link.total_ms(self.exchanges) / link.least_ms(self.file_sizes)

    def files_ratio(self, link: Link) -> float:
        """The same for the commands that read files alone, without opening and proving the chip."""
        return link.total_ms(one for one in self.exchanges if one.reads) / link.least_ms(self.file_sizes)


def measure(runs: int = 20, profiles: tuple[str, ...] = PROFILES) -> dict[str, float]:
    """Figures over `runs` readings of each profile: commands, bytes received, and medians in milliseconds.

    `host_ms` is the reader's own work; `total_ms` adds the virtual card's. `link_424_ms` is the modelled time of the
    whole reading at 424 kbit/s with `link_fixed_ms` for each command, `link_424_least_ms` the least for the same
    files, `link_424_ratio` one over the other, and `link_424_files_ratio` the same without the commands that open and
    prove the chip. Figures of further profiles begin with the profile's name.
    """
    figures: dict[str, float] = {}
    for index, name in enumerate(profiles):
        prefix, rates = (f"{name}_", _TARGET_RATE) if index else ("", RATES)
        figures |= {f"{prefix}{key}": value for key, value in _measure(name, runs, rates).items()}
    return {**figures, "runs": runs, "link_fixed_ms": Link(RATES[0]).fixed_ms}


def run_once(card: VirtualCard) -> Run:
    """One whole verified reading of a virtual card in this process, its issuer trusted."""
    reader = VirtualReader()
    reader.insert(card)
    connection = CountingConnection(reader.connect())
    trust, keys = TrustStore.from_certificates([card.issuer.csca]), [BacKey.from_mrz(card.profile.mrz)]
    started = time.perf_counter()
    reading = read_card(connection, keys, trust=trust, now=datetime.now(UTC))
    total = (time.perf_counter() - started) * 1000
    connection.close()
    return Run(reading, tuple(connection.exchanges), tuple(len(data) for data in card.files.values()), total)


def _measure(name: str, runs: int, rates: tuple[int, ...]) -> dict[str, float]:
    card = VirtualCard(load_profile(name))
    done = [run_once(card) for _ in range(runs)]
    last = done[-1]
    figures = {
        "apdus": last.reading.stats.apdus,
        "bytes": last.reading.stats.bytes_received,
        "host_ms": round(statistics.median(run.host_ms for run in done), 2),
        "total_ms": round(statistics.median(run.total_ms for run in done), 2),
    }
    for rate in rates:
        link = Link(rate)
        label = f"link_{rate // 1000}"
        figures |= {
            f"{label}_ms": round(link.total_ms(last.exchanges), 1),
            f"{label}_least_ms": round(link.least_ms(last.file_sizes), 1),
            f"{label}_ratio": round(last.ratio(link), 3),
            f"{label}_files_ratio": round(last.files_ratio(link), 3),
        }
    return figures
