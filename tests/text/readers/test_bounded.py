from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.model import Report, SetAside
from geomap.protocols import ReportSource
from geomap.text.readers import ReadOptions, read_reports
from geomap.text.readers.bounded import BoundedWorker

MakeSource = Callable[..., ReportSource]
# Emphasis that opens and never closes: a minute's work for the parser.
SLOW = "*a_ " * 2_000_000


@pytest.fixture(scope="module")
def worker() -> Iterator[BoundedWorker]:
    with BoundedWorker(ReadOptions()) as running:
        yield running


def test_a_worker_starts_when_needed_and_ends_with_its_block(make_source: MakeSource) -> None:
    with BoundedWorker(ReadOptions()) as worker:
        assert not worker.is_running
        (report,) = worker.read("Markdown", make_source("Words — «حمص».", ".md", title="T"))
        assert (report.text, report.title) == ("Words — «حمص».\n", "T")
        assert worker.is_running
    assert not worker.is_running


def test_errors_come_back_with_their_kind(worker: BoundedWorker, make_source: MakeSource) -> None:
    with pytest.raises(EmptyReportError):
        worker.read("HTML", make_source("<html><script>x</script></html>", ".html"))
    with pytest.raises(UnreadableReportError, match="damaged"):
        worker.read("PDF", make_source("%PDF-1.4 no", ".pdf"))


def test_a_worker_that_dies_costs_one_file(worker: BoundedWorker, make_source: MakeSource) -> None:
    worker.read("Markdown", make_source("Words.", ".md"))
    assert worker._process is not None
    worker._process.kill()
    with pytest.raises(UnreadableReportError, match="crashed on it"):
        worker.read("Markdown", make_source("Words.", ".md"))
    (report,) = worker.read("Markdown", make_source("Words again.", ".md"))
    assert report.text == "Words again.\n"


def test_a_file_that_takes_too_long_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(SLOW)
    (tmp_path / "b.md").write_text("Words.")
    slow, good = read_reports([tmp_path], options=ReadOptions(seconds=2))
    assert isinstance(slow, SetAside)
    assert slow.reason == "took longer than 2 s"
    assert isinstance(good, Report)


def test_a_file_that_needs_too_much_memory_is_set_aside(
    tmp_path: Path, make_docx: Callable[..., bytes]
) -> None:
    (tmp_path / "a.html").write_text("<p>" + "words " * 6_000_000)
    (tmp_path / "b.docx").write_bytes(make_docx("Words."))
    big, good = read_reports([tmp_path], options=ReadOptions(memory=160_000_000))
    assert isinstance(big, SetAside)
    assert "memory" in big.reason
    assert isinstance(good, Report)


def test_modules_in_the_current_folder_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_source: MakeSource
) -> None:
    for name in ("json", "lxml", "trafilatura"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hijacked')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", [entry for entry in sys.path if entry])
    with BoundedWorker(ReadOptions()) as worker:
        (report,) = worker.read("HTML", make_source("<!DOCTYPE html><p>Words.", ".html"))
    assert report.text == "Words.\n"


def test_plain_text_needs_no_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: BoundedWorker) -> None:
        raise AssertionError("a worker was started for plain text")

    monkeypatch.setattr(BoundedWorker, "start", refuse)
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.jsonl").write_text('{"text": "Others."}')
    assert all(isinstance(entry, Report) for entry in read_reports([tmp_path]))


def test_the_worker_loads_no_tables_and_no_language_model() -> None:
    code = (
        "import sys, geomap.text.readers.worker, trafilatura, docx, pypdfium2; "
        "print(sorted({'pandas', 'spacy', 'geopandas', 'folium'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert shown.stdout.decode().strip() == "[]"
