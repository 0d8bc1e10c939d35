"""From what one report says to its incidents: one happening once, totals apart, nothing lost.

The texts here are tiny and their records are written by hand, so that only the joining is
tested; what the reader finds in real reports is the matter of ``tests/test_seeds.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geomap.events.link import link
from geomap.model import (
    Claim,
    Count,
    DateMention,
    Incident,
    Place,
    Reading,
    Resolution,
    Statement,
    Tally,
    Toponym,
    Trigger,
)
from geomap.stretches import Span
from geomap.vocabulary import ClaimantKind, Grading, Qualifier, Quantity, Scope, Stance, ToponymRole
from tests.builders import (
    make_claimant,
    make_place,
    make_province,
    make_range,
    make_report,
)

DAY = dt.date(2015, 9, 30)
PLACES: dict[str, Place] = {
    "Talbiseh": make_place("Talbiseh"),
    "Lataminah": make_place("Lataminah", admin1="Hama", lon=36.62, lat=35.32),
    "Morek": make_place("Morek", admin1="Hama", lon=36.69, lat=35.37),
    "Saraqib": make_place("Saraqib", admin1="Idlib", lon=36.80, lat=35.86),
    "Homs": make_province("Homs", 36.4, 34.4),
    "Hama": make_province("Hama", 35.4, 34.9),
    "Germany": make_place("Germany", feature="PCLI", country="DE", admin1=None, lon=10, lat=51),
    "Syria": make_place("Syria", feature="PCLI", admin1=None, lon=38.5, lat=35.0),
}
DAYS = {"Monday": DAY - dt.timedelta(days=2), "Tuesday": DAY - dt.timedelta(days=1)}
TRIGGERS = {"Strikes": "Air/drone strike", "Shelling": "Shelling/artillery/missile attack"}
SPEAKERS = {"residents": ClaimantKind.WITNESS, "ministry": ClaimantKind.MILITARY}


class Told:
    """A report of sentences, its records found by the plain words above."""

    def __init__(self, *sentences: str, joint: str = " ", **report: Any) -> None:
        self.text = joint.join(sentences)
        self.report = make_report(self.text, title=None, **report)
        self.spans: list[Span] = []
        at = 0
        for sentence in sentences:
            start = self.text.index(sentence, at)
            at = start + len(sentence)
            self.spans.append(Span(report_id="r1", start=start, end=at))

    def words(self, names: Iterable[str]) -> list[tuple[str, Span]]:
        found: list[tuple[str, Span]] = []
        for name in names:
            at = self.text.find(name)
            while at >= 0:
                found.append((name, Span(report_id="r1", start=at, end=at + len(name))))
                at = self.text.find(name, at + 1)
        return sorted(found, key=lambda entry: entry[1].start)

    def sentence_of(self, span: Span) -> Span:
        return next(sentence for sentence in self.spans if sentence.covers(span))

    def claims(self) -> list[Claim]:
        """Every number followed by "dead" or "hurt" is a claim; "in all" makes it a total."""
        found: list[Claim] = []
        for word, span in self.words([" dead", " hurt"]):
            start = self.text.rfind(" ", 0, span.start) + 1
            number = int(self.text[start : span.start])
            sentence = self.sentence_of(span)
            words = sentence.of(self.text)
            speaker = next((name for name in SPEAKERS if name in words), "the report")
            found.append(
                Claim(
                    id=f"r1-c{len(found) + 1}",
                    span=Span(report_id="r1", start=start, end=span.end),
                    sentence=sentence,
                    quantity=Quantity.KILLED if word == " dead" else Quantity.WOUNDED,
                    count=Count(
                        low=number,
                        best=number,
                        high=number,
                        qualifier=Qualifier.EXACT,
                        wording=str(number),
                    ),
                    claimant=make_claimant(
                        speaker, kind=SPEAKERS.get(speaker, ClaimantKind.REPORT)
                    ),
                    scope=Scope.TOTAL if "in all" in words else Scope.EVENT,
                    stance=Stance.ASSERTED,
                )
            )
        return found

    def statements(self) -> list[Statement]:
        return [
            Statement(
                id=f"r1-s{n}",
                span=self.sentence_of(span),
                claimant=make_claimant("ministry", kind=ClaimantKind.MILITARY),
                stance=Stance.DENIED,
                topic="targets",
            )
            for n, (_, span) in enumerate(self.words(["denied"]), 1)
        ]

    def toponyms(self) -> list[Toponym]:
        found: list[Toponym] = []
        for name, span in self.words(PLACES):
            gap = self.text[found[-1].span.end : span.start] if found else ""
            listed = gap in (", ", " and ", " and in ")
            from_it = self.text[: span.start].endswith("From ")
            found.append(
                Toponym(
                    span=span,
                    surface=name,
                    role=ToponymRole.CLAIMANT if from_it else ToponymRole.EVENT,
                    reason="named",
                    after=found[-1].span if listed else None,
                    joined="and" in gap,
                )
            )
        return found

    def reading(self) -> Reading:
        return Reading(
            report=self.report,
            sentences=tuple(self.spans),
            toponyms=tuple(self.toponyms()),
            dates=tuple(
                DateMention(span=span, when=make_range(DAYS[name]), anchor="published", reason=name)
                for name, span in self.words(DAYS)
            ),
            claims=tuple(self.claims()),
            statements=tuple(self.statements()),
            triggers=tuple(
                Trigger(span=span, event_type=TRIGGERS[name], weight=5)
                for name, span in self.words(TRIGGERS)
            ),
            turns=tuple(span for span in self.spans if span.of(self.text).startswith("Elsewhere")),
        )

    def resolutions(self) -> list[Resolution]:
        return [
            Resolution(
                toponym=toponym,
                place=PLACES[toponym.surface],
                probability=0.9,
                reason="the only one",
                precision=4 if PLACES[toponym.surface].feature == "ADM1" else 1,
            )
            for toponym in self.toponyms()
        ]

    def incidents(self) -> tuple[Incident, ...]:
        return link(self.reading(), self.resolutions())


def names(incident: Incident) -> list[str]:
    return [place.toponym.surface for place in incident.places]


def numbers(incident: Incident) -> list[int | None]:
    return [claim.count.best for claim in incident.claims]


def test_a_report_of_nothing_gives_nothing() -> None:
    assert Told("The weather was fine.").incidents() == ()
    assert link(Told().reading(), []) == ()


def test_what_is_told_in_one_sentence_is_one_incident() -> None:
    [incident] = Told("Strikes on Talbiseh on Tuesday left 5 dead and 7 hurt.").incidents()
    assert names(incident) == ["Talbiseh"]
    assert incident.event_type == "Air/drone strike"
    assert incident.date == make_range(DAYS["Tuesday"])
    assert incident.killed == Tally(low=5, best=5, high=5)
    assert incident.wounded == Tally(low=7, best=7, high=7)
    assert incident.id == "r1-e1"
    assert incident.grading is Grading.WEAK


def test_a_sentence_without_a_new_place_goes_on_telling() -> None:
    told = Told("Strikes hit Talbiseh on Tuesday.", "By residents' count there were 5 dead.")
    [incident] = told.incidents()
    assert numbers(incident) == [5]
    assert incident.span == told.spans[0]


def test_another_place_is_another_incident() -> None:
    first, second = Told(
        "Strikes on Talbiseh left 5 dead.", "Strikes on Lataminah left 6 dead."
    ).incidents()
    assert (names(first), numbers(first)) == (["Talbiseh"], [5])
    assert (names(second), numbers(second)) == (["Lataminah"], [6])


def test_a_report_that_comes_back_to_a_place_comes_back_to_its_incident() -> None:
    first, second = Told(
        "Strikes on Talbiseh left 5 dead.",
        "Strikes on Lataminah left 6 dead.",
        "In Talbiseh residents counted 7 dead.",
    ).incidents()
    assert numbers(first) == [5, 7]
    assert numbers(second) == [6]
    assert (first.killed.low, first.killed.high) == (5, 7)


def test_the_same_place_on_another_day_is_another_incident() -> None:
    found = Told(
        "Strikes on Talbiseh on Monday left 5 dead.", "Strikes on Talbiseh on Tuesday left 6 dead."
    ).incidents()
    assert [numbers(incident) for incident in found] == [[5], [6]]
    assert [i.date.start for i in found if i.date] == [DAYS["Monday"], DAYS["Tuesday"]]


def test_elsewhere_begins_another_incident_even_without_a_name() -> None:
    first, second = Told(
        "Strikes on Talbiseh left 5 dead.", "Elsewhere shells left 6 dead."
    ).incidents()
    assert (numbers(first), numbers(second)) == ([5], [6])


def test_a_list_of_places_without_a_figure_is_one_incident_each() -> None:
    found = Told("Strikes hit Talbiseh, Lataminah and Saraqib on Tuesday.").incidents()
    assert [names(incident) for incident in found] == [["Talbiseh"], ["Lataminah"], ["Saraqib"]]
    assert {incident.killed for incident in found} == {Tally()}


def test_one_figure_for_a_list_of_places_is_a_total_and_no_incident_has_it() -> None:
    found = Told(
        "Strikes on Talbiseh and Lataminah on Tuesday left 24 dead.",
        "Strikes on Talbiseh on Tuesday left 20 dead.",
    ).incidents()
    [whole] = [incident for incident in found if incident.scope is Scope.TOTAL]
    [part] = [incident for incident in found if incident.scope is Scope.EVENT]
    assert numbers(whole) == [24]
    assert sorted(names(whole)) == ["Lataminah", "Talbiseh"]
    assert numbers(part) == [20]
    assert whole.parts == (part.id,)


def test_a_total_over_provinces_contains_the_towns_and_is_no_event() -> None:
    found = Told(
        "Strikes on Talbiseh on Tuesday left 20 dead.",
        "In Homs and Hama on Tuesday there were 24 dead in all.",
        "Strikes hit Saraqib on Tuesday.",
    ).incidents()
    talbiseh, saraqib, whole = found
    assert whole.scope is Scope.TOTAL
    assert whole.id == "r1-t1"
    assert names(whole) == ["Homs", "Hama"]
    assert whole.parts == (talbiseh.id,)
    assert saraqib.killed == Tally()
    assert whole.event_type == "Air/drone strike"


def test_a_total_of_another_day_does_not_contain_the_incident() -> None:
    found = Told(
        "Strikes on Talbiseh on Tuesday left 20 dead.",
        "In Homs on Monday there were 24 dead in all.",
    ).incidents()
    assert found[-1].scope is Scope.TOTAL
    assert found[-1].parts == ()


def test_the_province_that_opens_a_report_is_the_village_s_own_event() -> None:
    [incident] = Told(
        "Strikes in Homs on Tuesday left 20 dead.", "Strikes hit Talbiseh, residents said."
    ).incidents()
    assert names(incident) == ["Talbiseh"]
    assert numbers(incident) == [20]


def test_the_opening_summary_is_folded_in_even_where_another_place_stands_between() -> None:
    first, second = Told(
        "Strikes in Homs on Tuesday left 20 dead.",
        "Strikes hit Saraqib.",
        "Strikes on Talbiseh left 22 dead, residents said.",
    ).incidents()
    assert (names(first), numbers(first)) == (["Talbiseh"], [20, 22])
    assert names(second) == ["Saraqib"]


def test_where_a_speaker_sits_is_never_the_place() -> None:
    [incident] = Told("From Saraqib: strikes.", "Strikes on Talbiseh left 5 dead.").incidents()
    assert names(incident) == ["Talbiseh"]


def test_a_figure_without_any_place_is_kept_unplaced() -> None:
    [incident] = Told("Strikes on Tuesday left 5 dead.").incidents()
    assert (incident.places, incident.precision) == ((), None)
    assert numbers(incident) == [5]


def test_an_event_told_without_its_place_takes_the_only_one_named_and_says_so_by_precision() -> (
    None
):
    told = Told("From Saraqib: the news.", "Strikes left 5 dead.", "The road to Talbiseh is cut.")
    [incident] = told.incidents()
    assert names(incident) == ["Talbiseh"]
    assert incident.precision == 2


def test_a_ministry_s_denial_of_the_strikes_at_large_hangs_on_every_incident() -> None:
    found = Told(
        "Strikes on Talbiseh left 5 dead.",
        "Strikes hit Lataminah.",
        "The ministry denied that Strikes were aimed at houses.",
    ).incidents()
    assert len(found) == 2
    for incident in found:
        assert [statement.id for statement in incident.statements] == ["r1-s1"]
        assert incident.grading is Grading.CONTESTED
        assert incident.disputed == ("targets",)


def test_a_denial_of_what_was_told_last_hangs_on_that_alone() -> None:
    first, second = Told(
        "Strikes on Talbiseh left 5 dead.",
        "Shelling of Lataminah left 6 dead.",
        "The ministry denied the Shelling.",
    ).incidents()
    assert first.statements == ()
    assert [statement.id for statement in second.statements] == ["r1-s1"]
    assert (first.grading, second.grading) == (Grading.WEAK, Grading.CONTESTED)


def test_a_total_is_not_what_a_denial_is_about() -> None:
    found = Told(
        "Strikes on Talbiseh left 5 dead.",
        "Strikes on Lataminah left 6 dead.",
        "In Homs and Hama there were 24 dead in all.",
        "The ministry denied that Strikes were aimed at houses.",
    ).incidents()
    told = [(incident.scope, len(incident.statements)) for incident in found]
    assert told == [(Scope.EVENT, 1), (Scope.EVENT, 1), (Scope.TOTAL, 0)]


def test_without_a_date_beside_it_the_report_s_first_date_holds() -> None:
    found = Told("Strikes hit Talbiseh on Monday.", "Strikes hit Lataminah.").incidents()
    assert [i.date for i in found] == [make_range(DAYS["Monday"])] * 2
    assert "first date" in found[1].date_reason


def test_without_any_date_the_day_of_publication_is_a_guess_and_says_so() -> None:
    [incident] = Told("Strikes on Talbiseh left 5 dead.").incidents()
    assert incident.date == make_range(DAY, precision=2)
    assert "guess" in incident.date_reason


def test_without_any_day_at_all_the_date_is_unknown() -> None:
    [incident] = Told("Strikes on Talbiseh left 5 dead.", published=None).incidents()
    assert incident.date is None
    assert incident.date_reason


def test_a_short_sentence_with_a_date_is_no_heading() -> None:
    found = Told("Strikes hit Talbiseh on Monday.", "Strikes hit Morek on Tuesday.").incidents()
    assert [(names(i), i.date) for i in found] == [
        (["Talbiseh"], make_range(DAYS["Monday"])),
        (["Morek"], make_range(DAYS["Tuesday"])),
    ]


def test_below_a_line_that_is_only_a_date_everything_happened_then() -> None:
    found = Told(
        "Monday",
        "- Strikes on Talbiseh left 5 dead.",
        "Tuesday",
        "- Strikes on Lataminah left 6 dead.",
        joint="\n",
    ).incidents()
    assert [i.date for i in found] == [make_range(day) for day in DAYS.values()]


def test_each_entry_of_a_list_is_its_own_incident() -> None:
    found = Told(
        "- Strikes on Talbiseh left 5 dead.",
        "- Strikes on Talbiseh left 6 dead.",
        joint="\n",
    ).incidents()
    assert sorted(n for incident in found for n in numbers(incident) if n) == [5, 6]


SENTENCES = st.sampled_from(
    [
        "Strikes on Talbiseh left 5 dead.",
        "Strikes on Lataminah on Monday left 6 dead and 7 hurt.",
        "Shelling hit Saraqib on Tuesday.",
        "Residents spoke of it.",
        "By residents' count there were 8 dead.",
        "Elsewhere Shelling left 9 dead.",
        "In Homs and Hama there were 24 dead in all.",
        "Strikes hit Talbiseh, Lataminah and Morek.",
        "Strikes on Talbiseh and Morek left 3 dead.",
        "The ministry denied it.",
        "The war in Syria goes on.",
        "- Strikes on Morek left 2 dead.",
        "Tuesday",
        "From Homs: nothing.",
    ]
)


@given(
    st.lists(SENTENCES, max_size=9),
    st.sampled_from([" ", "\n", "\n\n"]),
    st.sampled_from([DAY, None]),
)
def test_whatever_is_told_no_claim_is_told_of_two_incidents_or_lost(
    sentences: list[str], joint: str, published: dt.date | None
) -> None:
    told = Told(*sentences, joint=joint, published=published)
    reading = told.reading()
    found = link(reading, told.resolutions())
    used = [claim.id for incident in found for claim in incident.claims]
    assert len(used) == len(set(used))
    assert set(used) == {claim.id for claim in reading.claims}
    known = {incident.id for incident in found}
    assert len(known) == len(found)
    for incident in found:
        assert 0 <= incident.span.start < incident.span.end <= len(told.text)
        assert incident.span in reading.sentences
        assert set(incident.parts) <= known - {incident.id}
        assert incident.date_reason
        figures = [n for n in (incident.killed.low, incident.killed.high) if n is not None]
        assert figures == sorted(figures)
        for place in incident.places:
            assert place.toponym.role is ToponymRole.EVENT


@given(st.lists(SENTENCES, max_size=6))
def test_linking_is_the_same_every_time(sentences: list[str]) -> None:
    assert Told(*sentences).incidents() == Told(*sentences).incidents()


def test_a_sentence_that_opens_with_another_day_is_another_incident_at_the_same_place() -> None:
    first, second = Told(
        "Monday: Strikes on Talbiseh left 5 dead.", "Tuesday saw 7 dead in the town."
    ).incidents()
    assert (names(first), numbers(first)) == (["Talbiseh"], [5])
    assert (names(second), numbers(second)) == (["Talbiseh"], [7])


def test_a_sentence_with_another_day_inside_goes_on_about_the_same_incident() -> None:
    [incident] = Told(
        "Strikes on Talbiseh on Monday left 5 dead.", "The last 2 hurt were freed on Tuesday."
    ).incidents()
    assert numbers(incident) == [5, 2]


def test_a_sentence_on_the_strike_goes_on_though_a_name_in_it_is_no_known_place() -> None:
    told = Told(
        "Shelling of Lataminah left 5 dead.",
        "A cousin in Syria said the Strikes left 5 dead.",
        "The victims were from Talbiseh.",
    )
    [incident] = told.incidents()
    assert names(incident) == ["Lataminah"]


def test_a_country_named_in_passing_opens_no_event() -> None:
    [incident] = Told("Shelling of Lataminah left 5 dead.", "In Syria 5 dead.").incidents()
    assert numbers(incident) == [5, 5]


def test_the_strike_near_by_is_the_same_and_the_strike_far_away_another() -> None:
    first = "Shelling of Lataminah left 5 dead."
    assert len(Told(first, "The Strikes, said residents in Morek, left 6 dead.").incidents()) == 1
    assert (
        len(Told(first, "The Strikes, said residents in Talbiseh, left 6 dead.").incidents()) == 2
    )


def test_the_strike_on_another_town_is_another_strike() -> None:
    first = "Shelling of Lataminah left 5 dead."
    assert len(Told(first, "The Strikes on Morek left 6 dead.").incidents()) == 2


def test_a_sum_without_a_place_is_the_figure_of_the_only_event_that_has_none() -> None:
    [incident] = Told("Strikes hit Talbiseh.", "There were 8 dead in all.").incidents()
    assert incident.killed == Tally(low=8, best=8, high=8)


def test_what_another_says_died_in_all_is_another_count_of_the_only_event() -> None:
    first = "Strikes on Talbiseh left 5 dead."
    [incident] = Told(first, "There were 8 dead in all, residents said.").incidents()
    assert (incident.killed.low, incident.killed.high) == (5, 8)


def test_a_sum_beside_a_count_of_the_event_stays_a_sum() -> None:
    event, total = Told("Strikes on Talbiseh left 5 dead.", "There were 8 dead in all.").incidents()
    assert (event.killed.high, total.scope) == (5, Scope.TOTAL)


def test_each_place_of_a_sentence_has_its_own_dead() -> None:
    first, second = Told("Strikes left 5 dead in Talbiseh and 7 dead in Saraqib.").incidents()
    assert (names(first), numbers(first)) == (["Talbiseh"], [5])
    assert (names(second), numbers(second)) == (["Saraqib"], [7])


def test_a_place_may_stand_before_its_dead() -> None:
    first, second = Told("In Talbiseh 5 dead were found, in Saraqib 7 dead.").incidents()
    assert (numbers(first), numbers(second)) == ([5], [7])


def test_a_sum_before_the_places_holds_what_they_count() -> None:
    told = Told("Strikes left 14 dead: 5 dead in Talbiseh, 7 dead in Saraqib.")
    first, second, total = told.incidents()
    assert (numbers(first), numbers(second), numbers(total)) == ([5], [7], [14])
    assert (total.scope, total.parts) == (Scope.TOTAL, (first.id, second.id))


def test_an_attack_at_another_hour_of_the_day_is_another() -> None:
    morning = "In the morning Strikes on Talbiseh left 5 dead."
    evening = "In the evening Shelling left 7 dead."
    first, second = Told(morning, evening).incidents()
    assert names(first) == names(second) == ["Talbiseh"]
    assert (numbers(first), numbers(second)) == ([5], [7])


def test_the_same_hour_the_toll_at_night_and_the_attack_told_again_are_no_other() -> None:
    morning = "In the morning Strikes on Talbiseh left 5 dead."
    for again in (
        "At breakfast Shelling left 7 dead.",
        "In the evening the toll of the Shelling was 7 dead.",
        "In the evening residents spoke of the Shelling and of 7 dead.",
        "In the evening there were 7 dead.",
    ):
        assert len(Told(morning, again).incidents()) == 1


def test_the_place_behind_the_attack_is_its_place() -> None:
    [incident] = Told("From Homs, in Saraqib, news of Strikes on Talbiseh: 5 dead.").incidents()
    assert names(incident) == ["Talbiseh"]


def test_the_dead_of_an_event_before_are_not_counted_again() -> None:
    told = "Four days after 9 dead were found in Talbiseh, Strikes left 3 dead."
    [incident] = Told(told).incidents()
    assert numbers(incident) == [3]


def test_a_denial_opens_no_event_where_the_accused_are() -> None:
    [incident] = Told(
        "Strikes on Talbiseh left 5 dead.", "The ministry denied that those of Saraqib fired."
    ).incidents()
    assert names(incident) == ["Talbiseh"]
    assert [statement.stance for statement in incident.statements] == [Stance.DENIED]


def test_each_entry_of_a_digest_in_one_sentence_is_an_event_with_its_own_day() -> None:
    first, second = Told(
        "Strikes on Monday left 5 dead in Talbiseh; Shelling on Tuesday hit Saraqib."
    ).incidents()
    assert (names(first), first.date) == (["Talbiseh"], make_range(DAYS["Monday"]))
    assert (names(second), second.date) == (["Saraqib"], make_range(DAYS["Tuesday"]))


def test_what_follows_a_semicolon_without_a_place_goes_on() -> None:
    [incident] = Told("Strikes left 5 dead in Talbiseh; residents fled.").incidents()
    assert numbers(incident) == [5]


def test_a_number_told_of_an_event_before_the_last_is_that_event_s() -> None:
    first, second = Told(
        "Strikes on Talbiseh left 5 dead.",
        "Elsewhere Shelling of Saraqib left 7 dead.",
        "A cousin in Germany spoke of 5 dead.",
    ).incidents()
    assert (numbers(first), numbers(second)) == ([5, 5], [7])


def test_a_sum_is_the_only_event_s_though_it_repeats_what_that_has() -> None:
    told = Told("Strikes on Talbiseh left 7 hurt.", "There were 8 dead and 7 hurt in all.")
    [incident] = told.incidents()
    assert (incident.killed.high, incident.wounded.high) == (8, 7)
