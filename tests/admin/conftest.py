"""The station in virtual time is at home with the station's own tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "station"))  # station_parts
