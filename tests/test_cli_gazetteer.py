"""``geomap gazetteer``: what it installs, prints, asks and refuses."""

from __future__ import annotations

import io
import json
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

import geomap
from geomap.cli import gazetteer as gazetteer_cli
from geomap.cli.entry import run

VILLAGES = "name,lat,lon,id\nQozvanishtupeh,35.5,36.8,C1\nLatmana,35.3213,36.6204,C2\n"
DUMP = (
    "1\tQozvanishtupeh\tQozvanishtupeh\t\t35.5\t36.8\tP\tPPL\tSY\t\t10\t\t\t\t0\t\t500\t"
    "Asia/Damascus\t2024-05-06\n"
)
NAMES = "1\t1\ten\tQizvanabad Lesser\t\t\t\t\t\t\n"


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where gazetteers are installed in a test."""
    folder = tmp_path / "installed"
    monkeypatch.setenv("GEOMAP_GAZETTEERS", str(folder))
    return folder


@pytest.fixture
def command(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run ``geomap gazetteer`` in this process; ``typed`` makes it a terminal."""

    def go(*arguments: str | Path, typed: str | None = None) -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed or ""))
        monkeypatch.setattr(gazetteer_cli, "_is_terminal", lambda: typed is not None)
        capsys.readouterr()
        status = run(["gazetteer", *map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return go


@pytest.fixture
def villages(tmp_path: Path) -> Path:
    """A table of two villages."""
    path = tmp_path / "villages.csv"
    path.write_text(VILLAGES, encoding="utf-8")
    return path


def zipped(name: str, content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def mirror() -> Iterator[tuple[str, dict[str, bytes]]]:
    """A server with a small dump of GeoNames; its files can be changed."""
    files = {
        "/SY.zip": zipped("SY.txt", DUMP),
        "/alternatenames/SY.zip": zipped("SY.txt", NAMES),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = files.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/zip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", files
    server.shutdown()
    thread.join()
    server.server_close()


def test_help_shows_every_command_with_examples(command: Command) -> None:
    shown = command("--help")
    assert shown.status == 0
    for name in ("list", "info", "add", "remove"):
        assert f"\n  {name} " in shown.out
        assert command(name, "--help").status == 0
    assert "geomap gazetteer add geonames:SY" in shown.out


def test_the_builtin_is_listed_alone_at_first(command: Command) -> None:
    listed = command("list")
    assert (listed.status, listed.err) == (0, "")
    assert listed.out.startswith("builtin ")
    assert listed.out.count("\n") == 1


def test_a_village_is_known_once_its_gazetteer_is_installed(
    command: Command, villages: Path
) -> None:
    assert geomap.geocode("Qozvanishtupeh").place is None
    added = command("add", villages, "--country", "Syria", "--name", "own", "--licence", "CC0")
    assert (added.status, added.err) == (0, "")
    assert added.out.startswith("installed own ")
    place = geomap.geocode("Qozvanishtupeh").place
    assert place is not None
    assert (place.gazetteer, place.id) == ("own", "own:C1")
    assert geomap.geocode("اللطامنة").place is not None


def test_the_casebook_names_every_gazetteer_that_was_used(
    command: Command, villages: Path, tmp_path: Path
) -> None:
    from geomap.pipeline import load_stages

    command("add", villages, "--country", "SY", "--name", "own")
    report = tmp_path / "a.txt"
    report.write_text(
        "Published: October 1, 2015\n\nAn air strike on Wednesday killed 20 people in "
        "Qozvanishtupeh, Syria, activists said.\n"
    )
    load_stages.cache_clear()
    try:
        book = geomap.read(report)
    finally:
        load_stages.cache_clear()
    named = book.provenance["gazetteer"]
    assert named.startswith("builtin ")
    assert "; own " in named
    assert "own:C1" in set(book.toponyms["gazetteer_id"])
    saved = tmp_path / "casebook.gpkg"
    book.save(saved)
    assert geomap.open_casebook(saved).provenance["gazetteer"] == named


def test_list_and_info_tell_what_is_installed(command: Command, villages: Path) -> None:
    command("add", villages, "--country", "SY", "--name", "own", "--source", "the survey")
    lines = [json.loads(line) for line in command("list", "--json").out.splitlines()]
    assert [line["name"] for line in lines] == ["builtin", "own"]
    assert lines[1]["places"] == 2
    assert lines[1]["source"] == "the survey"
    assert lines[1]["licence"] == "not stated"
    facts = json.loads(command("info", "own", "--json").out)
    assert facts["countries"] == {"SY": 2}
    assert facts["meta"]["file"] == "villages.csv"
    assert facts["sample"][0] == {"name": "Qozvanishtupeh", "lon": 36.8, "lat": 35.5}
    shown = command("info", "own").out
    assert "sha256: " in shown
    assert "such as Qozvanishtupeh at 35.5000, 36.8000 (lat, lon)" in shown
    assert command("info", "builtin").status == 0


def test_removing_asks_or_is_told_yes(command: Command, villages: Path, folder: Path) -> None:
    command("add", villages, "--country", "SY", "--name", "own")
    refused = command("remove", "own")
    assert refused.status == 2
    assert "say so with --yes" in refused.err
    assert command("remove", "own", typed="n\n").status == 130
    assert (folder / "own.sqlite").exists()
    assert command("remove", "own", typed="y\n").status == 0
    assert not (folder / "own.sqlite").exists()
    assert command("remove", "own", "--yes").status == 2
    assert "cannot be removed" in command("remove", "builtin", "--yes").err


def test_a_broken_file_is_refused_in_one_line_and_the_old_stays(
    command: Command, villages: Path, folder: Path
) -> None:
    command("add", villages, "--country", "SY")
    before = (folder / "villages.sqlite").read_bytes()
    villages.write_text(VILLAGES + "A,95.2,36.7,C3\n", encoding="utf-8")
    refused = command("add", villages, "--country", "SY")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith("geomap: error: ")
    assert "villages.csv, line 4: latitude 95.2 is not between -90 and 90" in refused.err
    assert refused.err.count("\n") == 1
    assert (folder / "villages.sqlite").read_bytes() == before


def test_broken_lines_are_listed_when_they_are_left_out(command: Command, villages: Path) -> None:
    villages.write_text(VILLAGES + "A,95.2,36.7,C3\n\x1b[31mB,1,999,C4\n", encoding="utf-8")
    added = command("add", villages, "--country", "SY", "--skip-broken")
    assert added.status == 1
    assert "left out, row 4: latitude 95.2" in added.err
    assert "2 broken rows left out" in added.err
    assert "\x1b" not in added.err
    assert "2 places" in added.out


def test_unclear_columns_are_asked_for_on_a_terminal_only(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("town,village,lat,lon\nx,Qozvanishtupeh,35.5,36.8\n", encoding="utf-8")
    refused = command("add", path)
    assert refused.status == 2
    assert "several columns may be the name: 'town', 'village'" in refused.err
    assert "--column name=town" in refused.err
    asked = command("add", path, typed="2\n")
    assert asked.status == 0
    assert "Which column is the name?" in asked.err
    told = command("add", path, "--column", "name=village")
    assert told.status == 0
    assert ": 1 place " in told.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--column", "town"), "is not of the form ROLE=COLUMN"),
        (("--encoding", "klingon"), "--encoding 'klingon' is not known"),
        (("--country", "Atlantis"), "'Atlantis' is no country"),
        (("--name", "Ocha Syria"), "cannot name a gazetteer"),
        (("--date", "yesterday"), "is not a day"),
        (("--mirror", "http://127.0.0.1/"), "--mirror goes with a gazetteer to fetch"),
        (("--yes",), "--yes goes with a gazetteer to fetch"),
    ],
)
def test_options_that_are_off_are_usage_errors(
    command: Command, villages: Path, arguments: tuple[str, ...], words: str
) -> None:
    refused = command("add", villages, *arguments)
    assert refused.status == 2
    assert words in refused.err


def test_a_file_is_held_to_the_sha256_given(command: Command, villages: Path) -> None:
    refused = command("add", villages, "--country", "SY", "--sha256", "00")
    assert refused.status == 1
    assert "its sha256 is" in refused.err


def test_a_broken_installed_gazetteer_stops_answers_and_can_be_removed(
    command: Command, folder: Path
) -> None:
    folder.mkdir()
    (folder / "bad.sqlite").write_bytes(b"x" * 5000)
    assert run(["geocode", "Homs"]) == 1
    listed = command("list")
    assert listed.status == 1
    assert "bad  BROKEN: " in listed.out
    assert "geomap gazetteer remove bad" in command("info", "bad").err
    assert command("remove", "bad", "--yes").status == 0
    assert run(["geocode", "Homs, Syria"]) == 0


def test_a_download_shows_what_it_is_and_asks(
    command: Command, mirror: tuple[str, dict[str, bytes]], folder: Path
) -> None:
    url, files = mirror
    refused = command("add", "geonames:SY", "--mirror", url)
    assert refused.status == 2
    assert "say so with --yes" in refused.err
    size = sum(map(len, files.values()))
    assert f"GeoNames (geonames.org), SY; {size / 1e6:.1f} MB; licence CC-BY-4.0" in refused.err
    assert not folder.exists()
    assert command("add", "geonames:SY", "--mirror", url, typed="n\n").status == 130
    assert command("add", "geonames:SY", "--mirror", url, typed="y\n").status == 0
    place = geomap.geocode("Qizvanabad Lesser").place
    assert place is not None
    assert (place.gazetteer, place.id) == ("geonames-sy", "geonames:1")
    facts = json.loads(command("info", "geonames-sy", "--json").out)
    assert facts["meta"]["url"] == f"{url}SY.zip"
    assert facts["version"].startswith("2024-05-06.")


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/SY.zip", b"", "is not there (404)"),
        ("/alternatenames/SY.zip", b"", "is not there (404)"),
        ("/SY.zip", b"<!DOCTYPE html>log in", "is no whole zip archive"),
        ("/SY.zip", zipped("SY.txt", DUMP.replace("\tSY\t", "\tTR\t")), "a place of 'TR', not of"),
        ("/SY.zip", zipped("SY.txt", DUMP.replace("35.5", "95.5")), "latitude 95.5"),
        ("/alternatenames/SY.zip", zipped("SY.txt", "nonsense\n"), "alternateNamesV2 has 10"),
    ],
)
def test_what_is_fetched_wrongly_leaves_the_old(
    command: Command, mirror: tuple[str, dict[str, bytes]], folder: Path, path: str, body: bytes,
    words: str,
) -> None:  # fmt: skip
    url, files = mirror
    assert command("add", "geonames:SY", "--mirror", url, "--yes").status == 0
    before = (folder / "geonames-sy.sqlite").read_bytes()
    files[path] = body
    refused = command("add", "geonames:SY", "--mirror", url, "--yes")
    assert refused.status == 1
    assert words in refused.err
    assert (folder / "geonames-sy.sqlite").read_bytes() == before


def test_a_source_that_is_no_catalogue_entry_and_no_file_is_refused(command: Command) -> None:
    assert "cannot be read" in command("add", "no-such-file.csv").err
    assert command("add", "geonames:Atlantis", "--yes").status == 2
    assert "--names goes with a file" in command("add", "geonames:SY", "--names", "x").err
