"""The stream of places: one line in, one line out, whatever the line holds."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.places.tables import lines as span_lines
from geomap.places.tables.lines import geocode_lines

ADDED = ["lat", "lon", "place", "country", "precision", "probability", "reason"]
TEXT = "Strikes hit Kafr Deem in Harim, Ardia."
REPORT = {
    "id": "a",
    "text": TEXT,
    "toponyms": [{"start": 12, "end": 21}, {"start": 25, "end": 30}, {"start": 32, "end": 37}],
}
GOOD = {"id": "n", "name": "Tel Noor", "country": "Ardia"}


def answers(gazetteer: Any, *lines: Any, why: bool = False) -> list[dict[str, Any]]:
    """Send lines through; bytes go as they are."""
    content = b"".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
    )
    return list(geocode_lines(BytesIO(content), gazetteer=gazetteer, why=why))


def test_the_spans_of_a_report_come_back_placed_together(small_gazetteer) -> None:
    [answer] = answers(small_gazetteer, REPORT)
    assert (answer["id"], answer["text"]) == ("a", TEXT)
    village, _, country = answer["toponyms"]
    assert list(village) == ["start", "end", *ADDED]
    # The larger village of this name lies in the other country.
    assert (village["country"], village["precision"]) == ("AA", 1)
    assert (village["lat"], village["lon"]) == (35.3, 35.2)
    assert 0.0 < village["probability"] <= 1.0
    assert "Harim" in village["reason"]
    assert country["precision"] == 6


def test_what_else_a_line_holds_is_kept_in_its_order(small_gazetteer) -> None:
    span = {"end": 21, "note": [1, None], "start": 12, "lat": "gold"}
    line = {"source": {"x": 1}, "toponyms": [span], "id": 7, "text": TEXT, "z": 1.5}
    [answer] = answers(small_gazetteer, line)
    assert list(answer) == list(line)
    assert {name: answer[name] for name in ("source", "id", "z")} == {
        "source": {"x": 1}, "id": 7, "z": 1.5,
    }  # fmt: skip
    [placed] = answer["toponyms"]
    assert list(placed) == [*span, *(field for field in ADDED if field != "lat")]
    assert placed["note"] == [1, None]
    assert placed["lat"] == 35.1


def test_a_name_comes_back_on_its_line(small_gazetteer) -> None:
    [answer] = answers(small_gazetteer, {"id": 3, "name": "Kafr Deem", "admin1": "Harim"})
    assert list(answer) == ["id", "name", "admin1", *ADDED]
    assert answer["country"] == "AA"
    [answer] = answers(small_gazetteer, {"name": "Kafr Deem", "country": "Borland"})
    assert answer["country"] == "BB"


def test_null_and_empty_units_are_none(small_gazetteer) -> None:
    bare, empty = answers(
        small_gazetteer,
        {"name": "Tel Noor"},
        {"name": "Tel Noor", "admin1": None, "admin2": "", "country": " "},
    )
    assert {name: bare[name] for name in ADDED} == {name: empty[name] for name in ADDED}


def test_what_is_not_placed_is_null_with_its_reason(small_gazetteer) -> None:
    [name] = answers(small_gazetteer, {"id": 1, "name": "Zzqqvvxxw"})
    [report] = answers(
        small_gazetteer,
        {"id": 2, "text": "in Zzqqvvxxw", "toponyms": [{"start": 3, "end": 12}]},
    )
    for answer in (name, report["toponyms"][0]):
        assert [answer[field] for field in ADDED[:5]] == [None] * 5
        assert answer["probability"] == 0.0
        assert "Zzqqvvxxw" in answer["reason"]


def test_the_country_of_a_line_stays_where_nothing_was_found(small_gazetteer) -> None:
    lost, found = answers(
        small_gazetteer,
        {"name": "Zzqqvvxxw", "country": "Ardia"},
        {"name": "Tel Noor", "country": "Ardia"},
    )
    assert (lost["country"], lost["lat"]) == ("Ardia", None)
    assert (found["country"], found["lat"]) == ("AA", 35.2)


def test_a_report_without_toponyms_comes_back_as_it_was(small_gazetteer) -> None:
    line = {"id": 1, "text": "Calm.", "toponyms": []}
    assert answers(small_gazetteer, line) == [line]


def test_offsets_are_code_points(small_gazetteer) -> None:
    text = "𝔊 \r\n\u202e e\u0301 " + TEXT
    start = text.index("Kafr Deem")
    line = {"id": 1, "text": text, "toponyms": [{"start": start, "end": start + 9}]}
    [answer] = answers(small_gazetteer, line)
    assert answer["toponyms"][0]["place"] == "Kafr Deem"


def test_candidates_are_given_when_asked_for(small_gazetteer) -> None:
    report, name = answers(small_gazetteer, REPORT, GOOD, why=True)
    assert report["toponyms"][0]["candidates"][0]["place"] == "Kafr Deem"
    assert name["candidates"][0]["gazetteer"] == small_gazetteer.name
    report, name = answers(small_gazetteer, REPORT, GOOD)
    assert "candidates" not in name
    assert "candidates" not in report["toponyms"][0]


def spans(*offsets: Any) -> dict[str, Any]:
    return {"id": "b", "text": "Homs", "toponyms": list(offsets)}


@pytest.mark.parametrize(
    ("line", "identity", "words"),
    [
        (b"no line\n", None, "not JSON"),
        (b'{"id": NaN}\n', None, "NaN is no number"),
        (b"[1, 2]\n", None, "not an object"),
        (b"[" * 100_000 + b"\n", None, "nested too deeply"),
        (b'{"id": "b", "name": "\xff"}\n', None, "not UTF-8"),
        ({"id": "b"}, "b", 'neither "name" nor "text"'),
        ({"id": "b", "text": "Homs"}, "b", '"toponyms" is missing'),
        ({"id": "b", "toponyms": []}, "b", '"text" is missing'),
        ({"id": "b", "text": 5, "toponyms": []}, "b", '"text" is missing'),
        ({"id": "b", "text": "Homs", "toponyms": {}}, "b", "no list"),
        (spans(5), "b", "toponym 1 is 5"),
        (spans({"start": 0}), "b", "[0, null]"),
        (spans({"start": 0, "end": 4.0}), "b", "whole numbers"),
        (spans({"start": False, "end": True}), "b", "whole numbers"),
        (spans({"start": 0, "end": 4}, {"start": 2, "end": 2}), "b", "toponym 2 has the span 2"),
        (spans({"start": -1, "end": 2}), "b", "-1 to 2"),
        (spans({"start": 0, "end": 5}), "b", "a text of 4 characters"),
        (b'{"id": "b", "text": "\\ud800", "toponyms": []}\n', "b", "surrogate"),
        (b'{"id": "b", "name": "half \\udc00"}\n', "b", "surrogate"),
        ({"id": "b", "name": ""}, "b", '"name" is empty'),
        ({"id": "b", "name": None}, "b", '"name" is null'),
        ({"id": "b", "name": "…"}, "b", "no letter or digit"),
        ({"id": "b", "name": "x" * 2000}, "b", "2,000 characters"),
        ({"id": "b", "name": "Homs", "admin1": 5}, "b", '"admin1" is 5'),
        ({"id": "b", "name": "Homs", "country": "Narnia"}, "b", "'Narnia' is no country"),
    ],
)
def test_a_bad_line_gives_an_error_with_its_number_and_the_run_goes_on(
    line: Any, identity: str | None, words: str, small_gazetteer
) -> None:
    first, bad, last = answers(small_gazetteer, GOOD, b"\n", line, GOOD)
    assert list(bad) == ["id", "error"]
    assert bad["id"] == identity
    assert bad["error"].startswith("line 3: ")
    assert words in bad["error"]
    assert first == last
    assert "error" not in first


def test_blank_lines_give_nothing(small_gazetteer) -> None:
    assert len(answers(small_gazetteer, b"\n \r\n", GOOD, b"\n\n")) == 1
    assert answers(small_gazetteer) == []


def test_a_byte_order_mark_is_no_part_of_the_first_line(small_gazetteer) -> None:
    [answer] = answers(small_gazetteer, b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert answer["country"] == "AA"


def test_a_line_without_end_is_passed_over(
    small_gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(span_lines, "_LINE_BYTES", 1000)
    long, good = answers(small_gazetteer, {"id": "b", "name": "x" * 5000}, GOOD)
    assert long == {"id": None, "error": "line 1: the line is longer than 1,000 bytes"}
    assert "error" not in good


def test_a_line_that_breaks_the_resolver_does_not_break_the_run(
    small_gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(span_lines.ReportResolver, "resolve", broken)
    report, name = answers(small_gazetteer, REPORT, {"id": 2, "text": "", "toponyms": []})
    assert report == {"id": "a", "error": "line 1: cannot be placed: RuntimeError: boom"}
    assert name["error"].startswith("line 2")


def test_lines_are_answered_as_they_come(small_gazetteer) -> None:
    class Pipe:
        read = 0

        def readline(self, size: int = -1) -> bytes:
            self.read += 1
            return json.dumps(GOOD).encode() + b"\n"

    pipe = Pipe()
    found = geocode_lines(pipe, gazetteer=small_gazetteer)
    for count in (1, 2, 3):
        assert next(found)["country"] == "AA"
        assert pipe.read == count


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    # The gazetteer is only read.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "id": _JSON,
            "name": st.sampled_from(["Tel Noor", "", "%s", "Kafr, ,", "\x00"]) | _JSON,
            "text": st.sampled_from([TEXT, "Harim and Sawran, Ardia"]) | _JSON,
            "toponyms": st.lists(
                st.fixed_dictionaries({"start": st.integers(-1, 30), "end": st.integers(0, 40)}),
                max_size=4,
            )
            | _JSON,
            "country": st.sampled_from(["Ardia", "XX"]) | _JSON,
            "other": _JSON,
        },
    )
)
def test_whatever_the_line_there_is_one_answer(small_gazetteer, line: dict[str, Any]) -> None:
    [answer] = answers(small_gazetteer, line)
    json.dumps(answer)
    if "error" in answer and "error" not in line:
        assert answer["error"].startswith("line 1: ")
        assert answer["id"] == line.get("id")
        return
    assert list(answer)[: len(line)] == list(line)
