"""One report through all rooms: its cost grows with its length, whatever it is made of."""

import time

import pytest

from geomap.stages import load_stages, read_report
from geomap.vocabulary import ToponymRole
from tests.builders import make_report

SHORT, TIMES = 12_000, 5
# Characters of the shorter text, and how many times as long the other is.
SPARE_S = 0.5

UNITS = {
    "sentences": "On Tuesday an air strike killed 12 people in Talbiseh, residents said. ",
    "one name without an end": "Homs, ",
    "quotes in quotes": '"He said "they said "we killed 3 men" in Homs" on Friday" and ',
    "short lines": "12 dead in Homs\n",
    "hyphens": "Al-Al-",
    "marks of direction": "\u202eshelling\u202c killed \u20665\u2069 people in \u200fHoms. ",
    "digits": "1234567890",
    "brackets": "([{<",
    "joining words": "and ",
    "attackers on top": "Gunmen killed five men in Homs. One of the attackers was shot dead. ",
    "wounded on top": "A bomb killed 14 in Homs. Two of the wounded died in hospital. ",
    "days counted": "Two days after a bomb killed 40 in Homs, nine bodies were found. ",
}


def seconds(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    start = time.process_time()
    read_report(make_report(text), load_stages())
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_reading_takes_no_more_than_its_share_of_a_longer_report(unit):
    seconds(unit, 1_000)
    short = min(seconds(unit, SHORT) for _ in range(2))
    # With the square of the length it would take TIMES times as long again.
    assert seconds(unit, SHORT * TIMES) < 2 * TIMES * short + SPARE_S


ARABIC = (
    "قصف على ريف حلب\n\nقتل عشرون شخصا في بلدة تلبيسة بمحافظة حمص أمس، وقالت مصادر في دمشق إن "
    "المدينة هادئة."
)


def test_of_a_report_in_another_language_only_the_places_are_taken():
    outcome = read_report(make_report(ARABIC, language="ar"), load_stages())
    reading = outcome.reading
    assert outcome.incidents == reading.claims == reading.statements == reading.triggers == ()
    assert {toponym.role for toponym in reading.toponyms} == {ToponymRole.CONTEXT}
    assert [r.toponym for r in outcome.resolutions] == list(reading.toponyms)
    surfaces = [r.toponym.span.of(ARABIC) for r in outcome.resolutions]
    assert surfaces == ["حلب", "تلبيسة", "حمص", "دمشق"]
    assert {r.place.country for r in outcome.resolutions if r.place} == {"SY"}
    [note] = outcome.notes
    assert note.startswith("in Arabic ('ar'): not read, geomap reads only English so far")
    assert "it names Aleppo, " in note


def test_the_words_keep_their_ending_in_the_casebook_and_lose_it_in_the_look_up():
    report = make_report("Взрывы прогремели в Харькове.", language="ru")
    [resolution] = read_report(report, load_stages()).resolutions
    assert resolution.toponym.surface == "Харькове"
    assert resolution.place is not None
    assert resolution.place.name == "Kharkiv"


def test_a_report_said_to_be_english_that_holds_none_gives_nothing_but_the_note():
    outcome = read_report(make_report(ARABIC, language="en"), load_stages())
    assert outcome.incidents == outcome.resolutions == ()
    assert outcome.reading.claims == ()
    assert outcome.notes[0].startswith("in part in Arabic")


def test_a_language_of_which_nothing_is_known_is_told_by_its_code():
    outcome = read_report(make_report("Homs, Hama", language="qq"), load_stages())
    assert outcome.resolutions == ()
    assert outcome.notes == ("in 'qq': not read, geomap reads only English so far",)


def test_of_a_report_in_two_languages_the_english_part_is_read_and_the_rest_is_told():
    english = "On Tuesday an air strike killed 12 people in Talbiseh, residents said."
    report = make_report(f"{ARABIC}\n\n{english}")
    outcome = read_report(report, load_stages())
    assert outcome.reading.report is report
    [incident] = outcome.incidents
    assert [claim.count.best for claim in incident.claims] == [12]
    start = report.text.index(english)
    assert all(toponym.span.start >= start for toponym in outcome.reading.toponyms)
    [note] = outcome.notes
    assert note.startswith("in part in Arabic ('ar'): ")
