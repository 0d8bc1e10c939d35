"""The page's words: whole in every language, and no word of the page outside them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from geomap.cli.map import map_command
from geomap.errors import UsageError
from geomap.events.terms.typology import SUB_EVENT_TYPES
from geomap.maps import draw
from geomap.maps.bundle import SCRIPT_ORDER
from geomap.maps.language import LANGUAGES, page_language
from geomap.maps.style import CERTAINTIES, KINDS
from geomap.vocabulary import ClaimantKind, Quantity, Scope, Stance, ToponymRole, Victims
from tests.builders_tables import make_tables

PAGE = Path("geomap/maps/page")
OTHERS = [code for code in LANGUAGES if code != "en"]
TABLES = ("code", "ground", "type")


def forms(entry: str | dict[str, str]) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_language_file_is_declared() -> None:
    found = {path.stem for path in (PAGE / "languages").glob("??.json")}
    assert found == set(LANGUAGES)


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_says_all_that_english_says(code: str) -> None:
    english, other = page_language("en").words, page_language(code).words
    assert set(other) == set(english)
    for table in TABLES:
        assert set(other[table]) == set(english[table])


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_what_stands_in_braces(code: str) -> None:
    english, other = page_language("en").words, page_language(code).words
    for key in set(english) - set(TABLES):
        wanted = slots(forms(english[key])[-1])
        for text in forms(other[key]):
            # A form for none, one or two may write its number as a word.
            assert slots(text) | {"n", "shown"} >= wanted - {"range"}, (key, text)
            assert slots(text) <= wanted, (key, text)
        assert slots(page_language(code).plain(key)) == wanted, key


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_empty_or_has_stray_blanks(code: str) -> None:
    for key, entry in page_language(code).words.items():
        for text in entry.values() if isinstance(entry, dict) else [entry]:
            if key in ("sum_killed", "and_totals", "sum_unknown", "list_separator"):
                continue
            assert text == text.strip(), (key, text)
            assert text, key


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_said_is_not_left_in_english(code: str) -> None:
    english, other = page_language("en").words, page_language(code).words
    same = {
        key
        for key in set(english) - set(TABLES)
        if english[key] == other[key]
        and re.search(r"[a-z]{4}", re.sub(r"\{\w+\}", "", str(english[key])))
    }
    # Words that the two languages share.
    assert same <= {"incident", "incidents", "source", "column_date", "column_source", "embargo",
                    "facet_source", "layer_incidents", "point", "citation", "candidates", "date",
                    "facet_actor", "measure_count", "parties", "score"}, same  # fmt: skip


def test_every_word_that_the_script_says_is_there_and_every_word_is_said() -> None:
    english = page_language("en").words
    script = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in SCRIPT_ORDER)
    said = set(re.findall(r"\b(?:say|sayParts|killedRange)\(\s*\"(\w+)\"", script))
    said |= {
        key for keys in re.findall(r"say\([^\"()]*\? \"(\w+)\" : \"(\w+)\"", script) for key in keys
    }
    missing = {key for key in said if key not in english and not key.endswith("_")}
    assert missing == set()
    python = "\n".join(path.read_text("utf-8") for path in Path("geomap/maps").rglob("*.py"))
    templates = (PAGE / "map.html.j2").read_text("utf-8")
    spoken = script + python + templates
    made = ("place_", "date_", "qualifier_", "figure_", "kind_", "certainty_", "meaning_", "facet_",
            "unit_", "killed_", "column_", "layer_", "measure_", "side_", "group_")  # fmt: skip
    unsaid = {
        key
        for key in set(english) - set(TABLES) - {"language", "direction", "locale"}
        if f'"{key}"' not in spoken
        and f"{key.removesuffix('_note')}" not in spoken
        and not key.startswith(made)
    }
    assert unsaid == set()


def test_every_code_and_type_of_a_casebook_has_a_word() -> None:
    words = page_language("en").words
    codes = {one.value for kind in (Quantity, Victims, Scope, Stance, ClaimantKind, ToponymRole)
             for one in kind}  # fmt: skip
    assert codes <= set(words["code"])
    assert {*SUB_EVENT_TYPES, *(n for names in SUB_EVENT_TYPES.values() for n in names)} == set(
        words["type"]
    )
    for kind in KINDS:
        assert f"kind_{kind.name}" in words
    for certainty in CERTAINTIES:
        assert {f"certainty_{certainty.name}", f"meaning_{certainty.name}"} <= set(words)


def test_only_the_chosen_language_is_in_the_page() -> None:
    html = draw(make_tables(), language="ru").to_html()
    assert '<html lang="ru" dir="ltr">' in html
    assert "Снять все фильтры" in html
    assert "Clear all filters" not in html
    assert "إزالة" not in html


def test_a_language_from_right_to_left_says_so() -> None:
    assert '<html lang="ar" dir="rtl">' in draw(make_tables(), language="ar").to_html()


def test_the_notebooks_table_has_headings_in_the_language() -> None:
    shown = draw(make_tables(), language="fr")._repr_html_()
    assert '<th scope="col">Lieu</th>' in shown
    assert 'lang="fr"' in shown


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match="'de'; it speaks en, ar"):
        draw(make_tables(), language="de")


def test_the_command_line_offers_the_languages_that_there_are() -> None:
    option: Any = next(one for one in map_command.params if one.name == "page_language")
    assert tuple(option.type.choices) == LANGUAGES


def test_countries_of_the_basemap_have_codes_of_two_letters() -> None:
    codes = json.loads((PAGE / "languages" / "countries.json").read_text(encoding="utf-8"))
    assert codes["Syria"] == "SY"
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes.values())
    assert len(set(codes.values())) == len(codes)
