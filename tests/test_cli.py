"""The command line: what it prints where, what it writes, how it ends."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import geomap
from geomap.cli.entry import run
from geomap.errors import UsageError

REPORT = (
    "Published: October 1, 2015\n\nAn air strike on Wednesday killed 20 people in Talbiseh, "
    "Syria, activists said.\n"
)


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in this process."""

    def go(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ended(status, printed.out, printed.err)

    return go


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A folder with one report."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    return folder


def assert_one_line_error(ended: Ended, *words: str) -> None:
    """Hold that a command ended with one plain line."""
    assert ended.out == ""
    assert ended.err.startswith("geomap: error: ")
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    for word in words:
        assert word in ended.err


def test_version_and_help_are_for_people(command: Command) -> None:
    assert command("--version").out == f"geomap, version {geomap.__version__}\n"
    shown = command("--help")
    assert shown.status == 0
    for name in ("map", "read", "explain", "geocode"):
        assert f"\n  {name} " in shown.out
        help_text = command(name, "--help").out
        assert "Example" in help_text
        assert f"  geomap {name} " in help_text


def test_map_draws_the_seeds_into_one_page(command: Command, seeds: Path, tmp_path: Path) -> None:
    page = tmp_path / "map.html"
    ended = command("map", seeds, "-o", page, "--title", "The founding reports")
    assert ended.status == 0
    assert ended.out.startswith(f"{page}: 6 reports, ")
    assert ended.err.startswith("6 reports read\n")
    html = page.read_text(encoding="utf-8")
    assert "<title>The founding reports</title>" in html
    first = page.read_bytes()
    again = command("map", seeds, "-o", page, "--title", "The founding reports")
    assert (again.status, page.read_bytes()) == (0, first)


def test_map_draws_a_table_and_says_how_it_was_read(command: Command, tmp_path: Path) -> None:
    table, page = tmp_path / "table.csv", tmp_path / "map.html"
    table.write_text("lat,lon,seen,dead,note\n34.8,36.7,2015-09-30,4,x\n,,,,\n")
    ended = command("map", table, "-o", page, "--column", "date=seen", "--keep", "note")
    assert ended.status == 0
    assert ended.out == f"{page}: 2 incidents; 1 without a place, 1 without a day\n"
    assert "columns: lat = lat, lon = lon, date = seen, killed = dead" in ended.err
    assert "34.8" not in page.read_text(encoding="utf-8").split("<script")[0]


def test_map_draws_a_saved_casebook(command: Command, report: Path, tmp_path: Path) -> None:
    book, page = tmp_path / "book.gpkg", tmp_path / "map.html"
    assert command("read", report, "-o", book).status == 0
    ended = command("map", book, "-o", page)
    assert ended.status == 0
    assert "1 report, 1 incident" in ended.out
    assert command("map", book, "-o", page, "--column", "date=x").status == 2


def test_map_takes_out_what_the_rules_name(command: Command, report: Path, tmp_path: Path) -> None:
    page, rules = tmp_path / "map.html", tmp_path / "rules.toml"
    rules.write_text('coarsen = "governorate"\nembargo = 2030-01-01\n')
    assert command("map", report, "-o", page).status == 0
    assert "Talbiseh" in page.read_text("utf-8")
    ended = command("map", report, "-o", page, "--redact", rules)
    assert ended.status == 0
    assert "redacted: places coarsened: 1" in ended.err
    text = page.read_text("utf-8")
    assert "Talbiseh" not in text
    assert "2030-01-01" in text
    rules.write_text("coarse = 1")
    assert command("map", report, "-o", page, "--redact", rules).status == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map", "table.csv", "nowhere.csv"), "no such file"),
        (("map", "table.csv", "--column", "date"), "is not ROLE=COLUMN"),
        (("map", "table.csv", "--column", "moon=lat"), "is no role"),
        (("map", "table.csv", "--column", "date=nowhere"), "no column 'nowhere'"),
        (("map", "table.csv", "--keep", "nowhere"), "no column 'nowhere'"),
        (("map", "a.txt", "--keep", "x"), "are for a table"),
    ],
)
def test_a_wrong_call_with_a_table_is_one_line(
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("table.csv", "other.csv"):
        (tmp_path / name).write_text("lat,lon\n1,2\n")
    (tmp_path / "a.txt").write_text(REPORT)
    ended = command(*arguments, "-o", "map.html")
    assert ended.status == 2
    assert words in ended.err
    assert not (tmp_path / "map.html").exists()


def test_a_file_of_somebody_else_is_kept_unless_forced(
    command: Command, report: Path, tmp_path: Path
) -> None:
    page = tmp_path / "map.html"
    page.write_text("my notes")
    ended = command("map", report, "-o", page)
    assert ended.status == 2
    assert_one_line_error(ended, str(page), "--force")
    assert page.read_text() == "my notes"
    assert command("map", report, "-o", page, "--force").status == 0
    assert "my notes" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/map.html", "does not exist"),
        ("map.gpkg", "ends in .html"),
        ("map", "ends in .html"),
        ("folder.html", "folder"),
    ],
)
def test_the_page_is_checked_before_the_long_work(
    name: str,
    words: str,
    command: Command,
    report: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "folder.html").mkdir()
    monkeypatch.setattr("geomap.pipeline.read", lambda *_, **__: pytest.fail("read already"))
    ended = command("map", report, "-o", tmp_path / name)
    assert ended.status == 2
    assert_one_line_error(ended, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing/book.gpkg", "does not exist"), ("book.xlsx", ".gpkg"), ("mine.csv", "--force")],
)
def test_the_casebook_is_checked_before_the_long_work(
    name: str,
    words: str,
    command: Command,
    report: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "mine.csv").write_text("my,own\n1,2\n")
    monkeypatch.setattr("geomap.pipeline.read", lambda *_, **__: pytest.fail("read already"))
    ended = command("read", report, "-o", tmp_path / name)
    assert ended.status == 2
    assert_one_line_error(ended, words)


def test_a_folder_without_the_right_to_write_is_told(
    command: Command, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    ended = command("map", report, "-o", tmp_path / "map.html")
    assert ended.status == 2
    assert_one_line_error(ended, "cannot be written in")


def test_what_cannot_be_read_is_listed_and_the_rest_is_drawn(
    command: Command, report: Path, tmp_path: Path
) -> None:
    (report / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (report / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    page = tmp_path / "map.html"
    ended = command("map", report, "-o", page)
    assert ended.status == 1
    assert page.exists()
    lines = ended.err.splitlines()
    assert lines[0] == "1 report read, 2 set aside:"
    assert lines[1].startswith(f"  {report.as_posix()}/broken.pdf: ")
    assert "unknown file type '.xlsx'" in lines[2]


def test_a_report_half_in_another_language_is_read_and_what_was_not_is_told(
    command: Command, report: Path, tmp_path: Path
) -> None:
    arabic = "سقطت قذيفتان على سوق البلدة يوم الأحد وقتل خمسة أشخاص."
    english = "On Sunday two shells killed five people at the market of Douma, a doctor said."
    (report / "both.txt").write_text(f"{english}\n\n{arabic}\n", encoding="utf-8")
    (report / "other.txt").write_text(arabic, encoding="utf-8")
    ended = command("map", report, "-o", tmp_path / "map.html")
    lines = ended.err.splitlines()
    assert lines[0] == "2 reports read, 2 set aside:"
    assert "both.txt: in part in Arabic ('ar'): " in lines[1]
    assert "other.txt: in Arabic ('ar'): not read" in lines[2]


def test_nothing_is_written_when_nothing_could_be_read(command: Command, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    ended = command("map", tmp_path / "broken.pdf", "-o", tmp_path / "map.html")
    assert ended.status == 1
    assert "broken.pdf" in ended.err
    assert "not one report could be read" in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["map", "no-such-folder", "-o", "map.html"], "no such file or folder"),
        (["read"], "Missing argument"),
        (["map", "x.txt"], "--output"),
        (["nonsense"], "No such command"),
        (["map", "x.txt", "-o", "m.html", "--published", "yesterday"], "2015-09-30"),
        (["map", "x.txt", "-o", "m.html", "--language", "English"], "two-letter"),
        (["read", "--jsonl", "-o", "book.gpkg"], "--jsonl"),
        (["read", "--jsonl", "--source", "SANA"], "--jsonl"),
        (["read", "--jsonl", "no-such.jsonl"], "no-such.jsonl"),
        (["explain", "no-such.gpkg", "x"], "no such file"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(
    arguments: list[str],
    words: str,
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(REPORT)
    ended = command(*arguments)
    assert ended.status == 2
    assert_one_line_error(ended, words)


def test_an_empty_folder_is_a_wrong_call(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = command("read", tmp_path / "empty")
    assert ended.status == 2
    assert_one_line_error(ended, "no reports in it")


def test_the_shell_alone_runs_nothing(command: Command) -> None:
    ended = command()
    assert ended.status in (0, 2)
    assert "Commands:" in ended.out + ended.err


def test_control_characters_of_reports_are_shown_not_obeyed(
    command: Command, tmp_path: Path
) -> None:
    hostile = tmp_path / "a\x1b[31m\u202e.xyz"
    hostile.write_text("x")
    ended = command("read", hostile)
    assert ended.status == 1
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err
    assert "⟨U+001B⟩[31m⟨U+202E⟩.xyz" in ended.err


def test_a_dash_is_standard_input(command: Command, tmp_path: Path) -> None:
    ended = command("read", "-", stdin=REPORT.encode())
    assert ended.status == 0
    assert "Homs" in ended.out
    assert "2015-09-30" in ended.out
    ended = command("map", "-", "-o", tmp_path / "map.html", stdin=REPORT.encode())
    assert (ended.status, (tmp_path / "map.html").exists()) == (0, True)


def test_options_say_what_the_report_does_not(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An air strike killed 20 people in Talbiseh on Wednesday.")
    book = tmp_path / "book.gpkg"
    ended = command(
        "read", tmp_path / "a.txt", "-o", book, "--published", "2015-10-01",
        "--source", "SANA", "--title", "Strike", "--author", "A. Writer",
        "--url", "https://example.org/1", "--language", "EN",
    )  # fmt: skip
    assert ended.status == 0
    saved = geomap.open_casebook(book)
    said = saved.reports.iloc[0]
    assert said[["source", "title", "author", "url", "language", "published"]].tolist() == [
        "SANA", "Strike", "A. Writer", "https://example.org/1", "en", "2015-10-01",
    ]  # fmt: skip
    assert saved.incidents["date_start"].tolist() == ["2015-09-30"]


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet", ".geojson", ".csv"])
def test_read_writes_tables_that_read_back(
    suffix: str, command: Command, report: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"book{suffix}"
    ended = command("read", report, "-o", path)
    assert ended.status == 0
    assert ended.out.startswith(f"{path}: 1 report, 1 incident, ")
    assert geomap.open_casebook(path) == geomap.read(report)
    assert command("read", report, "-o", path).status == 0


def test_read_without_an_output_lists_the_incidents(command: Command, report: Path) -> None:
    ended = command("read", report)
    assert ended.status == 0
    head, blank, row = ended.out.splitlines()
    assert head.startswith("1 report, 1 incident, ")
    assert blank == ""
    assert "2015-09-30" in row
    assert "killed: 20" in row


def test_explain_traces_an_incident_by_its_id_or_its_beginning(
    command: Command, seeds: Path, tmp_path: Path
) -> None:
    path = tmp_path / "book.gpkg"
    assert command("read", seeds / "talbiseh-lataminah-2015.txt", "-o", path).status == 0
    identities = geomap.open_casebook(path).incidents["id"].tolist()
    whole = command("explain", path, identities[0])
    assert whole.status == 0
    assert "claim" in whole.out
    assert "because" in whole.out
    shortest = next(
        identities[0][:end]
        for end in range(1, 99)
        if sum(one.startswith(identities[0][:end]) for one in identities) == 1
    )
    assert command("explain", path, shortest).out == whole.out
    several = command("explain", path, identities[0][:3])
    assert several.status == 2
    assert_one_line_error(several, identities[0], identities[1], "write more")


def test_explain_lists_near_ids_for_an_unknown_one(
    command: Command, report: Path, tmp_path: Path
) -> None:
    path = tmp_path / "book.gpkg"
    command("read", report, "-o", path)
    identity = geomap.open_casebook(path).incidents["id"].iloc[0]
    ended = command("explain", path, identity + "x")
    assert ended.status == 2
    assert_one_line_error(ended, f"near ones are {identity}")


def test_explain_needs_a_casebook(command: Command, tmp_path: Path) -> None:
    (tmp_path / "book.gpkg").write_text("not one")
    ended = command("explain", tmp_path / "book.gpkg", "x")
    assert ended.status in (1, 2)
    assert_one_line_error(ended, "book.gpkg")


def test_geocode_places_names_and_says_why(command: Command) -> None:
    ended = command("geocode", "Talbiseh, Homs", "--why")
    assert ended.status == 0
    first, *rest = ended.out.splitlines()
    assert first.startswith("Talbiseh, Homs: ")
    assert "34.84" in first
    assert any(line.startswith("  because ") for line in rest)
    assert any(line.startswith("  candidate ") for line in rest)


def test_geocode_says_plainly_what_it_did_not_find(command: Command) -> None:
    ended = command("geocode", "Homs, Syria", "Zzqqvvxxw")
    assert ended.status == 1
    found, lost = ended.out.splitlines()
    assert found.startswith("Homs, Syria: ")
    assert lost.startswith("Zzqqvvxxw: not placed: ")


def test_geocode_writes_json_for_programs(command: Command) -> None:
    ended = command(
        "geocode", "-", "--json", "--country", "SY", stdin="تلبيسة\n\nZzqqvvxxw\n".encode()
    )
    assert ended.status == 1
    found, lost = map(json.loads, ended.out.splitlines())
    assert found["name"] == "تلبيسة"
    assert found["place"]["country"] == "SY"
    assert found["place"]["lat"] == pytest.approx(34.84, abs=0.05)
    assert found["candidates"]
    assert lost["place"] is None
    assert lost["reason"]


def test_being_stopped_is_one_line_and_status_130(
    command: Command, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geomap.pipeline.read", stopped)
    ended = command("map", report, "-o", tmp_path / "map.html")
    assert ended.status == 130
    assert ended.err == "geomap: error: stopped\n"
    assert list(tmp_path.iterdir()) == [report]


def test_progress_is_for_terminals_only(
    report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    run(["read", str(report)])
    assert "\r" not in capsys.readouterr().err
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run(["read", str(report)])
    assert "1 read" in terminal.getvalue()
    assert terminal.getvalue().endswith("1 report read\n")


def test_every_error_of_ours_is_one_line(
    command: Command, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise UsageError("first line\nsecond \x1b line")

    monkeypatch.setattr("geomap.pipeline.read", broken)
    ended = command("read", report)
    assert ended.status == 2
    assert ended.err == "geomap: error: first line second ⟨U+001B⟩ line\n"


def _start(*arguments: str, **keywords: object) -> subprocess.Popen[bytes]:
    code = "import sys; from geomap.cli import main; main(sys.argv[1:])"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **keywords,  # type: ignore[call-overload]
    )


def test_a_reader_that_has_gone_is_no_error() -> None:
    process = _start("geocode", *["Homs, Syria"] * 3000, "--json")
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_a_stream_quietly() -> None:
    # Whoever runs the tests in the background has it ignored, and children inherit that.
    process = _start(
        "read",
        "--jsonl",
        stdin=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"no report\n")
    process.stdin.flush()
    assert b"line 1" in process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaint == b"geomap: error: stopped\n"
