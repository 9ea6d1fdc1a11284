"""Runs the demonstration camera: `python -m face_match.demo --port 0` prints a ready line, serves until SIGTERM."""

from __future__ import annotations

import argparse
import json
import signal
import sys

from face_match.demo.server import DemoServer


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m face_match.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port (default)")
    options = parser.parse_args()
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)  # inherited by every thread; sigwait below takes them
    try:
        server = DemoServer(options.port)
    except OSError as error:
        sys.stderr.write(f"the demonstration camera cannot listen on port {options.port}: {error.strerror}\n")
        return 2
    with server:
        sys.stdout.write(json.dumps({"url": server.url, "control": server.control}) + "\n")
        sys.stdout.flush()
        signal.sigwait(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
