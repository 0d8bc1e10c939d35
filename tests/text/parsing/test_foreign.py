from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.text.parsing.foreign import names_in_foreign
from geomap.text.parsing.tongues import load_tongues
from geomap.vocabulary import ToponymRole
from tests.builders import make_report

FAMOUS = {
    "حلب", "حمص", "Alep", "Syrie", "Харьков", "Одеса", "Halep", "Kabul", "阿勒颇", "加沙",
    "Roja", "Essen", "Rio de Janeiro", "Nice",
}  # fmt: skip
KNOWN = {"تلبيسة", "Изюм", "Baydhabo", "مساء"}


def known(name: str, *, famous: bool = False) -> int:
    return 2 if name in FAMOUS else 0 if famous else int(name in KNOWN)


def names(language: str, text: str) -> list[tuple[str, str, bool]]:
    report = make_report(text, language=language)
    found = names_in_foreign(report, known)
    assert all(one.toponym.role is ToponymRole.CONTEXT for one in found)
    assert all(one.toponym.span.of(text) == one.toponym.surface for one in found)
    return [(one.toponym.surface, one.name, one.sure) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "surface", "name"),
    [
        ("ar", "قصف على حلب", "حلب", "حلب"),
        ("ar", "قتلوا في بلدة تلبيسة", "تلبيسة", "تلبيسة"),
        ("fr", "Une frappe près d'Alep hier", "Alep", "Alep"),
        ("ru", "Взрывы в Харькове", "Харькове", "Харьков"),
        ("ru", "Бои за город Изюм", "Изюм", "Изюм"),
        ("uk", "Вибухи в Одесі", "Одесі", "Одеса"),
        ("tr", "Dün Halep'te patlama oldu", "Halep'te", "Halep"),
        ("de", "Anschlag in Kabul", "Kabul", "Kabul"),
        ("so", "Qarax ka dhacay magaalada Baydhabo", "Baydhabo", "Baydhabo"),
        ("pt", "Tiros no Rio de Janeiro", "Rio de Janeiro", "Rio de Janeiro"),
        ("zh", "阿勒颇遭空袭", "阿勒颇", "阿勒颇"),
    ],
)
def test_a_known_place_is_found_in_its_script_and_without_what_grammar_puts_to_it(
    language: str, text: str, surface: str, name: str
) -> None:
    assert names(language, text) == [(surface, name, True)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ar", "سقطت قذائف وحمص هادئة", "حمص"),
        ("fr", "Nice réunion au village", "Nice"),
        ("es", "El vocero de la Cruz Roja habló", "Roja"),
        ("zh", "他们说加沙很安静", "加沙"),
    ],
)
def test_what_may_be_a_word_or_a_part_of_a_longer_name_is_not_sure(
    language: str, text: str, name: str
) -> None:
    assert [(found, sure) for _, found, sure in names(language, text)] == [(name, False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "نزحوا إلى مناطق أخرى مساء الأحد"),
        ("fr", "la nice affaire"),
        ("de", "Das Essen wird knapp"),
        ("fr", ""),
        ("qq", "Alep"),
    ],
)
def test_an_ordinary_word_and_what_is_not_known_give_no_name(language: str, text: str) -> None:
    assert names(language, text) == []


@settings(deadline=None)
@given(
    st.text(alphabet=st.one_of(st.sampled_from(" \n.'-阿حمصАaDd"), st.characters())),
    st.sampled_from([tongue.code for tongue in load_tongues().all]),
)
def test_names_lie_in_the_text_in_order_and_apart(text: str, language: str) -> None:
    report = make_report(text or " ", language=language)
    end = 0
    for one in names_in_foreign(report, lambda name, famous=False: 2 * (len(name) % 2)):
        span = one.toponym.span
        assert end <= span.start
        assert span.of(report.text) == one.toponym.surface
        end = span.end
