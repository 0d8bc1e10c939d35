"""The README keeps what it says: every command and option is in it, and its examples run."""

from __future__ import annotations

import ast
import io
import json
import re
import shlex
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

import click
import pytest

from geomap.cli.entry import commands, run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
# README and CONTRIBUTING, CHANGELOG, NOTICE.
PAPERS = sorted([*ROOT.glob("*.md"), ROOT / "NOTICE"])


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def _options() -> list[tuple[str, str]]:
    return sorted(
        (name, flag)
        for name, command in commands.commands.items()
        for option in command.params
        if isinstance(option, click.Option)
        for flag in (*option.opts, *option.secondary_opts)
    )


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_a_chapter(name: str) -> None:
    assert re.search(rf"^### `geomap {name}\b", README, flags=re.MULTILINE)


@pytest.mark.parametrize(("name", "flag"), _options())
def test_every_option_is_described(name: str, flag: str) -> None:
    del name
    assert f"`{flag}`" in README


@pytest.mark.parametrize(("name", "flag"), _options())
def test_every_option_has_its_help(name: str, flag: str) -> None:
    option = next(o for o in commands.commands[name].params if flag in o.opts)
    assert isinstance(option, click.Option)
    assert option.help


def test_no_option_is_described_that_is_not_there() -> None:
    known = {flag for _, flag in _options()} | {"--help", "--version", "--here", "-h", "-e"}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z0-9-]*", README)) - known == set()


def test_the_two_lines_stand_near_the_top() -> None:
    head = README.splitlines()[:25]
    assert "pip install . && geomap map seeds -o map.html" in head
    assert 'pip install -e ".[test]" && pytest' in head


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the README's examples expect it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    reports = [
        {"id": name, "text": f"A strike killed {count} people in {name}, Syria, on 3 May 2016."}
        for name, count in (("Talbiseh", 3), ("Lataminah", 4))
    ]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_command_line_run(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = [line for block in _blocks("console") for line in block.splitlines()]
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
    given, promised = map(json.loads, _blocks("json"))
    content = json.dumps(given).encode() + b"\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run(["read", "--jsonl"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == list(promised)
    for part in ("toponyms", "claims", "events"):
        assert list(answer[part][0]) == list(promised[part][0])
        answer[part] = answer[part][: len(promised[part])]
    # Sureness moves a little whenever the gazetteer or the rules get better.
    answer["toponyms"][0]["probability"] = promised["toponyms"][0]["probability"]
    assert answer == promised


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_inside_the_project_leads_somewhere(paper: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", paper.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_every_source_of_shipped_files_is_thanked() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name in ("GeoNames", "Natural Earth", "Leaflet", "en_core_web_md"):
        assert name in notice
    for name in ("GeoNames", "Natural Earth", "Leaflet", "spaCy"):
        assert name in README
