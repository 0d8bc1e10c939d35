"""Which language a report is in, by its script, its letters and its commonest words.

Small on purpose: enough to tell English from what the English pipeline must not be given.
In doubt a text is English: what is half read can be seen, what is set aside is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from geomap.text.parsing.tongues import WORD, Tongues, load_tongues

__all__ = ["detect_language", "foreign_parts"]

_SAMPLE = 20_000
_LEAST = 1.2
# of the weight of a language's words and letters that must be found
_KINDS = 2
# different words that are not English as well, at the least
_SHARE = 0.07
# of a text's words, at the least
_MANY = 3.0
# the weight from which a part of an English report is in another language for sure …
_FEWER_ENGLISH = 0.25
# … with at most this much English in it
_PART_LETTERS, _FEW_LETTERS = 25, 4
# letters of such a part; the fewer of one that is wholly in another script
_ENGLISH_SHARE, _ENGLISH_WEIGHT = 0.25, 4.0
# A report with this much English in it is an English one with foreign parts.

_LETTER_WEIGHT = 0.7
_SUFFIX = 1
# letters that behind an apostrophe are no word
_LONG = 5
# letters of a word that is hardly a name by chance
_GLANCE, _GLANCE_SHARE = 2, 8
# English words, and how many others each, by which a sentence is taken for English at a glance

_LETTER = re.compile(r"[^\W\d_]")
_PIECE = re.compile(r"[^\n.!?؟。।።။]+[.!?؟。।።။\"'”’»)]*")
_MOSTLY, _WHOLLY = 0.5, 0.95


def detect_language(text: str) -> str | None:
    """Tell the language of a text.

    Parameters
    ----------
    text : str
        The text; only its first 20,000 characters are looked at.

    Returns
    -------
    str or None
        ISO 639-1 code, or None where too little speaks for any one language. A text with a
        quarter and more of English in it is English; `foreign_parts` tells the rest.

    Examples
    --------
    >>> detect_language("Two airstrikes hit the town of Talbiseh, residents said.")
    'en'
    >>> detect_language("قتل عشرون شخصا في مدينة حمص")
    'ar'
    >>> detect_language("Homs 22")
    """
    sample = text[:_SAMPLE]
    found = _language_of(sample)[0]
    return "en" if found not in (None, "en") and _holds_english(sample) else found


def foreign_parts(text: str) -> tuple[tuple[int, int, str], ...]:
    """Find the sentences of an English report that are surely in another language.

    Parameters
    ----------
    text : str
        The report's text.

    Returns
    -------
    tuple of tuple
        Start, end and ISO 639-1 code of each, in order.

    Examples
    --------
    >>> foreign_parts("Two men died. قتل رجلان في قصف على المدينة ليلة الأحد. No more is known.")
    ((14, 54, 'ar'),)
    """
    found: list[tuple[int, int, str]] = []
    for piece in _PIECE.finditer(text):
        code = _foreign(piece[0])
        if code is not None:
            start = piece.start() + len(piece[0]) - len(piece[0].lstrip())
            found.append((start, piece.end(), code))
    return tuple(found)


def _foreign(piece: str) -> str | None:
    if piece.isascii() and (len(piece) < _PART_LETTERS or _plainly_english(piece)):
        return None
    script, share, letters = _main_script(piece)
    if script not in ("", "LATIN"):
        needed = _FEW_LETTERS if share > _WHOLLY else _PART_LETTERS
        return _by_letters(piece, script) if share > _MOSTLY and letters >= needed else None
    if letters < _PART_LETTERS:
        return None
    weights = _weights(_telling(piece, load_tongues()))
    code = max(weights, key=lambda code: weights[code])
    if code == "en" or weights[code] < _MANY or weights["en"] > _FEWER_ENGLISH * weights[code]:
        return None
    return code


def _holds_english(sample: str) -> bool:
    """Tell whether enough of a text in another language is English to be read."""
    english = letters = 0
    weight = 0.0
    for piece in _PIECE.finditer(sample):
        # a Chinese letter says as much as two or three Latin ones
        own = len(_LETTER.findall(piece[0])) * (3 if _main_script(piece[0])[0] == "CJK" else 1)
        letters += own
        code, found = _language_of(piece[0])
        if code == "en":
            english += own
            weight += found
    return english > _ENGLISH_SHARE * letters and weight >= _ENGLISH_WEIGHT


def _language_of(sample: str) -> tuple[str | None, float]:
    """Give the language of a text in one language, and how much speaks for it."""
    script, _, _ = _main_script(sample)
    if script == "":
        return None, 0.0
    if script != "LATIN":
        return _by_letters(sample, script), 0.0
    words = _telling(sample, load_tongues())
    weights = _weights(words)
    best = max(weights, key=lambda code: weights[code])
    if weights["en"] >= weights[best] and weights["en"] > 0:
        best = "en"
    kinds = sum(1 for word in words if word not in _english() and _tells(word, best))
    if best != "en" and kinds < _KINDS:
        return None, 0.0
    needed = max(_LEAST if best != "en" else 1.0, _SHARE * sum(words.values()))
    return (best, weights[best]) if weights[best] >= needed else (None, 0.0)


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in load_tongues().scripts else ""


def _main_script(sample: str) -> tuple[str, float, int]:
    """Give the script of most letters, its share and the number of letters."""
    counts: Counter[str] = Counter()
    for letter, number in Counter(sample).items():
        if letter.isalpha() or unicodedata.category(letter) in ("Mn", "Mc"):
            counts[_script_of(letter)] += number
    counts.pop("", None)
    letters = sum(counts.values())
    if not letters:
        return "", 0.0, 0
    # Japanese is written with many Chinese characters, Chinese with no kana.
    if counts["HIRAGANA"] > 0.1 * (counts["HIRAGANA"] + counts["CJK"]):
        counts["HIRAGANA"] += counts.pop("CJK", 0)
    script = max(sorted(counts), key=lambda name: counts[name])
    return script, counts[script] / letters, letters


def _by_letters(sample: str, script: str) -> str | None:
    """Tell the language within a script that is not Latin, by its letters and words."""
    tongues = load_tongues().of_script(script)
    letters = Counter(sample.casefold())
    total = sum(number for letter, number in letters.items() if letter.isalpha())
    words = Counter(WORD.findall(sample.casefold()))
    scores: dict[str, float] = {}
    default: str | None = None
    for tongue in tongues:
        marks = sum(letters[letter] for letter in tongue.markers)
        # One Persian name in an Arabic report does not make it Persian.
        marked = 100.0 * marks / total if marks > 0.01 * total else 0.0
        own = sum(letters[letter] * weight for letter, weight in tongue.letters.items())
        likely = own if own > 0.01 * total else 0.0
        said = sum(words[word] * weight for word, weight in tongue.weights.items() if word in words)
        scores[tongue.code] = marked + likely + 2 * said
        default = tongue.code if tongue.default else default
    best = max(scores, key=lambda code: (scores[code], code == default))
    return best if scores[best] > 0 else default


def _weights(words: Counter[str]) -> dict[str, float]:
    """Weigh what speaks for each language of Latin script."""
    tongues = load_tongues()
    weights = {"en": 0.0}
    for word, number in words.items():
        for code, weight in tongues.latin.get(word, ()):
            weights[code] = weights.get(code, 0.0) + number * weight
        if not word.isascii():
            own: dict[str, float] = {}
            for letter in word:
                for code, weight in tongues.letters.get(letter, ()):
                    own[code] = max(own.get(code, 0.0), weight)
            for code, weight in own.items():
                weights[code] = weights.get(code, 0.0) + number * _LETTER_WEIGHT * weight
    return weights


def _tells(word: str, code: str) -> bool:
    """Tell whether a word speaks for a language, by itself or by its letters."""
    tongues = load_tongues()
    return any(own == code for own, _ in tongues.latin.get(word, ())) or any(
        own == code
        for letter in word
        if not letter.isascii()
        for own, _ in tongues.letters.get(letter, ())
    )


def _telling(sample: str, tongues: Tongues) -> Counter[str]:
    """Count the words that may tell; not those within names, such as "de" in "de la Cruz"."""
    shouted = sample.isupper()
    words = list(_parts(sample, shouted))
    kept: Counter[str] = Counter()
    for i, word in enumerate(words):
        small = word.lower()
        if small in tongues.in_names:
            behind = words[i + 1] if i + 1 < len(words) else ""
            if shouted or behind[:1].isupper() or behind.lower() in tongues.in_names:
                continue
        # A capital within a sentence makes a name, but of the nouns of German and of titles.
        known = small in tongues.latin and (len(small) >= _LONG or small in _english())
        if shouted or i == 0 or not word[0].isupper() or known:
            kept[small] += 1
    return kept


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    english = load_tongues().get("en")
    return english.words if english else frozenset()


@lru_cache(maxsize=1)
def _only_english() -> frozenset[str]:
    latin = load_tongues().latin
    return frozenset(word for word in _english() if len(latin[word]) == 1)


def _plainly_english(piece: str) -> bool:
    """Tell at a glance; nearly every sentence is."""
    words = piece.lower().split()
    hits = len(_only_english().intersection(words))
    return hits >= _GLANCE and hits * _GLANCE_SHARE >= len(words)


def _parts(sample: str, shouted: bool) -> Iterator[str]:
    for match in WORD.finditer(sample.replace("\u0130", "I") if shouted else sample):
        word = match[0]
        # "l'hôpital": both parts tell; of "mayor's" the second does not.
        first, *rest = re.split(r"['’]", word) if "'" in word or "’" in word else (word,)
        if first:
            yield first
        yield from (part for part in rest if len(part) > _SUFFIX)
