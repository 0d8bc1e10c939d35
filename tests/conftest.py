"""What all tests share: a CI that lets nothing go unrun, and the seeds read once."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("geomap", deadline=None)
settings.load_profile("geomap")


@pytest.fixture(scope="session", autouse=True)
def nothing_installed(tmp_path_factory: pytest.TempPathFactory) -> Generator[None, None, None]:
    """Whatever gazetteers and answers a developer keeps, the tests see none of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_GAZETTEERS", str(tmp_path_factory.mktemp("gazetteers")))
        patch.setenv("GEOMAP_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


_MUST_RUN = ("browser", "notebook")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, a browser or notebook test that could not run is a failure."""
    report = yield
    unrun = report.skipped and not hasattr(report, "wasxfail")
    if os.environ.get("CI") and unrun and any(map(item.get_closest_marker, _MUST_RUN)):
        report.outcome = "failed"
        report.longrepr = f"could not run, and in CI it must: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the founding reports."""
    return Path(__file__).parent.parent / "seeds"
