"""Arithmetic in one thread: the command line's default, which the user may change."""

from __future__ import annotations

import os

import pytest

from geomap.cli.entry import run
from geomap.threads import ONE_THREAD, use_one_thread


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ONE_THREAD:
        # set first, so that what the test leaves behind is taken back
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("unset")
def test_a_command_runs_in_one_thread() -> None:
    run(["--version"])
    assert [os.environ.get(name) for name in ONE_THREAD] == ["1", "1", "1"]


def test_the_user_s_number_of_threads_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    use_one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "2"
