"""Letters of the scripts that write syllables, as plain Latin letters.

In the scripts of India and its neighbours a consonant letter has a vowel of its own unless
a vowel sign or a stop sign follows; an Ethiopic letter is a consonant with its vowel; in
Burmese a stopped consonant closes the syllable and sounds otherwise than its letter. Thai
and Khmer only get their consonants and vowels one by one, in the order written: enough for
the consonant skeleton.

:func:`syllables_to_latin` is called for names with such letters only. The tables are made
on the first call. Only the standard library: the build imports this.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["syllables_to_latin"]

# Written after a consonant letter: its own vowel, unless the next sign takes it away.
_OWN, _TAKES = "\x01", "\x02"

# The scripts of ISCII order stand in blocks of 128 code points with the same places in each
# (The Unicode Standard, chapter 12): one table serves them all.
_ISCII_BLOCKS = (0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B00, 0x0B80, 0x0C00, 0x0C80, 0x0D00)
_ISCII = (
    "|n|n|h|a|a|a|i|i|u|u|ri|l|e|e|e|ai|o|o|o|au"  # 00–14: signs of the nose, then vowels
    "|k|kh|g|gh|n|ch|chh|j|jh|n|t|th|d|dh|n|t|th|d|dh|n|n"  # 15–29
    "|p|ph|b|bh|m|y|r|r|l|l|l|v|sh|sh|s|h"  # 2A–39
)
_ISCII_CONSONANTS = range(0x15, 0x3A)
_ISCII_VOWEL_SIGNS = "a|i|i|u|u|ri|ri|e|e|e|ai|o|o|o|au"  # 3E–4C
_ISCII_STOP = 0x4D
_BLOCK_OTHERS = {
    # what single scripts have beside that: Bengali, Odia, Tamil
    0x09AC: "b", 0x09AF: "j", 0x0999: "ng", 0x09DF: "y", 0x09F0: "r", 0x09F1: "v", 0x0B2C: "b",
    0x0B95: "k", 0x0B9A: "s", 0x0B9F: "t", 0x0BA4: "t", 0x0BAA: "p",
}  # fmt: skip
_BLOCK_CLOSED = {
    # consonants without a vowel of their own: Bengali, Malayalam
    0x0982: "ng", 0x09CE: "t", 0x0D7A: "n", 0x0D7B: "n", 0x0D7C: "r", 0x0D7D: "l", 0x0D7E: "l",
}  # fmt: skip
# A dot below makes another letter of it; Unicode's composed form writes the two apart.
_DOTTED = re.compile("([\u0915-\u0939\u0995-\u09b9\u0a15-\u0a39\u0b15-\u0b39])"
                     "[\u093c\u09bc\u0a3c\u0b3c]")  # fmt: skip
_DOTTED_LATIN = {
    "\u0915": "q", "\u0916": "kh", "\u0917": "gh", "\u091c": "z", "\u0921": "r", "\u0922": "rh",
    "\u092b": "f", "\u092f": "y", "\u09a1": "r", "\u09a2": "rh", "\u09af": "y", "\u0a16": "kh",
    "\u0a17": "gh", "\u0a1c": "z", "\u0a2b": "f", "\u0a38": "sh", "\u0b21": "r", "\u0b22": "rh",
}  # fmt: skip

# Bengali: the letters that sound otherwise together, and "w", which is written "oy".
_BENGALI_PAIRS = (
    ("\u0995\u09cd\u09b7\u09cd\u09ae", "\u0995\u09b8\u09cd\u09ae"),
    ("\u0995\u09cd\u09b7", "\u0996"),
    ("\u09cd\u09af", "\u09cd\u09df"),
)
_BENGALI_W = re.compile("oy(?=[ae])")
_BENGALI_FIRST, _BENGALI_LAST = "\u0980", "\u09ff"

# Sinhala: its own order.
_SINHALA_VOWELS = (0x0D85, "a|a|e|e|i|i|u|u|ri|ri|l|l|e|e|ai|o|o|au")
_SINHALA_CONSONANTS = (
    0x0D9A,
    "k|kh|g|gh|ng|ng|ch|chh|j|jh|n|gn|nj|t|th|d|dh|n|nd|t|th|d|dh|n||nd|p|ph|b|bh|m|mb|y|r||l|||"
    "v|sh|sh|s|h|l|f",
)
_SINHALA_SIGNS = (0x0DCF, "a|e|e|i|i|u||u|ri|e|e|ai|o|o|o|au|l")
_SINHALA_STOP = 0x0DCA

# Ethiopic: rows of eight from U+1200, one consonant a row; the vowels of the eight columns.
_ETHIOPIC_ROWS = (
    "h|l|h|m|s|r|s|sh|q|qw|q|qw|b|v|t|ch|h|hw|n|ny||k|kw|kh|khw|w||z|zh|y|d|d|j|g|gw|ng|t|ch|p|ts|"
    "ts|f|p"
)
_ETHIOPIC_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")
_ETHIOPIC_THROAT_VOWELS = ("a", "u", "i", "a", "e", "e", "o", "a")
# after the letters that are no sound themselves; after "h" the first is "a" too

# Burmese. A consonant with asat closes the syllable; the medial signs follow the consonant.
_BURMESE = (
    0x1000,
    "k|kh|g|g|ng|s|hs|z|z|ny|ny|t|ht|d|d|n|t|ht|d|d|n|p|hp|b|b|m|y|y|l|w|th|h|l|a",
)
_BURMESE_VOWELS = {
    0x1023: "i", 0x1024: "i", 0x1025: "u", 0x1026: "u", 0x1027: "e", 0x1029: "aw", 0x102A: "aw",
    0x102B: "a", 0x102C: "a", 0x102D: "i", 0x102E: "i", 0x102F: "u", 0x1030: "u", 0x1031: "e",
    0x1032: "e", 0x1034: "o",
}  # fmt: skip
_BURMESE_VOWEL_PAIRS = (
    ("\u1031\u102c", "\u102a"), ("\u1031\u102b", "\u102a"), ("\u102d\u102f", "\u1034"),
)  # fmt: skip
_BURMESE_GREAT_SA = {0x103F: "th"}
_BURMESE_MEDIALS = {0x103B: "y", 0x103C: "y", 0x103D: "w", 0x103E: "h"}
_BURMESE_KINDS = (
    ("\u1019\u103c\u102d\u102f\u1037\u1014\u101a\u103a", ""),
    ("\u1019\u103c\u102d\u102f\u1037", ""),
)
# township, town: written together with the name
_BURMESE_CLOSING = {
    "က": "k", "င": "ng", "စ": "t", "ဉ": "n", "ည": "i", "ဏ": "n", "တ": "t", "ဒ": "t", "န": "n",
    "ပ": "t", "ဘ": "t", "မ": "n", "ယ": "", "လ": "", "သ": "t", "ရ": "", "ဟ": "",
}  # fmt: skip
_BURMESE_FIRST, _BURMESE_LAST = "\u1000", "\u109f"
_BURMESE_CLOSED = re.compile("([က-အ])\u1037?(?:\u103a\u1037?|\u1039)")
_BURMESE_SIGNS = {0x1036: "n", 0x1037: "", 0x1038: "", 0x1039: "", 0x103A: ""}

_THAI = (
    0x0E01,
    "k|kh|kh|kh|kh|kh|ng|ch|ch|ch|s|ch|y|d|t|th|th|th|n|d|t|th|th|th|n|b|p|ph|f|ph|f|ph|m|y|r|ru|"
    "l|l|w|s|s|s|h|l|o|h",
)
_THAI_VOWELS = {
    0x0E30: "a", 0x0E31: "a", 0x0E32: "a", 0x0E33: "am", 0x0E34: "i", 0x0E35: "i", 0x0E36: "u",
    0x0E37: "u", 0x0E38: "u", 0x0E39: "u", 0x0E40: "e", 0x0E41: "ae", 0x0E42: "o", 0x0E43: "ai",
    0x0E44: "ai", 0x0E47: "", 0x0E48: "", 0x0E49: "", 0x0E4A: "", 0x0E4B: "",
}  # fmt: skip
_THAI_VOWEL_FIRST = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
# written before the consonant that it follows
_THAI_SILENT = re.compile("[ก-ฮ][\u0e34\u0e38]?\u0e4c")
# a consonant under the sign of silence

_KHMER = (
    0x1780,
    "k|kh|k|kh|ng|ch|chh|ch|chh|nh|d|th|d|th|n|t|th|t|th|n|b|ph|p|ph|m|y|r|l|v|sh|ss|s|h|l|a",
)
_KHMER_VOWELS = {
    0x17B6: "a", 0x17B7: "e", 0x17B8: "ei", 0x17B9: "oe", 0x17BA: "eu", 0x17BB: "o", 0x17BC: "u",
    0x17BD: "uo", 0x17BE: "aeu", 0x17BF: "eua", 0x17C0: "ie", 0x17C1: "e", 0x17C2: "ae",
    0x17C3: "ai", 0x17C4: "ao", 0x17C5: "au", 0x17C6: "m", 0x17C7: "h", 0x17C8: "",
    **dict.fromkeys(range(0x17C9, 0x17D4), ""), 0x17D2: "",
}  # fmt: skip

_RESPELT = (*_BENGALI_PAIRS, *_BURMESE_KINDS, *_BURMESE_VOWEL_PAIRS)

# How Burmese consonants sound with the sign that follows them.
_BURMESE_SOUNDS = {
    "khy": "ch",
    "ywh": "shw",
    "yh": "sh",
    "lh": "hl",
    "mh": "hm",
    "nh": "hn",
}
_BURMESE_SOUND = re.compile("|".join(_BURMESE_SOUNDS))

_OWN_VOWEL_AT_END = re.compile(rf"(?<=[a-z]){_OWN}(?![a-z{_OWN}])")


def syllables_to_latin(text: str) -> str:
    """Write what stands in a syllabic script in Latin letters.

    Parameters
    ----------
    text : str
        Text in any script, in Unicode's composed form.

    Returns
    -------
    str
        The text with those letters replaced; others stay as they are.

    Examples
    --------
    >>> syllables_to_latin("दिनाजपुर"), syllables_to_latin("መቀሌ"), syllables_to_latin("မန္တလေး")
    ('dinajapur', 'meqele', 'mantale')
    """
    for before, after in _RESPELT:
        text = text.replace(before, after) or text
    text = _DOTTED.sub(_dotted, _BURMESE_CLOSED.sub(_closing, text))
    text = _THAI_VOWEL_FIRST.sub(r"\2\1", _THAI_SILENT.sub("", text))
    latin = text.translate(_table())
    latin = latin.replace(_OWN + _TAKES, "").replace(_TAKES, "")
    # Of what has become Latin: a mark that stays would have the next reading change its sounds.
    last = max((letter for letter in text if ord(letter) in _table()), default="")
    if _BURMESE_FIRST <= last <= _BURMESE_LAST:
        latin = _BURMESE_SOUND.sub(_sound, latin)
    elif _BENGALI_FIRST <= last <= _BENGALI_LAST:
        latin = _BENGALI_W.sub("w", latin)
    return _OWN_VOWEL_AT_END.sub("", latin).replace(_OWN, "a")


def _closing(match: re.Match[str]) -> str:
    return _BURMESE_CLOSING.get(match[1], "")


def _dotted(match: re.Match[str]) -> str:
    latin = _DOTTED_LATIN.get(match[1])
    return match[1] if latin is None else latin + _OWN


def _sound(match: re.Match[str]) -> str:
    return _BURMESE_SOUNDS[match[0]]


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Give every letter's Latin, made once."""
    table: dict[int, str] = {}
    for block in _ISCII_BLOCKS:
        table |= _iscii(block)
    table |= {code: latin + _OWN for code, latin in _BLOCK_OTHERS.items()} | _BLOCK_CLOSED
    table |= _digits()
    table |= _sinhala() | _ethiopic()
    table |= _run(_THAI) | _THAI_VOWELS | _run(_KHMER) | _KHMER_VOWELS
    burmese = _run(_BURMESE) | _BURMESE_GREAT_SA
    table |= {code: latin + _OWN for code, latin in burmese.items()}
    table |= {code: _TAKES + latin for code, latin in (_BURMESE_VOWELS | _BURMESE_SIGNS).items()}
    return table | {code: _TAKES + latin + _OWN for code, latin in _BURMESE_MEDIALS.items()}


def _run(letters: tuple[int, str]) -> dict[int, str]:
    """Give each letter of a run its sound; an empty place is no letter."""
    first, latin = letters
    return {first + place: sound for place, sound in enumerate(latin.split("|")) if sound}


def _iscii(block: int) -> dict[int, str]:
    table = {block + _ISCII_STOP: _TAKES, block + 0x3C: ""}
    for offset, latin in enumerate(_ISCII.split("|")):
        table[block + offset] = latin + _OWN if offset in _ISCII_CONSONANTS else latin
    signs = _run((block + 0x3E, _ISCII_VOWEL_SIGNS))
    return table | {code: _TAKES + latin for code, latin in signs.items()}


def _sinhala() -> dict[int, str]:
    table = _run(_SINHALA_VOWELS) | {_SINHALA_STOP: _TAKES, 0x0D82: "n", 0x0D83: "h"}
    table |= {code: latin + _OWN for code, latin in _run(_SINHALA_CONSONANTS).items()}
    return table | {code: _TAKES + latin for code, latin in _run(_SINHALA_SIGNS).items()}


def _ethiopic() -> dict[int, str]:
    table = {}
    for row, consonant in enumerate(_ETHIOPIC_ROWS.split("|")):
        vowels = _ETHIOPIC_VOWELS if consonant else _ETHIOPIC_THROAT_VOWELS
        for column, vowel in enumerate(vowels):
            written = "a" if consonant == "h" and column == 0 else vowel
            table[0x1200 + 8 * row + column] = consonant + written
    return table


def _digits() -> dict[int, str]:
    blocks = (*(block + 0x66 for block in _ISCII_BLOCKS), 0x0E50, 0x1040, 0x17E0)
    return {block + digit: str(digit) for block in blocks for digit in range(10)}
