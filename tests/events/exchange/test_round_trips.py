"""What geomap writes for other programs it reads back: the same figures, places and days."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.events.book.frame import Casebook
from geomap.events.exchange import write_casebook
from geomap.events.exchange.lexicon import exchange_lexicon
from geomap.events.exchange.row_grounds import NoGrounds
from geomap.events.exchange.row_records import table_reader
from geomap.events.exchange.table_files import open_table_file
from geomap.events.reconcile import reconcile
from geomap.events.terms.folding import folded
from geomap.events.terms.typology import SUB_EVENT_TYPES
from geomap.model import SetAside
from tests.builders import (
    make_actor,
    make_casebook,
    make_incident,
    make_place,
    make_range,
    make_reading,
    make_report,
    make_resolution,
    make_span,
)
from tests.events.exchange.strategies import tallies

SUFFIX = {"acled": ".csv", "ucdp": ".csv", "hxl": ".csv", "kml": ".kml"}
HELD = (
    "date_start", "date_last", "date_prec", "sub_event_type", "event_type", "country", "admin1",
    "admin2", "lat", "lon", "where_prec", "killed_low", "killed_best", "killed_high",
    "wounded_low", "wounded_best", "wounded_high", "place", "actors",
)  # fmt: skip

FEATURES = {3: "ADM2", 4: "ADM1", 5: "AREA", 6: "PCLI", 7: "SEA"}
# … by where_prec


def said(text: str) -> bool:
    return folded(text) not in exchange_lexicon().unknown


names = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12).map(
    lambda text: " ".join(text.replace(";", ",").split())
).filter(lambda text: bool(text) and said(text) and not text.startswith("#")) | st.sampled_from(
    ["=1+1", "'=1", "@Homs", "-5", "تلبيسة", '"', "a,b", "<b>&$[id]"]
)
notes = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40) | st.sampled_from(
    ["=1+1", "two\n\nparagraphs", "a\r\nb", "]]>", ""]
)


@st.composite
def casebooks(draw: st.DrawFn) -> Casebook:
    text = draw(notes) + " so it is told"
    precision = draw(st.integers(1, 7))
    place = make_place(
        draw(names), lon=draw(st.floats(-180, 180)), lat=draw(st.floats(1, 85)),
        country=draw(st.sampled_from(["SY", "UA", "CD", None])), admin1=draw(st.none() | names),
        admin2=draw(st.none() | names), feature=FEATURES.get(precision, "PPL"),
    )  # fmt: skip
    days = make_range(
        draw(st.dates(dt.date(1946, 1, 1), dt.date(2100, 1, 1))),
        days=draw(st.integers(1, 40)),
        precision=draw(st.integers(1, 5)),
    )
    incident = make_incident(
        "r1-e1",
        event_type=draw(st.sampled_from([n for own in SUB_EVENT_TYPES.values() for n in own])),
        span=make_span(0, len(text)),
        places=draw(st.sampled_from([[make_resolution("Talbiseh", place=place)], []])),
        precision=precision,
        date=draw(st.sampled_from([days, None])),
        killed=draw(tallies()),
        wounded=draw(tallies()),
        actors=tuple(
            dict.fromkeys(
                make_actor(draw(names), role=role)
                for role in ("attacker", "attacker", "target", "target")[: draw(st.integers(0, 4))]
            )
        ),
    )
    return make_casebook(
        readings=[make_reading(make_report(text))], resolutions={}, incidents=[incident]
    )


def book_from(path: Path, **options: Any) -> Casebook:
    reader = table_reader(open_table_file(path), grounds=NoGrounds(), **options)
    found = list(reader.read())
    aside = [one for one in found if isinstance(one, SetAside)]
    rows = [one for one in found if not isinstance(one, SetAside)]
    reports = [row.reading.report for row in rows]
    return Casebook.from_records(
        readings=[row.reading for row in rows],
        resolutions={row.reading.report.id: row.resolutions for row in rows},
        incidents=reconcile([row.incident for row in rows], reports),
        set_aside=aside,
    )


@pytest.mark.parametrize("key", sorted(SUFFIX))
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(book=casebooks())
def test_figures_places_and_days_come_back_equal(key: str, tmp_path: Path, book: Casebook) -> None:
    path = tmp_path / f"{key}{SUFFIX[key]}"
    write_casebook(book, path, key=key)
    back = book_from(path)
    if len(back.unread):
        assert back.unread.reason.tolist() == ["no place, no day and no figure in it"]
        return
    told = back.incidents[list(HELD)].iloc[0].to_dict()
    expected = book.incidents[list(HELD)].iloc[0].to_dict()
    for row in (told, expected):
        # Where the words stand is each text's own.
        row["actors"] = [(actor["name"], actor["role"]) for actor in json.loads(row["actors"])]
    for column in HELD:
        assert str(told[column]) == str(expected[column]), (column, path.read_text("utf-8-sig"))


@pytest.mark.parametrize("key", ["acled", "ucdp", "kml"])
def test_the_words_come_back_as_they_stood(key: str, tmp_path: Path) -> None:
    text = '=1+1 "and" so,\n\non; the ministry\'s word.'
    book = make_casebook(
        readings=[make_reading(make_report(text))],
        resolutions={},
        incidents=[make_incident("r1-e1", span=make_span(0, len(text)))],
    )
    path = tmp_path / f"{key}{SUFFIX[key]}"
    write_casebook(book, path, key=key)
    (written,) = book_from(path).reports.text
    assert written.startswith(f"{text}\n\n")
    # … and once more, without growing
    write_casebook(book_from(path), tmp_path / f"again{SUFFIX[key]}", key=key)
    (again,) = book_from(tmp_path / f"again{SUFFIX[key]}").reports.text
    assert again.startswith(f"{text}\n\n")


def test_timemap_is_no_table_to_read(tmp_path: Path) -> None:
    make_casebook().save(tmp_path / "map.json")
    with pytest.raises(UsageError, match="a table ends in one of"):
        open_table_file(tmp_path / "map.json")
