"""A whole text read: what is told once is one claim, what was long ago is no news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.model import Reading, Report
from geomap.protocols import LanguageModel, NameKnowledge
from geomap.stretches import Span
from geomap.text.reading import read_text
from geomap.vocabulary import ClaimantKind, Scope, Stance, ToponymRole
from tests.builders import make_report

Read = Callable[[str], Reading]


def read_as(model: LanguageModel, known: NameKnowledge, text: str, **changes: object) -> Reading:
    return read_text(make_report(text, **{"title": None} | changes), model, known)


def killed(reading: Reading, *scopes: Scope) -> list[int | None]:
    wanted = scopes or (Scope.EVENT,)
    return [c.count.best for c in reading.claims if c.scope in wanted]


def test_an_empty_text_gives_an_empty_reading(reading_of: Read) -> None:
    reading = reading_of("")
    found = (reading.sentences, reading.toponyms, reading.claims, reading.triggers)
    assert found == ((), (), (), ())
    assert (reading.dates, reading.statements) == ((), ())


def test_a_text_without_violence_gives_no_claims(reading_of: Read) -> None:
    reading = reading_of("The 22 players of both teams met in Paris on Monday for 90 minutes.")
    assert (reading.claims, reading.statements, reading.triggers) == ((), (), ())
    assert all(t.role is not ToponymRole.EVENT for t in reading.toponyms)


def test_a_headline_s_figure_is_not_claimed_twice(
    model: LanguageModel, known: NameKnowledge
) -> None:
    title = "Air strikes kill 12 in Idlib"
    body = "Air strikes killed 12 people in Idlib on Tuesday, residents said."
    reading = read_as(model, known, f"{title}\n\n{body}", title=title)
    assert killed(reading) == [12]
    assert reading.claims[0].claimant.kind is ClaimantKind.WITNESS


def test_a_headline_s_figure_counts_where_the_story_has_none(
    model: LanguageModel, known: NameKnowledge
) -> None:
    title = "Air strikes kill 12 people in Idlib"
    text = f"{title}\n\nThe planes came on Tuesday."
    assert killed(read_as(model, known, text, title=title)) == [12]


def test_the_publication_line_is_no_date_or_place_of_an_event(
    model: LanguageModel, known: NameKnowledge
) -> None:
    line = "Published: September 30, 2015, Beirut"
    text = f"{line}\n\nAir strikes killed 12 people in Idlib on Tuesday."
    span = Span(report_id="r1", start=0, end=len(line))
    reading = read_as(model, known, text, published_span=span)
    events = [t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT]
    assert events == ["Idlib"]
    assert all(claim.span.start > len(line) for claim in reading.claims)


@pytest.mark.parametrize(
    "sentence",
    [
        "The war in Syria has killed more than 250,000 people since 2011.",
        "In 2012 an air strike on Douma killed 40 people.",
        "On 3 March an air strike on Douma killed 40 people.",
    ],
)
def test_what_happened_long_before_is_background(reading_of: Read, sentence: str) -> None:
    reading = reading_of(f"An air strike killed 12 people in Idlib on Tuesday. {sentence}")
    assert killed(reading) == [12]
    [old] = [claim for claim in reading.claims if claim.count.best != 12]
    assert old.scope is Scope.BACKGROUND
    names = {t.surface for t in reading.toponyms if t.role is ToponymRole.EVENT}
    assert names == {"Idlib"}


def test_what_may_come_is_no_event(reading_of: Read) -> None:
    reading = reading_of("If the army attacks Idlib, 500 people could be killed, the UN said.")
    assert [claim.scope for claim in reading.claims] == [Scope.HYPOTHETICAL]
    assert all(trigger.scope is Scope.HYPOTHETICAL for trigger in reading.triggers)


def test_some_of_the_dead_are_part_of_them(reading_of: Read) -> None:
    reading = reading_of("Shelling killed 12 people, five of them children, in Idlib on Tuesday.")
    whole, part = reading.claims
    assert (whole.count.best, whole.scope) == (12, Scope.EVENT)
    assert (part.count.best, part.scope, part.part_of) == (5, Scope.PART, whole.id)


def test_a_hedge_reaches_the_claims_before_it(reading_of: Read) -> None:
    text = (
        "Residents said shelling killed 12 people in Idlib on Tuesday. Activists said that 15 "
        "people had died. It was not possible to verify these claims."
    )
    reading = reading_of(text)
    assert [claim.stance for claim in reading.claims] == [Stance.UNVERIFIED] * 2
    for claim in reading.claims:
        assert claim.hedge is not None
        assert "verify" in claim.hedge.of(text)


def test_without_a_hedge_nothing_is_called_unverified(reading_of: Read) -> None:
    reading = reading_of("Residents said shelling killed 12 people in Idlib on Tuesday.")
    assert [(claim.stance, claim.hedge) for claim in reading.claims] == [(Stance.ASSERTED, None)]


def test_a_newer_figure_of_the_same_party_replaces_the_older_one(reading_of: Read) -> None:
    reading = reading_of(
        "The charity said shelling killed 52 people in Idlib on Tuesday. "
        "The charity had earlier spoken of 50 deaths."
    )
    newer, older = reading.claims
    assert (newer.stance, older.stance) == (Stance.ASSERTED, Stance.SUPERSEDED)
    assert newer.supersedes == older.id


def test_a_number_of_other_things_is_no_claim(reading_of: Read) -> None:
    reading = reading_of(
        "Shelling hit Idlib on Tuesday. Some 4,000 people were at the station, 45 km away, "
        "and 30 surgeons were at work."
    )
    assert reading.claims == ()


def test_an_unknown_number_is_none_and_never_zero(reading_of: Read) -> None:
    reading = reading_of("Shelling killed civilians in Idlib on Tuesday.")
    for claim in reading.claims:
        assert (claim.count.low, claim.count.best, claim.count.high) == (None, None, None)


def test_none_killed_is_zero_because_it_is_said(reading_of: Read) -> None:
    [claim] = reading_of("Nobody was killed in the attack on Idlib, the police said.").claims
    assert (claim.count.low, claim.count.best, claim.count.high) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shelling killed 12 people in Idlib on Monday, the governor said on Tuesday.",
            {"Monday": "event", "Tuesday": "speech"},
        ),
        (
            "The governor said on Tuesday that shelling killed 12 people in Idlib on Monday.",
            {"Monday": "event", "Tuesday": "speech"},
        ),
        (
            "Shelling killed 12 people in Idlib on Monday, residents said.",
            {"Monday": "event"},
        ),
        (
            "An air strike killed about 20 people in Douma, Syria, on Tuesday, residents said.",
            {"Tuesday": "event"},
        ),
        (
            "On Tuesday shelling killed 12 people in Idlib, residents said.",
            {"Tuesday": "event"},
        ),
        (
            "The army said it shelled Idlib on Tuesday, killing 12 people.",
            {"Tuesday": "event"},
        ),
    ],
)
def test_a_day_of_saying_is_told_from_the_day_of_the_event(
    reading_of: Read, text: str, expected: dict[str, str]
) -> None:
    assert {m.span.of(text): m.role for m in reading_of(text).dates} == expected


def check_spans(reading: Reading) -> None:
    text = reading.report.text
    spans = [
        *reading.sentences,
        *(toponym.span for toponym in reading.toponyms),
        *(mention.span for mention in reading.dates),
        *(trigger.span for trigger in reading.triggers),
        *(statement.span for statement in reading.statements),
        *(span for claim in reading.claims for span in (claim.span, claim.sentence)),
        *(claim.hedge for claim in reading.claims if claim.hedge),
        *(claim.claimant.span for claim in reading.claims if claim.claimant.span),
    ]
    for span in spans:
        assert span.report_id == reading.report.id
        assert span.end <= len(text)
        assert span.of(text).strip()
    for claim in reading.claims:
        assert claim.sentence.covers(claim.span)
        assert claim.sentence in reading.sentences
    for toponym in reading.toponyms:
        assert toponym.span.of(text) == toponym.surface
        assert toponym.reason


PIECES = st.sampled_from(
    [
        "Air strikes killed 12 people in Talbiseh",
        "a resident of Douma said",
        "at least a dozen were wounded",
        "on Wednesday",
        "in Homs and Hama provinces",
        ", according to activists in Hama.",
        "It was not possible to verify these claims.",
        "\n\n",
        "\n- ",
        "; ",
        " (",
        "“",
        "’s",
        "أم درمان",
        "\u202e",
        "\x00",
        "{{7*7}}",
        "</script>",
        "🙂",
        "The army denied it.",
        " five of them children ",
        "#",
        "1,000,000,000,000",
        "He added that",
    ]
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_whatever_the_text_every_span_lies_in_it(reading_of: Read, text: str) -> None:
    check_spans(reading_of(text))


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=120))
def test_no_text_breaks_the_reader(reading_of: Read, text: str) -> None:
    check_spans(reading_of(text))


def test_the_same_report_is_read_the_same_every_time(
    model: LanguageModel, known: NameKnowledge
) -> None:
    text = "Residents said shelling killed 12 people, five of them children, in Idlib on Tuesday."
    assert read_as(model, known, text) == read_as(model, known, text)


def test_claims_and_statements_have_ids_of_their_own(reading_of: Read) -> None:
    reading = reading_of(
        "Residents said shelling killed 12 people in Idlib. Doctors said 15 died and 30 were "
        "wounded. The army denied that it had shelled Idlib. The police denied it too."
    )
    ids = [claim.id for claim in reading.claims] + [s.id for s in reading.statements]
    assert len(ids) == len(set(ids)) >= 4
    assert all(one.startswith("r1-") for one in ids)


def test_without_a_publication_day_a_report_is_still_read(
    model: LanguageModel, known: NameKnowledge
) -> None:
    text = "An air strike killed 12 people in Idlib on Tuesday."
    reading = read_as(model, known, text, published=None, published_from=None)
    assert killed(reading) == [12]
    assert reading.dates == ()


def test_offsets_count_code_points_not_bytes(reading_of: Read) -> None:
    text = "🙂 بيروت — Shelling killed 12 people in Idlib on Tuesday."
    reading = reading_of(text)
    [claim] = reading.claims
    assert "12 people" in claim.span.of(text) or claim.span.of(text) == "12 people"
    assert reading.dates[0].span.of(text) == "Tuesday"
    assert reading.dates[0].when.start == dt.date(2015, 9, 29)


def test_a_report_s_id_goes_into_every_record(model: LanguageModel, known: NameKnowledge) -> None:
    report = Report(id="x9", text="Shelling killed 12 people in Idlib.", sha256="0")
    reading = read_text(report, model, known)
    assert {span.report_id for span in reading.sentences} == {"x9"}
    assert {claim.id[:3] for claim in reading.claims} == {"x9-"}


def test_the_month_of_march_is_no_march(reading_of: Read) -> None:
    assert not reading_of("On 24 March 2015 the town was quiet.").triggers
    assert reading_of("Students marched in Homs.").triggers
