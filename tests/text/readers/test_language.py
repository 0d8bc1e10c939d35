from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.text.readers.language import detect_language


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


def test_an_arabic_name_does_not_make_an_english_report_arabic() -> None:
    text = "The town of Talbiseh (تلبيسة), north of Homs (حمص), was hit by two strikes."
    assert detect_language(text) == "en"


@settings(deadline=None)
@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    code = detect_language(text)
    assert code is None or len(code) == 2
