"""What one reading costs this machine: a full read of the virtual card, in process, without waiting for hardware."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime

from .access_keys import BacKey
from .reading import read_card
from .trust import TrustStore
from .virtual import VirtualCard, VirtualReader, load_profile


def measure(runs: int = 20) -> dict[str, float]:
    """Figures over `runs` readings: commands, bytes received, and medians in milliseconds.

    `host_ms` is the reader's own work; `total_ms` adds the virtual card's.
    """
    profile = load_profile("adult-2021")
    card, reader = VirtualCard(profile), VirtualReader()
    trust, keys = TrustStore.from_certificates([card.issuer.csca]), [BacKey.from_mrz(profile.mrz)]
    host, total, now = [], [], datetime.now(UTC)
    reader.insert(card)
    for _ in range(runs):
        connection = reader.connect()
        started = time.perf_counter()
        reading = read_card(connection, keys, trust=trust, now=now)
        total.append((time.perf_counter() - started) * 1000)
        host.append(reading.stats.host_seconds * 1000)
        connection.close()
    return {
        "apdus": reading.stats.apdus,
        "bytes": reading.stats.bytes_received,
        "host_ms": round(statistics.median(host), 2),
        "total_ms": round(statistics.median(total), 2),
        "runs": runs,
    }
