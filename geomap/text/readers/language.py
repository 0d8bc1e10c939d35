"""Which language a report is in, by its script, its letters and its commonest words.

Small on purpose: enough to tell English from what the English pipeline must not be given.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["detect_language"]

_SAMPLE = 20_000
_LEAST_HITS = 2

# Words that are frequent in one of these languages and rare in the others.
_STOP_WORDS = {
    "en": "the of and in to was were that said by for with from at has had on his which this"
    " a an is are were after near as be it who been people killed wounded civilians city town",
    "fr": "le la les des du et un une deux a ont à ce il dans sur est été par pour avec qui que",
    "es": "el la los las del y una en por con que se fue han según para su al más como",
    "pt": "o os as do da dos das e um uma em no na por com que foi não para segundo mais",
    "it": "il lo la gli della dei delle e una in di che con per è sono stato nel secondo alla",
    "de": "der die das und den dem des ein eine in von mit ist wurden wurde nach auf bei nicht",
    "nl": "de het een en van in op met voor is zijn werd werden door bij naar dat niet aan volgens",
    "sv": "och i att det som en på är av för med den till har ett inte från vid enligt efter",
    "pl": "w i na z że do się nie jest oraz przez po od według był została o dla zostało",
    "cs": "v na se že je do s z o byl byla bylo při podle pro jsou ve po ale",
    "ro": "și în cu pe fost din o unei unui care cel sunt pentru după nu că mai este al",
    "tr": "ve bir bu da de için ile olarak olan dedi göre sonra kadar çok daha ise gibi tarafından",
    "id": "yang dan di dari dengan untuk pada dalam ini itu oleh akan telah tidak ke mereka adalah",
    "so": "waxaa iyo ka ku ee oo uu ay in la soo kale lagu waxay aan si ayaa",
    "sw": "na ya wa kwa katika ni za la kuwa hiyo watu baada hilo huo alisema",
    "ha": "da a na ta ya sun cewa wani kuma ne ce an sai ba don",
    "sr": "i je u se na da su od za sa kao koji bio bila prema iz",
}
_WORDS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")

_SCRIPTS = {
    "ARABIC": "ar", "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "HANGUL": "ko",
    "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "THAI": "th", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "ETHIOPIC": "am", "MYANMAR": "my", "CJK": "zh", "HIRAGANA": "ja",
    "KATAKANA": "ja", "SINHALA": "si", "KHMER": "km", "LAO": "lo", "LATIN": "",
}  # fmt: skip
# Letters that one language of a shared script writes and its neighbours do not.
_LETTERS = {
    "ar": (("ur", "ٹڈڑے"), ("ps", "ټډړښځ"), ("ku", "ڕڵۆێ"), ("fa", "پچژگ")),
    "ru": (("uk", "їєґі"), ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђћџљњ"), ("bg", "")),
}
_RUSSIAN_ONLY = frozenset("ыэё")


def detect_language(text: str) -> str | None:
    """Tell the language of a text.

    Parameters
    ----------
    text : str
        The text; only its first 20,000 characters are looked at.

    Returns
    -------
    str or None
        ISO 639-1 code, or None where too little speaks for any one language.

    Examples
    --------
    >>> detect_language("Two airstrikes hit the town of Talbiseh, residents said.")
    'en'
    >>> detect_language("قتل عشرون شخصا في مدينة حمص")
    'ar'
    >>> detect_language("Homs 22")
    """
    sample = text[:_SAMPLE].casefold()
    script = _main_script(sample)
    if script is None:
        return None
    return _by_words(sample) if script == "" else _by_letters(sample, script)


def _main_script(sample: str) -> str | None:
    counts: Counter[str] = Counter()
    for letter, number in Counter(filter(str.isalpha, sample)).items():
        name = unicodedata.name(letter, "").partition(" ")[0]
        if name in _SCRIPTS:
            counts[_SCRIPTS[name]] += number
    if not counts:
        return None
    # Japanese is written with many Chinese characters, Chinese with no kana.
    if counts["ja"] > 0.1 * (counts["ja"] + counts["zh"]):
        counts["ja"] += counts["zh"]
    return max(sorted(counts), key=lambda code: counts[code])


def _by_letters(sample: str, code: str) -> str:
    letters = Counter(sample)
    if code == "ru" and any(letters[letter] for letter in _RUSSIAN_ONLY):
        return "ru"
    total = sum(number for letter, number in letters.items() if letter.isalpha())
    for language, marks in _LETTERS.get(code, ()):
        # One Persian name in an Arabic report does not make it Persian.
        if sum(letters[mark] for mark in marks) > 0.01 * total:
            return language
    if code == "ru" and letters["ъ"] > 0.008 * total:
        return "bg"
    return code


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample))
    hits = {code: sum(words[word] for word in stop_words) for code, stop_words in _WORDS.items()}
    kinds = {
        code: sum(1 for word in stop_words if word in words) for code, stop_words in _WORDS.items()
    }
    best = max(sorted(hits), key=lambda code: (hits[code], kinds[code], code == "en"))
    if hits[best] < _LEAST_HITS or hits[best] < 0.04 * sum(words.values()):
        return None
    return best
