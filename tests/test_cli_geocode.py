"""``geomap geocode``: names, tables and streams, in this process."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import geomap
from geomap.cli.entry import run
from geomap.cli.second_opinion import key_variable
from geomap.errors import NotCachedError, RateLimitedError, UsageError
from geomap.model import Candidate, Place
from geomap.places.online.gazetteer import OnlineAnswer

TOWNS = "id,town,province\n1,Talbiseh,Homs\n2,Zzqqvvxxw,Homs\n3,Lataminah,Hama\n"


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


Geocode = Callable[..., Ended]


@pytest.fixture
def geocode(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Geocode:
    """Run ``geomap geocode`` in this process."""

    def go(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = run(["geocode", *map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return go


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(TOWNS, encoding="utf-8")
    return path


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_comes_back_with_its_places(geocode: Geocode, towns: Path) -> None:
    ended = geocode(towns, "--name", "town", "--admin1", "province", "--country", "SY")
    assert ended.status == 1
    rows = rows_of(ended.out)
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [row["geomap_country"] for row in rows] == ["SY", "", "SY"]
    assert float(rows[0]["geomap_lat"]) == pytest.approx(34.84, abs=0.05)
    assert rows[0]["geomap_admin1"] == "Homs"
    assert rows[0]["geomap_precision"] == "1"
    assert rows[0]["geomap_id"].startswith("builtin:")
    assert [rows[1][f"geomap_{name}"] for name in ("lat", "lon", "place", "id", "radius_km")] == [
        "", "", "", "", "",
    ]  # fmt: skip
    assert "Zzqqvvxxw" in rows[1]["geomap_reason"]
    assert "geomap_candidates" not in rows[0]
    assert ended.err == "3 rows: 2 placed, 1 not placed; the reason stands in the row\n"


def test_a_table_whose_rows_are_all_placed_is_status_0(geocode: Geocode) -> None:
    ended = geocode("-", "--name", "town", "--country", "Syria", stdin=b"town\nTalbiseh\n")
    assert (ended.status, len(rows_of(ended.out))) == (0, 1)
    assert ended.err == "1 row: 1 placed, 0 not placed\n"


def test_a_place_that_is_more_likely_elsewhere_is_called_a_guess(geocode: Geocode) -> None:
    assert geocode("Baghouz").out.rstrip().endswith("a guess")
    assert "guess" not in geocode("Talbiseh").out


def test_the_candidates_are_a_column_on_request(geocode: Geocode, towns: Path) -> None:
    ended = geocode(towns, "--name", "town", "--country", "SYR", "--why")
    assert "Homs, SY (34.8" in rows_of(ended.out)[0]["geomap_candidates"]


def test_every_cell_of_a_table_stays_as_it_was(geocode: Geocode, tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    note = '=1+1\nline two, "quoted"; \'x'
    with path.open("w", encoding="utf-16", newline="") as handle:
        csv.writer(handle, delimiter="\t").writerows([["note", "Town"], [note, "Talbiseh"]])
    [row] = rows_of(geocode(path, "--name", "town", "--country", "سوريا").out)
    assert row["note"] == note
    assert row["geomap_country"] == "SY"


def test_what_a_spreadsheet_would_compute_never_comes_from_geomap(
    geocode: Geocode, tmp_path: Path
) -> None:
    name = '=HYPERLINK("x");\n=2+2'
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"town": name, "@n": "-1", "n": -1}), encoding="utf-8")
    [row] = rows_of(geocode(path, "--name", "town").out)
    assert (row["town"], row["@n"], row["n"]) == ("'=HYPERLINK(\"x\");\n'=2+2", "'-1", "-1")
    path.write_text('town\n"x;=2+2"\n', encoding="utf-8")
    [row] = rows_of(geocode(path, "--name", "town").out)
    assert row["town"] == "x;=2+2"
    assert ";=" not in row["geomap_reason"]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".geojson"])
def test_a_table_is_written_to_a_file(
    suffix: str, geocode: Geocode, towns: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"placed{suffix}"
    ended = geocode(towns, "--name", "town", "--country", "SY", "-o", out)
    assert (ended.status, ended.out) == (1, f"{out}: 3 rows: 2 placed, 1 not placed\n")
    written = out.read_bytes()
    if suffix == ".geojson":
        features = json.loads(written)["features"]
        assert [feature["properties"]["id"] for feature in features] == ["1", "2", "3"]
        assert features[0]["geometry"]["coordinates"][1] == pytest.approx(34.84, abs=0.05)
        assert features[1]["geometry"] is None
    elif suffix == ".jsonl":
        lines = [json.loads(line) for line in written.decode().splitlines()]
        assert [line["geomap_lat"] is None for line in lines] == [False, True, False]
    else:
        assert written.startswith(b"\xef\xbb\xbfid")
        delimiter = "\t" if suffix == ".tsv" else ","
        text = written.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text), delimiter=delimiter))) == 4
    again = geocode(towns, "--name", "town", "--country", "SY", "-o", out)
    assert (again.status, out.read_bytes()) == (1, written)
    assert sorted(tmp_path.iterdir()) == sorted([towns, out])


def test_no_row_is_no_feature(geocode: Geocode, tmp_path: Path) -> None:
    out = tmp_path / "none.geojson"
    assert geocode("-", "--name", "town", "-o", out, stdin=b"town\n").status == 0
    assert json.loads(out.read_text())["features"] == []


def test_numbers_of_json_lines_stay_numbers(geocode: Geocode, tmp_path: Path) -> None:
    out = tmp_path / "placed.jsonl"
    row = {"n": 7, "town": "Talbiseh", "deep": {"a": [None, True]}}
    geocode("-", "--name", "town", "-o", out, stdin=json.dumps(row).encode())
    placed = json.loads(out.read_text())
    assert {name: placed[name] for name in row} == row
    assert placed["geomap_country"] == "SY"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["places.csv"], "--name COLUMN"),
        (["places.csv", "--name", "city"], "the columns are 'id', 'town', 'province'"),
        (["places.csv", "--name", "town", "--country", "Narnia"], "neither a column nor a country"),
        (["places.csv", "--name", "town", "--admin1", "Zzqq"], "neither a column nor a known"),
        (["places.csv", "Homs", "--name", "town"], "one table"),
        (["none.csv", "--name", "town"], "cannot be opened"),
        (["places.csv", "--name", "town", "-o", "places.csv"], "the table itself"),
        (["places.csv", "--name", "town", "-o", "mine.csv"], "--force"),
        (["places.csv", "--name", "town", "-o", "places.xlsx"], ".geojson"),
        (["places.csv", "--name", "town", "-o", "missing/out.csv"], "does not exist"),
        (["places.csv", "--name", "town", "--json"], "--json is for names"),
        (["placed.csv", "--name", "town"], "has a column 'geomap_lat' already"),
        (["twice.csv", "--name", "town", "-o", "out.jsonl"], "two columns 'n'"),
        (["Homs", "-o", "out.csv"], "--name COLUMN"),
        (["Homs", "--encoding", "utf-8"], "--name COLUMN"),
        (["Homs", "--contact", "a@example.org"], "--online"),
        (["Homs", "--offline"], "--online"),
        (["--jsonl", "--country", "SY"], "--jsonl"),
        (["--jsonl", "--name", "town"], "--jsonl"),
        (["--jsonl", "none.jsonl"], "none.jsonl"),
        (["Homs", "--country", "Narnia"], "no country"),
        ([], "Missing argument"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(
    arguments: list[str],
    words: str,
    geocode: Geocode,
    towns: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(towns.parent)
    Path("mine.csv").write_text("my,own\n")
    Path("placed.csv").write_text("town,geomap_lat\nHoms,1\n")
    Path("twice.csv").write_text("town,n,n\nHoms,1,2\n")
    before = {path.name: path.read_bytes() for path in towns.parent.iterdir()}
    ended = geocode(*arguments)
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err.startswith("geomap: error: ")
    assert ended.err.count("\n") == 1
    assert words in ended.err
    assert {path.name: path.read_bytes() for path in towns.parent.iterdir()} == before


def test_a_file_of_somebody_else_is_replaced_when_forced(
    geocode: Geocode, towns: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("my,own\n")
    geocode(towns, "--name", "town", "-o", out, "--force")
    assert "geomap_reason" in out.read_text(encoding="utf-8-sig")


def test_a_run_that_is_stopped_leaves_no_half_file(
    geocode: Geocode, towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geomap.places.tables.rows.geocode", stopped)
    out = tmp_path / "out.csv"
    assert geocode(towns, "--name", "town", "-o", out).status == 130
    assert list(tmp_path.iterdir()) == [towns]


def test_a_broken_table_leaves_nothing_behind(geocode: Geocode, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("town\nHoms\n")
    with path.open("ab") as handle:
        handle.write(b"\xff\xfe\n")
    ended = geocode(path, "--name", "town", "-o", tmp_path / "out.csv")
    assert ended.status == 2
    assert "line 3: cannot be decoded" in ended.err
    assert list(tmp_path.iterdir()) == [path]


def test_progress_is_for_terminals_only(
    towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("geomap.cli.geocode_table._TOLD_EVERY_S", 0)
    call = ["geocode", str(towns), "--name", "town", "-o", str(tmp_path / "out.csv")]
    assert run(call) == 1
    assert "2 of 3 rows, " in terminal.getvalue()
    assert "\r\x1b[K3 rows: " in terminal.getvalue()


def test_a_stream_of_spans_and_names_comes_back_in_order(geocode: Geocode) -> None:
    lines = [
        {"id": 1, "name": "Talbiseh", "admin1": "Homs", "country": "SYR"},
        {"id": 2, "text": "in Homs, Syria", "toponyms": [{"start": 3, "end": 7}]},
        {"id": 3, "text": "in Homs", "toponyms": [{"start": 3, "end": 70}]},
        {"id": "ä", "name": "Zzqqvvxxw"},
    ]
    content = "".join(json.dumps(line) + "\n\n" for line in lines).encode()
    ended = geocode("--jsonl", stdin=content)
    assert ended.status == 1
    assert ended.out.isascii()
    name, report, wrong, lost = map(json.loads, ended.out.splitlines())
    assert (name["id"], name["country"], name["precision"]) == (1, "SY", 1)
    assert report["toponyms"][0]["country"] == "SY"
    assert wrong["id"] == 3
    assert wrong["error"].startswith("line 5: ")
    assert (lost["id"], lost["lat"]) == ("ä", None)


def test_a_stream_without_an_error_is_status_0_though_not_all_is_placed(
    geocode: Geocode, tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"name": "Zzqqvvxxw"}\n')
    ended = geocode("--jsonl", path, "--why")
    assert ended.status == 0
    assert json.loads(ended.out)["candidates"] == []


def test_names_may_have_their_district(geocode: Geocode) -> None:
    ended = geocode("Talbiseh", "--admin2", "Ar Rastan", "--admin1", "Homs", "--country", "SYR")
    assert ended.status == 0
    assert ended.out.startswith("Talbiseh: ")


class FakeService:
    """An online service that answers from memory."""

    name = "online:fake"

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.asked: list[tuple[str, str | None]] = []

    def ask(self, name: str, *, country: str | None = None) -> OnlineAnswer:
        self.asked.append((name, country))
        if self.error:
            raise self.error
        place = Place(
            gazetteer=self.name, version="1", id="7", name="Talbisah", lon=36.73, lat=34.84,
            radius_km=2.0, feature="PPL", country="SY",
        )  # fmt: skip
        return OnlineAnswer(
            name=name, country=country, candidates=(Candidate(place=place, score=1.0),)
        )


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[FakeService, list[Any]]]:
    """Put a fake in the place of every online service; tells how it was opened."""

    def put(error: Exception | None = None) -> tuple[FakeService, list[Any]]:
        fake, opened = FakeService(error), []

        def open_online(service: str, **options: Any) -> FakeService:
            opened.append((service, options))
            return fake

        monkeypatch.setattr("geomap.places.online.gazetteer.open_online", open_online)
        return fake, opened

    return put


def test_a_second_opinion_stands_beside_the_offline_answer(
    geocode: Geocode, service: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    fake, opened = service()
    monkeypatch.setenv("GEOMAP_FAKE_KEY", "secret")
    call = ["Talbiseh, Homs", "--country", "Syria", "--online", "fake"]
    ended = geocode(*call, "--contact", "desk@example.org")
    assert ended.status == 0
    first, second = ended.out.splitlines()
    assert first.startswith("Talbiseh, Homs: ")
    assert second.startswith("  second opinion: online:fake agrees")
    assert fake.asked == [("Talbiseh", "SY")]
    assert opened == [
        ("fake", {"user_agent": "desk@example.org", "api_key": "secret", "offline": False})
    ]
    assert "secret" not in ended.out + ended.err


def test_a_second_opinion_is_a_field_of_its_own(
    geocode: Geocode, service: Callable[..., Any]
) -> None:
    service()
    alone = json.loads(geocode("Talbiseh", "--json").out)
    ended = geocode("Talbiseh", "--json", "--online", "fake", "--contact", "desk@example.org")
    beside = json.loads(ended.out)
    assert beside.pop("online")["verdict"] == "agrees"
    assert beside == alone


def test_a_service_that_fails_is_told_and_not_asked_again(
    geocode: Geocode, service: Callable[..., Any]
) -> None:
    fake, _ = service(RateLimitedError("asked too often", where="fake"))
    ended = geocode("Talbiseh", "Homs", "--online", "fake", "--contact", "desk@example.org")
    assert ended.status == 1
    lines = ended.out.splitlines()
    assert lines[1] == "  no second opinion: fake: asked too often"
    assert "was not asked again" in lines[3]
    assert len(fake.asked) == 1


def test_what_was_never_asked_is_told_for_each_name(
    geocode: Geocode, service: Callable[..., Any]
) -> None:
    fake, opened = service(NotCachedError("not kept", where="fake"))
    ended = geocode("Talbiseh", "Homs", "--online", "fake", "--offline")
    assert ended.status == 1
    assert ended.out.count("no second opinion: fake: not kept") == 2
    assert len(fake.asked) == 2
    assert opened[0][1]["offline"] is True


def test_nobody_is_asked_without_saying_who_asks(
    geocode: Geocode, service: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, opened = service()
    monkeypatch.delenv("GEOMAP_FAKE_KEY", raising=False)
    ended = geocode("Talbiseh", "--online", "fake")
    assert ended.status == 2
    assert "--contact" in ended.err
    assert "GEOMAP_FAKE_KEY" in ended.err
    assert opened == []


@pytest.mark.parametrize("more", [["--name", "town"], ["--jsonl"]])
def test_tables_and_streams_are_never_sent_anywhere(
    more: Sequence[str], geocode: Geocode, towns: Path, service: Callable[..., Any]
) -> None:
    _, opened = service()
    ended = geocode(towns, *more, "--online", "fake", "--contact", "desk@example.org")
    assert (ended.status, opened) == (2, [])


def test_a_key_is_named_after_its_service() -> None:
    assert key_variable("what3words-v3") == "GEOMAP_WHAT3WORDS_V3_KEY"


def test_a_table_in_python_gives_one_resolution_a_row(towns: Path) -> None:
    found = list(geomap.geocode_table(towns, name="town", admin1="province", country="SY"))
    assert [resolution.place is not None for resolution in found] == [True, False, True]
    rows = [{"town": "Talbiseh", "land": "SY"}, {"town": None}, {"land": "SY", "town": "Homs"}]
    records = geomap.geocode_table(rows, name="town", country="land")
    assert [resolution.place is not None for resolution in records] == [True, False, True]
    assert list(geomap.geocode_table([], name="town")) == []
    with pytest.raises(UsageError, match="no column 'city'"):
        next(geomap.geocode_table(rows, name="city"))
