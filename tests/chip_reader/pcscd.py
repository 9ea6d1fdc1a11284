"""Tests in namespaces of their own, where a pcscd meets no other one (`chip_reader.virtual.pcscd`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chip_reader.virtual.pcscd import isolated, obstacle

_ROOT = Path(__file__).parents[2]


def needs_root() -> None:
    """Skip where no namespace can be made or pcscd is missing; on a build server that is a failure, not a skip."""
    reason = obstacle()
    if reason:
        if os.environ.get("CI"):
            pytest.fail(f"the build server must be able to run pcscd: {reason}")
        pytest.skip(reason)


def run_isolated(*pytest_arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest inside new namespaces; everything started there ends with it."""
    command = isolated([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *pytest_arguments])
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=150, check=False)
