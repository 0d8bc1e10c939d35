"""Where a report was filed, and the towns that the entries of a list open with."""

from __future__ import annotations

import pytest

from geomap.text.parsing.datelines import dateline_end, filed_end, labels_in
from geomap.text.parsing.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("BEIRUT (Agency) — Two died.", "BEIRUT (Agency) — "),
        ("QUETTA, Pakistan — A bomb killed two.", "QUETTA, Pakistan — "),
        ("Bogota, 7 Sep 89 (EFE) -- Four died.", "Bogota, 7 Sep 89 (EFE) -- "),
        ("Two died in Homs - a monitor said.", None),
        ("FOUR SOLDIERS DIED WHEN A BOMB WENT OFF - AMONG THEM A COLONEL.", None),
        ("20 - 30 people died.", None),
    ],
)
def test_a_dateline_is_told_from_a_sentence(text: str, filed: str | None) -> None:
    end = dateline_end(text, 0)
    assert (None if end is None else text[:end]) == filed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BAGHDAD - A bomb killed two.\n* MOSUL - Police found a body.", ["BAGHDAD", "MOSUL"]),
        ("Izium – three hurt.\nChuhuiv – no casualties.", ["Izium", "Chuhuiv"]),
        (
            "EL FASHER: shells killed one. NYALA: two were hurt. EL OBEID: six died.",
            ["EL FASHER", "NYALA", "EL OBEID"],
        ),
        ("BOUAR, 17 January: two died. BRIA, 18 January: one died.", ["BOUAR", "BRIA"]),
        (
            "Gurdaspur district: two died.\nAmritsar district: nobody was hurt.",
            ["Gurdaspur district", "Amritsar district"],
        ),
        ("BEIRUT - Two died.", []),
        ("KILLED: 5. WOUNDED: 7.", []),
        ("UN: five died. OCHA: six died.", []),
        ("Two died. Police said so.", []),
    ],
)
def test_names_that_several_entries_open_with_are_labels(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end, _ in labels_in(text)] == names


def test_what_opens_a_line_is_parted_from_the_sentence() -> None:
    text = "KABUL (AP) — Two died.\n\nMOSUL: Six died. HILLA: One died."
    pieces = [text[start:end] for start, end in paragraphs(text)]
    assert pieces == ["KABUL (AP) —", "Two died.", "MOSUL:", "Six died.", "HILLA:", "One died."]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("RAIPUR: Six policemen were killed in Narayanpur district.", 8),
        ("Bogotá. Guerrillas entered Toribío at dawn.", 8),
        ("Bamako - Men attacked a convoy near Bankass.", 9),
        ("RAIPUR: Six policemen were killed on Monday.", None),
        ("RAIPUR: Six policemen were killed in March.", None),
        ("Gunmen killed six policemen in Narayanpur district.", None),
    ],
)
def test_a_bare_name_before_the_story_of_another_place_is_where_it_was_filed(
    text: str, ends: int | None
) -> None:
    assert filed_end(text, 0) == ends


def test_a_name_within_a_line_files_nothing() -> None:
    text = "Darfur, week 25. Zalingei: a shell hit a bakery. In Abeche a man was stabbed."
    assert filed_end(text, text.index("Zalingei")) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Karachi: Two policemen were killed. In Lahore, a bomb killed 30.", None),
        ("Quetta: A guard was shot. In Khuzdar district, a mine killed two.", None),
        ("Karachi: Two policemen were killed. A bomb killed 30 in Lahore.", 9),
        ("Quetta: A guard was shot in Khuzdar.", 8),
        ("Bamako - Men burned a truck. In Bankass, a mine killed two.", 9),
    ],
)
def test_a_name_before_its_own_event_and_another_place_s_files_nothing(
    text: str, ends: int | None
) -> None:
    assert filed_end(text, 0) == ends
