"""In CI nothing goes unrun: a browser or notebook test that is skipped there has failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = """
import pytest

@pytest.mark.{mark}
def test_that_cannot_run():
    pytest.skip("there is no browser here")
"""


@pytest.mark.parametrize(
    ("mark", "ci", "outcome"),
    [
        ("browser", "true", "1 failed"),
        ("notebook", "true", "1 failed"),
        ("browser", "", "1 skipped"),
        ("benchmark", "true", "1 skipped"),
    ],
)
def test_a_skip_is_a_failure_only_where_it_must_run(
    mark: str, ci: str, outcome: str, tmp_path: Path
) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text(SKIPPING.format(mark=mark))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "CI": ci},
        capture_output=True,
        encoding="utf-8",
    )
    assert outcome in done.stdout
    assert ("there is no browser here" in done.stdout) == (outcome == "1 failed")
