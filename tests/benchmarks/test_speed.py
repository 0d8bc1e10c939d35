"""How long and how large: reported at the end of a run, never asserted by the clock.

The limits that the project has set itself stand beside each figure. Times on a shared machine
say little; sizes are exact.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

_COMMAND = "import sys; from geomap.cli import main; main(sys.argv[1:])"

Report = Callable[[str, float, str], None]


@pytest.fixture
def tell(
    record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> Report:
    """Print a figure past the capture, and keep it in the report of the run."""

    def go(what: str, figure: float, unit: str) -> None:
        record_property(what, f"{figure:.2f} {unit}")
        with capsys.disabled():
            sys.stdout.write(f"\n  {what}: {figure:.2f} {unit}")

    return go


def _run(*arguments: str, times: int = 3) -> tuple[float, float]:
    """Run Python; give seconds of the fastest run and the peak memory in MB."""
    seconds, megabytes = [], []
    for _ in range(times):
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        megabytes.append(usage.ru_maxrss / 1024)
    return min(seconds), max(megabytes)


def test_importing_geomap_is_timed(tell: Report) -> None:
    code = "import time; start = time.perf_counter(); import geomap; "
    done = subprocess.run(
        [sys.executable, "-c", code + "print(time.perf_counter() - start)"],
        capture_output=True,
        check=True,
    )
    tell("import geomap (limit 0.1 s)", float(done.stdout), "s")


def test_help_is_timed(tell: Report) -> None:
    seconds, _ = _run("-c", _COMMAND, "--help")
    tell("geomap --help (limit 0.3 s)", seconds, "s")


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="no wait4")
def test_the_seeds_are_drawn_and_timed(tell: Report, seeds: Path, tmp_path: Path) -> None:
    page = tmp_path / "map.html"
    seconds, megabytes = _run("-c", _COMMAND, "map", str(seeds), "-o", str(page), times=1)
    tell("geomap map seeds (limit 5 s on two idle cores)", seconds, "s")
    tell("peak memory of one process (limit 1000 MB)", megabytes, "MB")
    size = page.stat().st_size
    tell("map of the seeds (limit 600 kB)", size / 1000, "kB")
    assert size < 600_000
