"""`kiosk bench fleet` in its short form: real processes, stations that come back with a backlog, every row once."""

from __future__ import annotations

from xml.etree import ElementTree

from kiosk.hub.fleet.bench.chart import chart
from kiosk.hub.fleet.bench.fleet import measure_fleet


def test_a_backlog_drains_to_its_end_beside_the_others_and_every_row_is_there_once() -> None:
    figures = measure_fleet(16, 300, 4.0, 4, pause_s=1.0, durable=False)
    drain = figures["drain"]
    assert (drain["backlog_rows"], drain["not_drained"]) == (4 * 2_300, 0)
    assert (figures["lost"], figures["doubled"]) == (0, 0)
    assert figures["rows"] > drain["backlog_rows"]
    assert min(drain["heartbeat_p99_ms"], drain["cut_off_heartbeat_p99_ms"], drain["rows_per_second"]) > 0
    drawn = ElementTree.fromstring(chart(figures))
    assert len(drawn.findall("{*}rect")) > sum(len(figures[phase]["series"]) for phase in ("warm", "steady", "drain"))
