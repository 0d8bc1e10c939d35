"""``--extractor``: a second reader that is asked by name, and only then."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import geomap
from geomap.cli.entry import run
from tests.extraction.chat_server import ChatServer, claim, serving

TEXT = (
    "The shelling of Talbiseh, Syria, on Wednesday went on for hours. In the cemetery of the "
    "town stand twenty-two fresh headstones, residents said."
)
HEADSTONES = claim(quote="twenty-two fresh headstones", claimant="residents", place="Talbiseh")


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with serving() as server:
        yield server


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def named(chat: ChatServer) -> list[str]:
    return ["--extractor", chat.url, "--extractor-model", "small"]


def streamed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, dict[str, Any], str]:
    line = json.dumps({"id": "a", "text": TEXT, "published": "2015-10-01"}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    status = run(["read", "--jsonl", *arguments])
    told = capsys.readouterr()
    return status, json.loads(told.out), told.err


def test_a_claim_that_the_rules_do_not_read_is_added_and_says_who_proposed_it(
    chat: ChatServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, alone, _ = streamed(monkeypatch, capsys)
    assert alone["claims"] == []
    assert chat.asked == []
    chat.will_claim(HEADSTONES)
    status, answer, told = streamed(monkeypatch, capsys, *named(chat))
    assert status == 0
    [found] = answer["claims"]
    assert TEXT[found["start"] : found["end"]] == "twenty-two fresh headstones"
    assert found["found_by"] == f"small at {chat.url[7:-3]}"
    [event] = answer["events"]
    assert (event["killed_min"], event["date"]) == (22, "2015-09-30")
    assert "texts are sent to 127.0.0.1" in told


def test_a_number_that_the_report_does_not_have_is_refused_and_told(
    chat: ChatServer, report: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    chat.will_claim(HEADSTONES | {"min": 220, "max": 220})
    book = tmp_path / "book.gpkg"
    assert run(["read", str(report), "-o", str(book), *named(chat)]) == 1
    assert "the number 220 does not stand in these words" in capsys.readouterr().err
    assert geomap.open_casebook(book).claims.empty


def test_a_casebook_and_the_chain_of_an_incident_say_who_proposed_a_claim(
    chat: ChatServer, report: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    chat.will_claim(HEADSTONES)
    book = tmp_path / "book.gpkg"
    given = ["--published", "2015-10-01", "-o", str(book)]
    assert run(["read", str(report), *given, *named(chat)]) == 0
    saved = geomap.open_casebook(book)
    [found_by] = saved.claims["found_by"]
    assert found_by.startswith("small at ")
    capsys.readouterr()
    [incident] = saved.claims["incident_id"]
    assert run(["explain", str(book), incident]) == 0
    assert "not by geomap's own rules" in capsys.readouterr().out


def test_without_an_answer_the_rules_stand_and_it_is_told(
    chat: ChatServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chat.status = 401
    status, answer, _ = streamed(monkeypatch, capsys, *named(chat))
    assert status == 1
    assert "read by the rules alone" in answer["errors"][0]
    assert answer["events"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--extractor", "http://localhost:1/v1"], "go together"),
        (["--extractor-model", "small"], "go together"),
        (["--extractor", "http://localhost:1/v1", "--extractor-model", "s", "--workers", "2"],
         "one process"),
        (["--extractor", "http://example.org/v1", "--extractor-model", "s"], "unencrypted"),
        (["--extractor", "http://localhost:1/v1", "--into", "book.gpkg"], "by the rules alone"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit_are_refused(
    report: Path, capsys: pytest.CaptureFixture[str], options: list[str], why: str
) -> None:
    assert run(["read", str(report), *options]) == 2
    assert why in capsys.readouterr().err
