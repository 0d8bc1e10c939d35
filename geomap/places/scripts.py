"""Letters of other scripts, and of Latin with marks, as plain Latin letters.

Each table maps one letter to Latin. The romanisation is a plain one, near to what English
reports write; the differences between the habits are levelled by
:func:`geomap.places.names.loose_key`. Scripts that have no table here stay as they are.

Only the standard library: the build imports this.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["ARABIC_ARTICLE", "LETTERS", "to_latin"]

ARABIC_ARTICLE = "ال"
# stands before the word without a space; the word is written the same with and without it

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ى": "a",
    "ة": "a", "ء": "", "ؤ": "w", "ئ": "y", "ـ": "",
    # and the letters that Persian, Dari, Pashto, Urdu and Sorani add
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "y", "ې": "e", "ۍ": "i",
    "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "څ": "ts", "ځ": "dz", "ښ": "sh", "ږ": "zh",
    "ګ": "g", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "e", "ں": "n", "ھ": "h", "ہ": "h",
    "ۀ": "h", "ە": "a", "ۆ": "o", "ێ": "e", "ڕ": "r", "ڵ": "l", "ڤ": "v", "ۇ": "u",
}  # fmt: skip

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo",
    "є": "ye", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ә": "a", "ғ": "g", "қ": "q", "ң": "n",
    "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
}  # fmt: skip

_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
    "ω": "o",
}  # fmt: skip

_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h",
    "ט": "t", "י": "y", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n",
    "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "p", "צ": "ts", "ץ": "ts", "ק": "k",
    "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip

_LATIN = {
    # letters that Unicode does not split into a plain letter and a mark
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ə": "a", "ħ": "h", "ŋ": "n", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    "ɛ": "e", "ɔ": "o", "ɲ": "n", "ẞ": "ss", "ß": "ss",
}  # fmt: skip

LETTERS: Mapping[str, str] = MappingProxyType(_ARABIC | _CYRILLIC | _GREEK | _HEBREW | _LATIN)

_TABLE = str.maketrans(dict(LETTERS))

# Marks of Latin, Greek, Cyrillic, Hebrew and Arabic only: in Indic scripts the vowel signs
# are marks too, and a name without them is another name.
_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED),
)  # fmt: skip
_TABLE_AND_MARKS = _TABLE | {
    code: None for first, last in _MARKS for code in range(first, last + 1)
}


def to_latin(text: str) -> str:
    """Write casefolded text in plain Latin letters, as far as there is a table for its script.

    Parameters
    ----------
    text : str
        Casefolded text in any script.

    Returns
    -------
    str
        The text without marks, in Latin letters where the script is known.

    Examples
    --------
    >>> to_latin("ḩimş"), to_latin("харків"), to_latin("حمص")
    ('hims', 'kharkiv', 'hms')
    """
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text).translate(_TABLE)
    if composed.isascii():
        return composed
    return unicodedata.normalize("NFKD", composed).translate(_TABLE_AND_MARKS)
