"""The stream: one line in, one line out, whatever the line holds."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap import stream
from geomap.cli.entry import run
from geomap.events.exchange.readings import reading_schema
from geomap.pipeline import load_stages
from geomap.stream import read_stream

TEXT = "An air strike killed at least 20 people in Talbiseh, Syria, on Wednesday, activists said."
CHECK = jsonschema.Draft202012Validator(reading_schema())


def lines_of(*reports: dict[str, Any] | bytes) -> BytesIO:
    """Write reports as a stream; bytes go as they are."""
    return BytesIO(
        b"".join(r if isinstance(r, bytes) else json.dumps(r).encode() + b"\n" for r in reports)
    )


def answers(*reports: dict[str, Any] | bytes) -> list[dict[str, Any]]:
    """Read a stream and hold every answer against the schema."""
    found = list(read_stream(lines_of(*reports)))
    for answer in found:
        CHECK.validate(json.loads(json.dumps(answer)))
    return found


def test_the_schema_is_a_schema_and_names_every_field() -> None:
    schema = reading_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    [answer] = answers({"id": "a", "text": TEXT, "published": "2015-10-01"})
    assert list(answer) == schema["required"] == list(schema["properties"])
    for name in ("toponym", "claim", "event"):
        assert answer[f"{name}s"], f"the text has no {name}"
        part = schema["$defs"][name]
        assert list(answer[f"{name}s"][0]) == part["required"] == list(part["properties"])


def test_a_report_comes_back_read() -> None:
    [answer] = answers({"id": "a", "text": TEXT, "published": "2015-10-01"})
    assert (answer["id"], answer["errors"]) == ("a", [])
    [claim] = answer["claims"]
    assert (claim["type"], claim["min"], claim["qualifier"]) == ("killed", 20, "at_least")
    [event] = answer["events"]
    assert (event["date"], event["killed_min"], event["claims"]) == ("2015-09-30", 20, [0])
    assert event["lat"] == pytest.approx(34.84, abs=0.05)
    for part in (*answer["toponyms"], *answer["claims"]):
        assert TEXT[part["start"] : part["end"]] == part.get("name", part.get("text"))


def test_offsets_point_into_the_text_as_it_was_given() -> None:
    text = "\ufeff𝔊 \r\n\r\n\u202e e\u0301 … " + TEXT.replace(", on", ",\r\non") + "\r\n"
    [answer] = answers({"id": "a", "text": text})
    assert answer["toponyms"]
    for toponym in answer["toponyms"]:
        assert text[toponym["start"] : toponym["end"]] == toponym["name"]
    for claim in answer["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]


def test_the_publication_day_is_found_in_the_text_where_the_line_has_none() -> None:
    [answer] = answers({"id": "a", "text": f"Published: October 1, 2015\n\n{TEXT}"})
    assert answer["events"][0]["date"] == "2015-09-30"


def test_a_day_may_come_with_its_hour() -> None:
    [answer] = answers({"id": "a", "text": TEXT, "published": "2015-10-01T06:30:00+03:00"})
    assert answer["events"][0]["date"] == "2015-09-30"


def test_a_title_is_never_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []

    def watch(report: Any, stages: Any) -> Any:
        titles.append(report.title)
        raise ValueError("seen")

    monkeypatch.setattr(stream, "read_report", watch)
    text = f"Strike kills twenty\n\n{TEXT}"
    answers({"id": "a", "text": text}, {"id": "b", "text": text, "title": "Given"})
    assert titles == [None, "Given"]


@pytest.mark.parametrize(
    ("line", "identity", "words"),
    [
        (b"no report\n", None, "not JSON"),
        (b"[1, 2]\n", None, "not an object"),
        (b'{"id": "b"}\n', "b", '"text" is missing'),
        (b'{"id": "b", "text": 5}\n', "b", '"text" is missing'),
        (b'{"id": "b", "text": ""}\n', "b", "no text"),
        (b'{"id": "b", "text": "x", "published": "yesterday"}\n', "b", '"published"'),
        (b'{"id": "b", "text": "half \\ud800"}\n', "b", "surrogate"),
        (b'{"id": "b", "text": "\xff"}\n', None, "not UTF-8"),
        (b"[" * 100_000 + b"\n", None, "nested too deeply"),
        (b"\n", None, "blank"),
    ],
)
def test_a_bad_line_gives_an_error_with_its_number_and_the_run_goes_on(
    line: bytes, identity: str | None, words: str
) -> None:
    good = {"id": "a", "text": "Calm in Homs."}
    first, bad, last = answers(good, line, good)
    assert bad["id"] == identity
    assert len(bad["errors"]) == 1
    assert bad["errors"][0].startswith("line 2: ")
    assert words in bad["errors"][0]
    assert (bad["toponyms"], bad["claims"], bad["events"]) == ([], [], [])
    assert first == last
    assert first["errors"] == []


def test_blank_lines_at_the_end_are_no_lines() -> None:
    assert len(answers({"id": "a", "text": "Calm in Homs."}, b"\n\n  \n")) == 1
    assert answers() == []


def test_a_line_without_end_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_LINE_BYTES", 1000)
    long = {"id": "b", "text": "x" * 5000}
    good = {"id": "a", "text": "Calm in Homs."}
    found = answers(long, good)
    assert found[0]["errors"] == ["line 1: the line is longer than 1,000 bytes"]
    assert found[1]["errors"] == []


def test_a_text_of_more_than_a_million_characters_is_read() -> None:
    long = {"id": "a", "text": f"{TEXT}\n\n{'1234567890' * 120_000}", "published": "2015-10-01"}
    short = {"id": "a", "text": TEXT, "published": "2015-10-01"}
    start = time.process_time()
    [found] = answers(long)
    assert time.process_time() - start < 60
    [whole] = answers(short)
    assert found["errors"] == []
    assert found["claims"] == whole["claims"] != []


def test_a_text_of_ten_million_characters_is_told_and_not_read() -> None:
    found = answers({"id": "b", "text": "Homs. " * 1_700_000}, {"id": "a", "text": "Calm in Homs."})
    assert "10,200,000 characters" in found[0]["errors"][0]
    assert found[1]["errors"] == []


def test_a_report_that_breaks_the_reader_does_not_break_the_run() -> None:
    class Broken:
        name = version = "broken"

        def parse(self, text: str) -> Any:
            raise RuntimeError("boom \x1b")

    stages = replace(load_stages(), model=Broken())
    [answer] = read_stream(lines_of({"id": "a", "text": TEXT}), stages=stages)
    CHECK.validate(answer)
    assert answer["id"] == "a"
    assert answer["errors"][0].startswith("line 1: cannot be read: RuntimeError")


def test_a_report_in_another_language_says_so() -> None:
    text = "Al menos veinte personas murieron el miércoles en un ataque aéreo contra la ciudad."
    [answer] = answers({"id": "a", "text": text})
    assert answer["claims"] == []
    assert "only English" in answer["errors"][0]


def test_a_report_said_to_be_in_american_english_is_read() -> None:
    [answer] = answers({"id": "a", "text": TEXT, "language": "en-US"})
    assert answer["errors"] == []
    assert answer["claims"]


def test_the_places_of_a_report_in_another_language_are_given_with_the_note() -> None:
    text = "Al menos veinte personas murieron el miércoles en un ataque contra Alepo."
    [answer] = answers({"id": "a", "text": text})
    CHECK.validate(answer)
    [place] = answer["toponyms"]
    assert (place["name"], place["role"]) == ("Alepo", "context")
    assert answer["events"] == []
    assert "in Spanish ('es')" in answer["errors"][0]
    assert answer["errors"][0].endswith("it names Aleppo")


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "at least a dozen", "killed", "Homs", "in", "on Wednesday", "\x00", "\u202e",
                    "\r\n", "said", ".", "{{7*7}}", "</script>", "تلبيسة", "𝔊", "22", "people",
                ]
            ),
            st.text(max_size=8),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_whatever_the_text_the_answer_keeps_the_schema(words: list[str]) -> None:
    text = " ".join(words)
    [answer] = answers({"id": "a", "text": text})
    for part in (*answer["toponyms"], *answer["claims"], *answer["events"]):
        assert 0 <= part["start"] < part["end"] <= len(text)
    for claim in answer["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]


def test_the_command_streams_ascii_lines_and_ends_with_1_after_an_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines_of({"id": "ä", "text": TEXT}, b"no\n").getvalue())
    assert run(["read", "--jsonl", str(path)]) == 1
    printed = capsys.readouterr().out
    assert printed.isascii()
    first, second = map(json.loads, printed.splitlines())
    assert first["id"] == "ä"
    assert second["errors"][0].startswith("line 2: ")


def test_two_workers_give_the_same_answers_in_the_same_order() -> None:
    reports: list[dict[str, Any] | bytes] = [
        {"id": "a", "text": TEXT, "published": "2015-10-01"},
        b"no report\n",
        b"\n",
        {"id": "b", "text": "Shelling killed three people in Homs, the Observatory said."},
        {"id": "c", "text": "", "title": "nothing"},
        {"id": 7, "text": 12},
        {"id": "d", "text": "Quiet in Hama.", "published": "never"},
        b"\n",
    ]
    here = list(read_stream(lines_of(*reports), origin="a\nb"))
    assert list(read_stream(lines_of(*reports), origin="a\nb", workers=2)) == here
    assert len(here) == 7


def test_a_worker_that_dies_costs_only_its_own_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_TASK", "tests.builders_workers:dying_at_homs")
    reports = [{"id": name, "text": name} for name in ("Hama", "Homs", "Idlib")]
    found = list(read_stream(lines_of(*reports), workers=2))
    assert [answer.get("id") for answer in found] == ["Hama", "Homs", "Idlib"]
    assert [len(answer["errors"]) for answer in found] == [0, 1, 0]
    assert "died (signal 9)" in found[1]["errors"][0]


def test_events_come_with_the_figures_of_the_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "published": "2015-10-01"}))
    assert run(["read", "--jsonl", "--policy", "ucdp", str(path)]) == 0
    one = json.loads(capsys.readouterr().out)
    assert run(["read", "--jsonl", "--policy", "ucdp", "--workers", "2", str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == one
    assert (one["events"][0]["killed_min"], one["events"][0]["killed_max"]) == (20, 20)
