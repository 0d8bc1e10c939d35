"""Letters of other scripts, and of Latin with marks, as plain Latin letters.

Each table maps one letter to Latin. The romanisation is a plain one, near to what English
reports write; the differences between the habits are levelled by
:func:`geomap.places.names.forms.loose_key`. Scripts that have no table here stay as they are.

Only the standard library: the build imports this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from geomap.places.names.syllabaries import syllables_to_latin

__all__ = ["ARABIC_ARTICLE", "LETTERS", "to_latin"]

ARABIC_ARTICLE = "ال"
# stands before the word without a space; the word is written the same with and without it

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "dh", "ع": "a", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ى": "a",
    "ة": "a", "ء": "", "ؤ": "w", "ئ": "y", "ـ": "",
    # and the letters that Persian, Dari, Pashto, Urdu and Sorani add
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "y", "ې": "e", "ۍ": "i",
    "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "څ": "ts", "ځ": "dz", "ښ": "sh", "ږ": "zh",
    "ګ": "g", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "e", "ں": "n", "ھ": "h", "ہ": "h",
    "ۀ": "h", "ە": "a", "ۆ": "o", "ێ": "e", "ڕ": "r", "ڵ": "l", "ڤ": "v", "ۇ": "u",
    "ۃ": "a", "ۂ": "h",
    **{chr(first + digit): str(digit) for first in (0x0660, 0x06F0) for digit in range(10)},
}  # fmt: skip

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo",
    "є": "ye", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "y", "ӏ": "",
    "љ": "ly", "њ": "ny", "ћ": "ch", "џ": "dzh", "ә": "a", "ғ": "g", "қ": "q", "ң": "n",
    "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
}  # fmt: skip

_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
    "ω": "o",
}  # fmt: skip

_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "w", "ז": "z", "ח": "h",
    "ט": "t", "י": "y", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n",
    "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "p", "צ": "ts", "ץ": "ts", "ק": "k",
    "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip

_GEORGIAN = {
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i",
    "კ": "k", "ლ": "l", "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s",
    "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k", "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts",
    "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j", "ჰ": "h",
}  # fmt: skip

_ARMENIAN = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "e", "թ": "t",
    "ժ": "zh", "ի": "i", "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz",
    "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y", "ն": "n", "շ": "sh", "ո": "o", "չ": "ch",
    "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts", "ւ": "u",
    "փ": "p", "ք": "k", "օ": "o", "ֆ": "f", "և": "ev",
}  # fmt: skip

_LATIN = {
    # letters that Unicode does not split into a plain letter and a mark
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ə": "a", "ħ": "h", "ŋ": "n", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    "ɛ": "e", "ɔ": "o", "ɲ": "n", "ẞ": "ss", "ß": "ss",
}  # fmt: skip

LETTERS: Mapping[str, str] = MappingProxyType(
    _ARABIC | _CYRILLIC | _GREEK | _HEBREW | _GEORGIAN | _ARMENIAN | _LATIN
)

_TABLE = str.maketrans(dict(LETTERS))

# Where a letter's neighbours decide what it is: the letter, the pattern, what stands for it.
_TOGETHER = (
    # "dh" of two letters, as in Qandahar, is not the sound "dh": a vowel stands between
    ("ه", re.compile("(?<=[تدزسصضطظكکگ])(?=ه)"), "ا"),
    # in Persian and Urdu these letters sound like "z"
    ("ی", re.compile("[ضذظ]"), "ز"),
    ("ک", re.compile("[ضذظ]"), "ز"),
    # a hamza's seat that only carries the first vowel, in Sorani
    ("ئ", re.compile(r"\bئ"), ""),
    # an aspirate of India in Russian spelling
    ("х", re.compile("(?<=[бгдкптч])х"), "h"),
    ("ւ", re.compile("ու"), "u"),
    ("ւ", re.compile("եւ"), "ev"),
    ("'", re.compile("ג'"), "j"),
    ("׳", re.compile("ג׳"), "j"),
)  # fmt: skip

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
    composed = _apart(unicodedata.normalize("NFC", text))
    latin = composed.translate(_TABLE)
    if latin.isascii():
        return latin
    latin = unicodedata.normalize("NFKD", latin).translate(_TABLE_AND_MARKS)
    if latin.isascii() or latin.isnumeric():
        return latin
    # The marks of syllabic scripts are vowels: their composed form is what counts.
    latin = syllables_to_latin(composed).translate(_TABLE)
    return unicodedata.normalize("NFKD", latin).translate(_TABLE_AND_MARKS)


def _apart(text: str) -> str:
    """Keep letters apart that would look like one sound in Latin, and join what is one."""
    for letter, pattern, written in _TOGETHER:
        if letter in text:
            text = pattern.sub(written, text)
    return text
