from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.text.readers.language import detect_language, foreign_parts

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "languages.tsv").read_text(encoding="utf-8").splitlines()
]
# code, kind and text; two blanks part paragraphs
TEXTS = [(code, kind, text.replace("  ", "\n\n")) for code, kind, text in LINES]
ARABIC = "سقطت قذيفتان على سوق البلدة يوم الأحد وقتل خمسة أشخاص."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("At least 22 people were killed in the town, a resident said on Wednesday.", "en"),
        ("Vingt personnes ont été tuées par des frappes dans la ville de Homs.", "fr"),
        (
            "Veinte personas murieron en los ataques contra la ciudad de Homs, según el centro.",
            "es",
        ),
        ("Bei den Angriffen auf die Stadt wurden nach Angaben der Behörden zwanzig getötet.", "de"),
        (
            "Homs kentine yapılan saldırıda en az 22 kişi öldü ve çok sayıda yaralı olduğu için",
            "tr",
        ),
        ("قتل عشرون شخصا على الأقل في بلدة تلبيسة", "ar"),
        ("به گزارش خبرگزاری‌ها در پی حمله هوایی چند نفر کشته شدند", "fa"),
        ("У середу російська авіація завдала ударів по місту, загинули двадцять осіб", "uk"),
        ("В среду авиация нанесла удары по городу, погибли двадцать мирных жителей", "ru"),
        ("空袭造成至少二十二人死亡", "zh"),
        ("空爆で少なくとも二十二人が死亡した", "ja"),
        ("6 killed by shells targeted Aleppo city", "en"),
        ("High school students riot after they are denied a social event.", "en"),
        ("", None),
        ("Homs 22", None),
        ("12345 !!", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, code: str | None) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, _, text in TEXTS if code not in ("en", "none")]
)
def test_texts_and_headlines_in_other_languages_are_told(code: str, text: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize("text", [text for code, _, text in TEXTS if code in ("en", "none")])
def test_no_english_and_no_list_of_names_is_taken_for_another_language(text: str) -> None:
    assert detect_language(text) in ("en", None)


@pytest.mark.parametrize("text", [text for code, kind, text in TEXTS if kind == "mixed"])
def test_of_a_text_in_two_languages_the_other_one_is_a_foreign_part(text: str) -> None:
    told = "".join(text[start:end] for start, end, _ in foreign_parts(text))
    assert {code for _, _, code in foreign_parts(text)} <= {"ar", "fr"}
    assert len(told) > 0.3 * len(text)
    english = "Four civilians", "An attack on", "Two shells"
    assert not any(words in told for words in english)


@pytest.mark.parametrize(
    "text", [text for code, kind, text in TEXTS if code == "en" and kind not in ("mixed", "quote")]
)
def test_english_has_no_foreign_parts_whatever_names_it_tells_of(text: str) -> None:
    assert foreign_parts(text) == ()


def test_foreign_parts_are_whole_sentences_in_their_order() -> None:
    text = f"Two men died. {ARABIC} No more is known.\n{ARABIC}"
    assert [text[start:end] for start, end, _ in foreign_parts(text)] == [ARABIC, ARABIC]


def test_an_english_boilerplate_does_not_make_a_french_report_english() -> None:
    story = "Des tirs ont visé le marché du village dans la nuit et trois habitants sont morts. "
    assert detect_language(story * 6 + "Share this page.") == "fr"


def test_an_arabic_name_does_not_make_an_english_report_arabic() -> None:
    text = "The town of Talbiseh (تلبيسة), north of Homs (حمص), was hit by two strikes."
    assert detect_language(text) == "en"


@settings(deadline=None)
@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    code = detect_language(text)
    assert code is None or len(code) == 2
    end = 0
    for start, stop, part in foreign_parts(text):
        assert end <= start < stop <= len(text)
        assert len(part) == 2
        end = stop
