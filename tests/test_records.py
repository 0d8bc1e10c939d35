"""Records as bytes: what is written reads back equal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.corpus.outcomes import answer_report, outcomes_of
from geomap.model import Candidate, Place, Report, Resolution, SetAside
from geomap.records import pack, unpack
from geomap.stages import Outcome
from geomap.text.readers import read_reports
from tests.builders import make_place, make_resolution

_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(origin=_TEXT, reason=st.text(), line=st.none() | st.integers())
def test_any_words_come_back(origin: str, reason: str, line: int | None) -> None:
    aside = SetAside(origin=origin, reason=reason, line=line)
    assert unpack(SetAside, pack(aside)) == aside


def test_an_area_that_several_records_share_is_written_once() -> None:
    place = make_place(geometry=b"\x00" * 50_000)
    assert unpack(Place, pack(place)) == place
    candidates = tuple(Candidate(place=place, score=score) for score in (1.0, 0.5))
    resolution = make_resolution(place=place, candidates=candidates)
    assert unpack(Resolution, pack(resolution)) == resolution
    assert len(pack(resolution)) < 1.1 * len(pack(place))


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no record"):
        pack({1, 2})


def test_all_that_reading_the_seeds_gives_comes_back(seeds: Path) -> None:
    reports = [found for found in read_reports([seeds]) if isinstance(found, Report)]
    assert reports
    for report, outcome in zip(reports, outcomes_of(reports), strict=True):
        assert isinstance(outcome, Outcome)
        assert unpack(Report, pack(report)) == report
        assert unpack(Outcome, pack(outcome)) == outcome
        assert b"\n" not in answer_report(pack(report))
