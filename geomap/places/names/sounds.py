"""The sounds behind a romanised name, and the key that its romanisations share.

A sound is one character: ``S`` stands for what is written sh, sch, ş or in French ch, ``X``
for kh. The tables say which letters and groups make which sound, and which sounds the
habits of romanisation (English, French, German, Italian, Turkish, Ukrainian and Russian)
confuse so often that the key may not tell them apart.

Only the standard library: the build imports this and calls it millions of times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["VOWELS", "key_of_sounds", "keys_of_sounds", "sounds", "sounds_of_all"]

VOWELS = "aeiouyw"
# and the half vowels, which the habits write as vowels: Zawr, Zour, Zor

# Letters and groups, longest first, and the sound that they make.
_SPELLINGS = {
    "shch": "S", "tsch": "C", "sch": "S", "tch": "C", "dsch": "j", "dzh": "j", "dj": "j",
    "tsj": "C", "sci": "Si", "sce": "Se", "sh": "S", "ch": "C", "cz": "C", "sz": "S",
    "ts": "Z", "tz": "Z", "kh": "X",
    "gh": "G", "dh": "D", "th": "T", "zh": "J", "bh": "b", "ph": "f", "jh": "j", "rh": "r",
    "ck": "k", "q": "Q", "ce": "ce", "ci": "ci", "cy": "cy", "c": "k",
    "ou": "u", "oo": "u", "ee": "i", "gue": "ge", "gui": "gi", "khw": "X", "khv": "X",
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=lambda group: (-len(group), group))))
_AT_FIRST = re.compile(r"^(?:h(?=[pk][aeiou])|rh|(?:ou|u)(?=[aei]))", re.MULTILINE)
# Hpa-an, Hkamti; Rharbiye, French for Gharbiyah; Ouadi, Uadi
_BOUND = re.compile(r"(?<=[a-z]{3}[aei])t(?= )|(?<= )[ae]l(?=[a-z]{3})")
# ta marbuta before another word, an article written with its word: Khirbat Elhamra
_FIRST_SOUNDS = {"h": "", "rh": "gh", "ou": "w", "u": "w"}
_ADJECTIVE = re.compile(r"(?:yi|yy|iy|oy)\b")
# Kryvyi, Krivoy: the Ukrainian and the Russian ending
_KS = re.compile(r"(?<=[aeiou])x(?=[aeious]|\b)")
# Axum, Sfax; elsewhere "x" may be a kh, as in Kurdish and Somali
_DOUBLED = re.compile(r"(.)\1+")

# The key's class of each sound. "h" is written or not (Tehran, Teheran; Hamah, Hama), so
# that it only counts at the start.
_CLASSES = str.maketrans(
    {"S": "s", "C": "s", "c": "s", "Z": "s", "X": "h", "G": "g", "D": "d", "T": "t", "J": "j",
     "Q": "k", "x": "ks"} | dict.fromkeys(VOWELS + "h")
)  # fmt: skip
_DROPPED = str.maketrans(dict.fromkeys(VOWELS))
_KEPT = {sound: latin for sound, latin in _CLASSES.items() if latin}
_LEVELLED = _KEPT | str.maketrans({"h": None})
_SHORT_CLASSES = _KEPT | str.maketrans("eoy", "aui")
_FIRST_CLASSES = _KEPT | str.maketrans(dict.fromkeys("aeiouy", "a") | {"x": "h"})
_NOSE = re.compile("m(?=g?[bpfv])")
_VOWEL_RUN = re.compile(f"[{VOWELS}h]+")
_FIRST_LETTER = re.compile(r"^[aeiouyxwh]", re.MULTILINE)
_FIRST_MARKS = {"x": "#", "h": "#", "w": "?"} | dict.fromkeys("aeiouy", "!")
_UNMARKED = str.maketrans({"?": "w", "!": "a"})
# a first letter that would be dropped further on, while a whole text is levelled
_SHORT = 2
# a skeleton of this many consonants says too little: the vowels are kept, in three classes


def sounds(form: str) -> str:
    """Give the sounds of a name in normal form, one character each.

    Parameters
    ----------
    form : str
        What :func:`geomap.places.names.forms.normal_form` gave.

    Returns
    -------
    str
        Without spaces and doubled letters.

    Examples
    --------
    >>> sounds("shaykh miskin"), sounds("cheikh meskine")
    ('SayXmiskin', 'CeiXmeskine')
    """
    return _heard(form) if form.isascii() else form.replace(" ", "")


def sounds_of_all(forms: Sequence[str]) -> list[str]:
    """Give the sounds of many names at once, at a third of the cost.

    Parameters
    ----------
    forms : sequence of str
        Names in normal form.

    Returns
    -------
    list of str
        For each what :func:`sounds` gives.

    Examples
    --------
    >>> sounds_of_all(["shaykh miskin", "cheikh meskine"])
    ['SayXmiskin', 'CeiXmeskine']
    """
    text = "\n".join(forms)
    if not forms or not text.isascii():
        return [sounds(form) for form in forms]
    return _heard(text).split("\n")


def _heard(text: str) -> str:
    """Give the sounds of names in ASCII, one a line."""
    # Word by word, as "wad jabir" has no "dj"; then written together, as how a name is cut
    # into words tells nothing.
    words = _BOUND.sub("", text) if " " in text else text
    words = _AT_FIRST.sub(_first, words)
    if "y" in words:
        words = _ADJECTIVE.sub("i", words)
    if "x" in words:
        words = _KS.sub("ks", words)
    return _DOUBLED.sub(r"\1", _SPELLING.sub(_sound, words).replace(" ", ""))


def _first(match: re.Match[str]) -> str:
    return _FIRST_SOUNDS[match[0]]


def _sound(match: re.Match[str]) -> str:
    return _SPELLINGS[match[0]]


def key_of_sounds(heard: str) -> str:
    """Give the key that the romanisations of a name share.

    Parameters
    ----------
    heard : str
        What :func:`sounds` gave.

    Returns
    -------
    str
        The consonants, levelled; with vowels when they are too few.

    Examples
    --------
    >>> key_of_sounds("SayXmiskin")
    'shmskn'
    """
    if not heard.isascii():
        return heard
    heard = _NOSE.sub("n", heard)
    levelled = heard[:1].translate(_FIRST_CLASSES) + heard[1:].translate(_LEVELLED)
    skeleton = levelled[:1] + _DOUBLED.sub(r"\1", levelled)[1:].translate(_DROPPED)
    if len(skeleton) > _SHORT:
        return skeleton
    full = heard[:1] + _VOWEL_RUN.sub(_vowel_class, heard[1:].rstrip("h"))
    return _DOUBLED.sub(r"\1", full.translate(_SHORT_CLASSES))


def keys_of_sounds(heard: Sequence[str]) -> list[str]:
    """Give the keys of many names at once, at a quarter of the cost.

    Parameters
    ----------
    heard : sequence of str
        What :func:`sounds` gave.

    Returns
    -------
    list of str
        For each what :func:`key_of_sounds` gives.

    Examples
    --------
    >>> keys_of_sounds(["SayXmiskin", "XumC"])
    ['shmskn', 'hms']
    """
    text = "\n".join(heard)
    if not heard or not text.isascii():
        return [key_of_sounds(one) for one in heard]
    text = _FIRST_LETTER.sub(_first_mark, _NOSE.sub("n", text))
    text = text.translate(_LEVELLED).replace("#", "h")
    skeletons = _DOUBLED.sub(r"\1", text).translate(_DROPPED).translate(_UNMARKED).split("\n")
    return [
        skeleton if len(skeleton) > _SHORT else key_of_sounds(one)
        for skeleton, one in zip(skeletons, heard, strict=True)
    ]


def _first_mark(match: re.Match[str]) -> str:
    return _FIRST_MARKS[match[0]]


def _vowel_class(match: re.Match[str]) -> str:
    """Level a run of vowels: ai, ay, ei are "i"; aw, ou, o are "u"."""
    run = match[0]
    if run == "h":
        return ""
    if "i" in run or "y" in run:
        return "i"
    return "u" if "u" in run or "o" in run or "w" in run else "a"
