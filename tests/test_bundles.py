"""Bundles: one line of reports in, one line of incidents out, whatever the line holds."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import jsonschema
import pytest

from geomap.bundles import reconcile_stream
from geomap.cli.entry import run
from geomap.events.exchange.reconciliations import reconciliation_schema

CHECK = jsonschema.Draft202012Validator(reconciliation_schema())
TOWN = {
    "source": "Coast Daily",
    "published": "2015-10-01",
    "text": "Air strikes on Wednesday killed 22 people in Talbiseh, Syria, activists said.",
}
OTHER = {
    "source": "Capital Agency",
    "published": "2015-09-30",
    "text": "A resident of Talbiseh, Syria, said an air strike on Wednesday killed 20 people.",
}
TOTAL = {
    "source": "Gulf Monitor",
    "published": "2015-10-01",
    "text": "At least 24 people were killed by air strikes in the provinces of Homs and Hama on "
    "Wednesday, an opposition body said.",
}


def bundle(*reports: Any, identifier: Any = "b1") -> dict[str, Any]:
    return {"id": identifier, "reports": list(reports)}


def answers(*bundles: Any) -> list[dict[str, Any]]:
    """Read bundles as a stream, bytes as they are; hold every answer against the schema."""
    lines = (b if isinstance(b, bytes) else json.dumps(b).encode() + b"\n" for b in bundles)
    found = list(reconcile_stream(BytesIO(b"".join(lines))))
    for answer in found:
        CHECK.validate(json.loads(json.dumps(answer)))
    return found


def test_the_schema_is_a_schema_and_names_every_field() -> None:
    schema = reconciliation_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    [answer] = answers(bundle(TOWN, TOTAL))
    assert list(answer) == schema["required"] == list(schema["properties"])
    for name in ("incident", "total"):
        [told] = answer[f"{name}s"]
        part = schema["$defs"][name]
        assert list(told) == part["required"] == list(part["properties"])


def test_two_reports_of_one_strike_come_back_as_one_incident() -> None:
    [answer] = answers(bundle(TOWN, OTHER))
    [incident] = answer["incidents"]
    assert (answer["id"], answer["errors"]) == ("b1", [])
    assert (incident["place"], incident["date"]) == ("Talbiseh", "2015-09-30")
    assert (incident["killed_min"], incident["killed_max"]) == (20, 22)
    assert incident["reports"] == [0, 1]
    assert (answer["total_killed_min"], answer["total_killed_max"]) == (20, 22)


def test_a_total_comes_with_its_parts_and_what_is_left_of_it() -> None:
    [answer] = answers(bundle(TOTAL, TOWN))
    [incident], [total] = answer["incidents"], answer["totals"]
    assert incident["reports"] == [1]
    assert (total["incidents"], total["remainder_min"], total["remainder_max"]) == ([0], 2, None)
    assert (answer["total_killed_min"], answer["total_killed_max"]) == (24, None)


def test_what_a_resident_saw_was_in_their_own_town() -> None:
    text = (
        "A resident of Talbiseh, Syria, said two air strikes hit the town on Wednesday, killing "
        "about 20 people. Activists in Hama said that jets bombed the town of Lataminah. A media "
        "centre named 22 people killed in Talbiseh."
    )
    [answer] = answers(bundle({"source": "A", "published": "2015-10-01", "text": text}))
    figures = {
        incident["place"]: (incident["killed_min"], incident["killed_max"])
        for incident in answer["incidents"]
    }
    assert figures == {"Talbiseh": (20, 22), "Lataminah": (None, None)}


def test_the_same_report_twice_is_told_under_both_its_positions() -> None:
    [answer] = answers(bundle(TOWN, OTHER, TOWN))
    [incident] = answer["incidents"]
    assert incident["reports"] == [0, 1, 2]


def test_the_order_of_the_reports_changes_their_positions_only() -> None:
    one, other = answers(bundle(TOWN, OTHER, TOTAL), bundle(TOTAL, OTHER, TOWN))
    moved = [i | {"reports": sorted(2 - n for n in i["reports"])} for i in other["incidents"]]
    assert moved == one["incidents"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"no bundle\n", "line 1: not JSON: Expecting value at column 1"),
        (b"[]\n", 'line 1: not an object such as {"id": "…", "reports": […]}'),
        (b'{"id": "b"}\n', 'line 1: "reports" is missing or no list of reports'),
        (b'{"reports": []}\n', 'line 1: "id" is missing, empty or no text'),
        (b"\xff\n", "line 1: not UTF-8: invalid start byte at byte 0"),
        (b"[" * 100_000 + b"\n", "line 1: nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b"}\n", "line 1: not JSON"),
        (b"\n{}\n", "line 1: the line is blank; it should hold a report"),
    ],
)
def test_a_line_that_is_no_bundle_is_answered_with_its_number(line: bytes, message: str) -> None:
    first, *_, last = answers(line, bundle(TOWN))
    assert [error.startswith(message) for error in first["errors"]] == [True]
    assert len(last["incidents"]) == 1


def test_a_report_that_cannot_be_read_is_named_and_the_others_count() -> None:
    french = TOWN | {"language": "fr", "text": "Une frappe a fait 22 morts à Talbiseh."}
    [answer] = answers(bundle({"text": 5}, TOWN, "no report", french, identifier=7))
    assert answer["id"] == "7"
    told = {error.split(":")[0] for error in answer["errors"]}
    assert told == {"line 1", "line 1, report 0", "line 1, report 3"}
    assert any("report 2: not an object" in error for error in answer["errors"])
    assert [incident["reports"] for incident in answer["incidents"]] == [[1]]


def test_a_bundle_without_reports_has_no_incidents_and_no_error() -> None:
    [answer] = answers(bundle())
    assert (answer["incidents"], answer["total_killed_min"], answer["errors"]) == ([], None, [])


def test_the_command_answers_line_by_line(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bundles.jsonl"
    path.write_text(f"{json.dumps(bundle(TOWN))}\nnonsense\n", encoding="utf-8")
    assert run(["reconcile", "--jsonl", str(path)]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["incidents"][0]["killed_min"] == 22
    assert second["errors"]
    assert run(["reconcile", "--jsonl", str(tmp_path / "none.jsonl")]) == 2


def test_the_policy_and_the_user_s_parties_decide_the_figures(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bundles.jsonl"
    path.write_text(json.dumps(bundle(TOWN, OTHER)), encoding="utf-8")
    assert run(["reconcile", "--jsonl", "--policy", "airwars", str(path)]) == 0
    [incident] = json.loads(capsys.readouterr().out)["incidents"]
    assert (incident["killed_min"], incident["killed_best"], incident["killed_max"]) == (20, 20, 22)
    parties = tmp_path / "parties.csv"
    parties.write_text(
        "id,name,kind,side,country,words\nall,All,activists,,,activists|resident of talbiseh\n",
        encoding="utf-8",
    )
    assert run(["reconcile", "--jsonl", "--claimants", str(parties), str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["incidents"]
    broken = tmp_path / "broken.csv"
    broken.write_text("nothing", encoding="utf-8")
    assert run(["reconcile", "--jsonl", "--claimants", str(broken), str(path)]) == 2


def test_a_march_that_harmed_nobody_is_told_apart() -> None:
    text = (
        "Gunmen killed five people in Buenaventura, in Colombia, on Saturday. Thousands marched "
        "through the city of Cali on Monday to protest against violence."
    )
    [answer] = answers(
        {"id": "m", "reports": [{"source": "A", "published": "2021-02-09", "text": text}]}
    )
    assert [told["event_type"] for told in answer["peaceful"]] == ["Peaceful protest"]
    assert [told["killed_min"] for told in answer["incidents"]] == [5]


@pytest.mark.parametrize(
    ("title", "text", "killed"),
    [
        ("Gunmen kill 13", "Gunmen shot 13 people in Talbiseh, Syria, on Tuesday.", 13),
        ("Bomb kills 13 in Talbiseh, Syria", "A bomb went off beside the market on Tuesday.", 13),
        ("Nine die", "Gunmen killed seven people in Talbiseh, Syria, on Tuesday.", 7),
        ("Talbiseh mourns", "Gunmen killed seven people in Talbiseh, Syria, on Tuesday.", 7),
    ],
)
def test_a_title_tells_what_its_story_leaves_out(title: str, text: str, killed: int) -> None:
    report = {"source": "Wire", "published": "2015-09-30", "title": title, "text": text}
    [answer] = answers(bundle(report))
    [told] = answer["incidents"]
    assert (told["place"].split(",")[0], told["date"]) == ("Talbiseh", "2015-09-29")
    assert (told["killed_min"], told["killed_max"]) == (killed, killed)


def test_wounded_who_die_later_are_added_to_what_was_counted() -> None:
    first = TOWN | {"published": "2015-10-01"}
    late = {
        "source": "City Radio",
        "published": "2015-10-04",
        "text": "A man who had been hit by shrapnel in Wednesday's air strikes on Talbiseh, Syria, "
        "died in hospital on Saturday, his family said.",
    }
    [answer] = answers(bundle(first, late))
    assert [(i["killed_min"], i["killed_max"]) for i in answer["incidents"]] == [(23, 23)]
