"""The words around a name say where beside it something happened, and only those words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Report, Toponym
from geomap.places.mentions import Mention, part_ends, read_mentions
from geomap.stretches import Span
from geomap.vocabulary import EventPlace, ToponymRole


def bracketed(text: str) -> tuple[Report, list[Toponym]]:
    """Make a report of a text in which the toponyms stand in brackets: ``[Homs|demonym]``."""
    plain, toponyms, end = "", [], 0
    for match in re.finditer(r"\[([^]|]*)(?:\|(\w+))?\]", text):
        plain += text[end : match.start()]
        end = match.end()
        span = Span(report_id="r1", start=len(plain), end=len(plain) + len(match[1]))
        role = ToponymRole(match[2] or "event")
        toponyms.append(Toponym(span=span, surface=match[1], role=role))
        plain += match[1]
    return Report(id="r1", text=plain + text[end:], sha256=""), toponyms


def mentions(text: str) -> tuple[Mention, ...]:
    return read_mentions(*bracketed(text))


def relations(text: str) -> list[tuple[str, str] | None]:
    """Give kind and phrase for each toponym of a text."""
    return [
        None if m.relative is None else (m.relative.kind.value, m.relative.phrase)
        for m in mentions(text)
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "km", "error"),
    [
        ("The village lies 10 km north of [Harim].", "10 km north of", 10, 5),
        (
            "It fell about 15 kilometres (9 miles) south-east of [Harim] city.",
            "15 km southeast of",
            15,
            2.5,
        ),
        ("Some 40 miles west of [Harim], a mine went off.", "40 miles west of", 64.374, 8.047),
        ("A post roughly 5km NW of [Harim] was hit.", "5 km northwest of", 5, 2.5),
        ("A post 5 km NW [Harim] was hit.", "5 km northwest of", 5, 2.5),
        ("Shells fell a few kilometres east of [Harim].", "a few km east of", 3, 2),
        ("A few miles due east of the town of [Harim]", "a few miles east of", 4.83, 3.22),
        ("They were 10 to 15 km south of [Harim].", "10 to 15 km south of", 12.5, 2.5),
        ("They were 10-15km south of [Harim].", "10 to 15 km south of", 12.5, 2.5),
        ("Ten kilometres to the north of [Harim], two died.", "10 km north of", 10, 5),
        ("Twenty-five miles southwest of [Harim]", "25 miles southwest of", 40.234, 4.023),
        ("A checkpoint 12 km north-northwest of [Harim]", "12 km north-northwest of", 12, 1.2),
        ("It is 1.4 km N of [Harim].", "1.4 km north of", 1.4, 0.14),
        ("It is 100 km north of [Harim].", "100 km north of", 100, 50),
        ("A dozen kilometers southwest of [Harim]", "a dozen km southwest of", 12, 2),
        ("50 km north of the capital, [Harim]", "50 km north of", 50, 5),
        ("Less than 10 km north of [Harim]", "less than 10 km north of", 5, 5),
        ("The [10 km north of Harim] post", "10 km north of", 10, 5),
        (
            "A [about 15 kilometres (9 miles) south-east of Harim city] post",
            "15 km southeast of",
            15,
            2.5,
        ),
    ],
)  # fmt: skip
def test_a_distance_with_a_direction_is_read_with_its_error(text, phrase, km, error):
    (mention,) = mentions(text)
    assert mention.relative is not None
    assert (mention.relative.kind.value, mention.relative.phrase) == ("offset", phrase)
    assert mention.relative.distance_km == pytest.approx(km, abs=0.005)
    assert mention.relative.error_km == pytest.approx(error, abs=0.005)


@pytest.mark.parametrize(
    ("text", "kind", "phrase"),
    [
        ("The depot is 20 km from [Harim].", "ring", "20 km from"),
        ("The depot is 20 km away from [Harim].", "ring", "20 km from"),
        ("A camp two kilometres outside the city of [Harim]", "ring", "2 km outside"),
        ("A tanker 12 nautical miles off [Harim]", "ring", "12 nautical miles off"),
        ("Half a mile from [Harim]", "ring", "0.5 mile from"),
        ("A 1/2 mile from [Harim]", "ring", "0.5 mile from"),
        ("Some 2½ miles from [Harim]", "ring", "2.5 miles from"),
        ("A mile from [Harim]", "ring", "1 mile from"),
        ("Some 20km/12 miles from [Harim]", "ring", "20 km from"),
        ("Some 500 metres from [Harim]", "ring", "500 m from"),
        ("Five miles down the road from [Harim]", "ring", "5 miles from"),
        ("Thousands of miles from [Harim]", "ring", "thousands of miles from"),
        ("All within 10 km of [Harim]", "within", "within 10 km of"),
        ("All within a 10-kilometre radius of [Harim]", "within", "within 10 km of"),
        ("A camp less than 5 miles from [Harim]", "within", "within 5 miles of"),
        ("A 30-minute drive from [Harim]", "within", "a journey from"),
        ("Two hours' drive north of [Harim]", "within", "a journey north of"),
        ("An hour from [Harim]", "near", "a journey from"),
        ("Fighting broke out north of [Harim].", "direction", "north of"),
        ("Fighting just east of the besieged city of [Harim]", "direction", "east of"),
        ("To the south-west of [Harim]", "direction", "southwest of"),
        ("They killed 10 north of [Harim].", "direction", "north of"),
        ("On the northern outskirts of [Harim]", "outskirts", "outskirts of"),
        ("The eastern suburbs of [Harim]", "outskirts", "outskirts of"),
        ("A suburb of [Harim]", "outskirts", "outskirts of"),
        ("Eastern suburbs of [Harim]", "outskirts", "outskirts of"),
        ("On the eastern edge of rebel-held [Harim]", "outskirts", "outskirts of"),
        ("At the northern entrance to [Harim]", "outskirts", "entrance to"),
        ("The [outskirts of Harim]", "outskirts", "outskirts of"),
        ("[Harim]'s western outskirts", "outskirts", "outskirts of"),
        ("The countryside of [Harim]", "countryside", "countryside of"),
        ("The [northern Harim countryside]", "countryside", "countryside of"),
        ("[Harim]'s northern countryside", "countryside", "countryside of"),
        ("A blast near the Ardian town of [Harim]", "near", "near"),
        ("A blast close to [Harim]", "near", "close to"),
        ("A blast not far from [Harim]", "near", "not far from"),
        ("A blast in the vicinity of [Harim]", "near", "in the vicinity of"),
        ("A blast outside [Harim]", "near", "outside"),
        ("Around [Harim], two died.", "near", "around"),
        ("A position opposite [Harim]", "near", "opposite"),
        ("A bank across the river from [Harim]", "near", "across from"),
        ("The [Harim] area", "near", "area of"),
        ("On the road to [Harim]", "near", "road to"),
        ("On the main road from [Harim]", "near", "road from"),
        ("Off the coast of [Harim]", "coast", "off the coast of"),
        ("A boat sank off [Harim].", "coast", "off"),
    ],
)
def test_other_relations_are_read(text, kind, phrase):
    assert relations(text) == [(kind, phrase)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Clashes between [Harim] and [Sawran] left 5 dead.", "between"),
        ("Clashes between the towns of [Harim] and [Sawran]", "between"),
        ("A field between [Harim] city and the besieged village of [Sawran]", "between"),
        ("Halfway between [Harim] and the town of [Sawran]", "halfway"),
        ("The road between [Harim] and [Sawran]", "road"),
        ("The M5 highway between [Harim] and [Sawran]", "road"),
        ("A mine on the road from [Harim] to [Sawran]", "road"),
        ("The road leading from [Harim] to [Sawran]", "road"),
        ("The road linking [Harim] to [Sawran]", "road"),
        ("The highway which connects [Harim] with [Sawran]", "road"),
        ("The [Harim]-[Sawran] highway", "road"),
        ("The [Harim]–[Sawran] road", "road"),
        ("The [Harim] - [Sawran] international road", "road"),
        ("The [Harim]-to-[Sawran] road", "road"),
    ],
)
def test_both_ends_of_a_line_know_each_other(text, kind):
    first, second = mentions(text)
    assert first.relative is not None
    assert second.relative is not None
    assert (first.relative.kind.value, second.relative.kind.value) == (kind, kind)
    assert (first.relative.other, second.relative.other) == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "They repaired 10 km of [Harim]'s roads.",
        "North of the country, in [Harim], two died.",
        "Between 10 and 12 people died in [Harim].",
        "Between Monday and Tuesday in [Harim] two died.",
        "The road to peace is long, [Harim] said.",
        "They moved from [Harim] to [Sawran].",
        "Clashes between [Harim] and [Sawran] provinces",
        "Clashes between the provinces of [Harim] and [Sawran]",
        "On the border between [Harim] and [Sawran]",
        "Talks between [Harim] and [Sawran] failed.",
        "Between [Harim|demonym] and [Sawran|demonym] troops",
        "In the towns of [Harim], [Sawran] and [Tel Noor]",
        "Between [Harim], [Sawran] and [Tel Noor]",
        "Shells fell in the north of [Harim].",
        "Shells fell in northern [Harim].",
        "The suspect came from [Harim].",
        "They walked 10 km from [Harim] to [Sawran].",
        "The two-hour drive from [Harim] to [Sawran]",
        "A man of 40 from [Harim]",
        "The army cut off [Harim].",
        "He lives on [Harim] Road.",
        "Ten km from the border with [Ardia]",
        "They killed 10 near a river. [Harim] was quiet.",
        "A budget of $10m from [Harim]",
        "Thirty minutes later from [Harim] came news.",
        "The Baba district of [Harim]",
        "The west bank of [Harim]",
        "The rebel-held suburb of [Harim]",
        "The Sawran suburb of [Harim]",
        "The Sawran suburbs of [Harim] and [Tel Noor]",
    ],
)
def test_words_that_only_look_like_a_relation_are_none(text):
    assert set(relations(text)) == {None}


def test_near_two_is_near_both():
    assert relations("Shells fell near [Harim] and [Sawran].") == [("near", "near")] * 2
    assert relations("Shells fell near [Harim] and in [Sawran].")[1] is None
    assert relations("Shells fell near [Harim], [Ardia].")[1] is None


def test_what_the_reading_room_said_counts_where_the_words_are_silent():
    report, (toponym,) = bracketed("Fire on [Harim].")
    said = Toponym(span=toponym.span, surface="Harim", role=ToponymRole.EVENT, relation="outskirts")
    (mention,) = read_mentions(report, [said])
    assert mention.relation == "outskirts"


def test_a_village_knows_the_name_that_describes_it():
    first, second, third = mentions("[Zoor], a village 12 km north of [Harim], and [Sawran] burn.")
    assert first.described == 1
    assert second.described is None
    assert third.described is None
    assert mentions("In [Zoor], shells fell 12 km north of [Harim].")[0].described is None


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("Homs-Hama highway", ["Homs", "Hama"]),
        ("the Homs – Hama road", ["Homs", "Hama"]),
        ("between Homs and Hama", ["Homs", "Hama"]),
        ("on the road from Homs to Hama", ["Homs", "Hama"]),
        ("Port-Louis road", ["Port-Louis road"]),
        ("Homs", ["Homs"]),
        ("Ain al-Arab", ["Ain al-Arab"]),
    ],
)
def test_a_name_written_for_a_line_is_parted(name, ends):
    toponym = Toponym(
        span=Span(report_id="r1", start=3, end=3 + len(name)), surface=name, role=ToponymRole.EVENT
    )
    parts = part_ends("at " + name, toponym, lambda known: known == "Port-Louis")
    assert [part.surface for part in parts] == ends
    assert [part.span.of("at " + name) for part in parts] == ends


def test_the_word_for_a_road_may_stand_behind_a_name_of_two():
    report, (toponym,) = bracketed("Fire on the [Homs-Hama] highway.")
    parts = part_ends(report.text, toponym, lambda _name: False)
    assert [part.surface for part in parts] == ["Homs", "Hama"]
    report, (toponym,) = bracketed("A game, [Homs-Hama], was called off.")
    assert part_ends(report.text, toponym, lambda _name: False) == (toponym,)


_FRAGMENTS = """
10 km north of from between and the road to [Harim] [Sawran] within a few miles off , ( ) .
outskirts near less than half an hour drive coast - – NW 1,000 0 İ
"""
_WORDS = st.sampled_from(_FRAGMENTS.split())


@given(st.lists(_WORDS, max_size=25), st.text(max_size=40))
def test_any_text_is_read_without_an_error_and_names_no_other_text(words, noise):
    found = mentions(" ".join(words) + noise.replace("[", "").replace("]", "") + " [Harim]")
    for mention in found:
        relative = mention.relative
        if relative is not None:
            assert relative.distance_km is None or relative.distance_km > 0
            assert relative.other is None or found[relative.other].relative is not None
            assert re.fullmatch(r"[a-z0-9 .,-]+", relative.phrase)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomb hit a house in [Homs].", "house in"),
        ("The mayor of [Homs] was shot.", "mayor of"),
        ("Two people died in central [Homs].", "in central"),
        ("Shells fell on the streets of [Homs].", "streets of"),
    ],
)
def test_what_only_towns_have_speaks_of_a_town(text: str, words: str) -> None:
    assert [mention.as_town for mention in mentions(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on [Homs].",
        "Two people died in the hills of [Homs].",
        "The governor of [Homs] was shot.",
        "A house was hit. In [Homs], two people died.",
        "Shells fell on [Homs] province.",
        "Shells fell on [Homs province].",
    ],
)
def test_other_words_speak_of_no_town(text: str) -> None:
    assert [mention.as_town for mention in mentions(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "In [Homs] province, shells fell on [Homs].",
        "In [Homs province], shells fell on [Homs].",
        "In the [province of Homs], shells fell on [Homs].",
    ],
)
def test_a_bare_name_beside_the_unit_of_that_name_is_the_town(text: str) -> None:
    unit, town = mentions(text)
    assert (unit.as_town, town.as_town) == ("", "beside the unit of that name")


@pytest.mark.parametrize(
    "text",
    [
        "In [Hama province], shells fell on [Homs].",
        "Shells fell on [Homs province] and then on [Homs province].",
        f"Shells fell on [Homs province]. {'Nothing else was heard. ' * 10}Shells fell on [Homs].",
    ],
)
def test_a_name_beside_no_unit_of_that_name_is_left_open(text: str) -> None:
    assert [mention.as_town for mention in mentions(text)] == ["", ""]


def _told(text: str, *ways: EventPlace | None) -> list[int | None]:
    """Give the container of each toponym of a text that is told in these ways."""
    report, toponyms = bracketed(text)
    told = [replace(one, told=way) for one, way in zip(toponyms, ways, strict=True)]
    return [mention.container for mention in read_mentions(report, told)]


HEADING, TOLD = EventPlace.HEADING, EventPlace.TOLD


def test_names_below_a_heading_lie_in_the_place_it_names() -> None:
    text = (
        "[Sawran]\nJets bombed a school. Shells fell on [Zoor].\n[Hama]\nA mine went off at [Deir]."
    )
    assert _told(text, HEADING, TOLD, HEADING, TOLD) == [None, 0, None, 2]
    text = "[Zoor], [Sawran].\nJets bombed a school. Shells fell on [Deir]."
    assert _told(text, HEADING, HEADING, TOLD)[2] == 0


def test_names_that_are_not_told_below_a_heading_lie_in_no_place_of_it() -> None:
    text = "[Sawran]\nJets bombed a school. Shells fell on [Zoor]."
    assert _told(text, TOLD, TOLD) == [None, None]
    assert _told(text, HEADING, EventPlace.PASSING) == [None, None]
    assert _told("Shells fell on [Zoor] at noon.\n[Sawran]\n", TOLD, HEADING) == [None, None]


def test_what_the_words_say_goes_before_the_heading() -> None:
    text = "[Sawran]\nJets bombed a school in [Zoor], [Hama]."
    assert _told(text, HEADING, TOLD, TOLD)[1] == 2
