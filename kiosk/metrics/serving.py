"""Serves a process's metrics to a Prometheus on the same machine."""

from __future__ import annotations

from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry, start_http_server

from kiosk.config.forms import is_loopback


class NotLoopback(ValueError):
    """Metrics are for this machine only."""

    def __init__(self, host: str) -> None:
        super().__init__(f"metrics are served on this machine only, not on {host}; name 127.0.0.1")


class MetricsServer:
    """Listens from when it is made until `close`; every path answers with the metrics.

    :param listen: host:port, the host a loopback address; port 0 takes a free one.
    :raises NotLoopback: for any other host.
    :raises OSError: when it cannot be listened there.
    """

    def __init__(self, registry: CollectorRegistry, listen: str) -> None:
        place = urlsplit(f"//{listen}")
        host = place.hostname or ""
        if not is_loopback(host):
            raise NotLoopback(host)
        self._server, self._thread = start_http_server(place.port or 0, host, registry)
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self._server.server_port}/metrics"

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
