"""The day of publication of a report that is not read: "Publié le 12 mars 2024"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from geomap.text.parsing.tongues import Tongue, load_tongues

__all__ = ["find_foreign_day"]

_HEAD_LINES, _FOOT_LINES = 20, 8
_LINE_CHARS = 120
# of a line of nothing but publication
_WORDS_BESIDE = 4
# of the place, publisher or weekday beside an unlabelled date
_PROSE_WORDS = 12
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_WORD = re.compile(r"[^\W\d_]+")
_BY_UNITS = re.compile(
    r"(?P<year>\d{4}) ?[年년] ?(?P<number>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]"
)


def find_foreign_day(text: str, language: str | None) -> tuple[dt.date, tuple[int, int]] | None:
    r"""Find the day of publication in a report of another language than English.

    As in English, only lines that tell of the publication count: one with a label such as
    "Publié le", or one before the story that is a date and little more.

    Parameters
    ----------
    text : str
        The report's text.
    language : str or None
        ISO 639-1 code of its language.

    Returns
    -------
    tuple of datetime.date and tuple of int, or None
        The day and where it stands; None where the language's months are not known.

    Examples
    --------
    >>> day, (start, end) = find_foreign_day("Raid à Gao\n\nPublié le 1er mars 2024\n\nLe …", "fr")
    >>> str(day)
    '2024-03-01'
    """
    tongue = load_tongues().get(language)
    if tongue is None or tongue.code == "en":
        return None
    lines = list(_lines(text))
    prose = next((i for i, (_, line) in enumerate(lines) if _is_prose(line)), len(lines))
    for i, (start, line) in enumerate(lines):
        if _HEAD_LINES <= i < len(lines) - _FOOT_LINES or len(line) > _LINE_CHARS:
            continue
        match = _shape(tongue.code).search(line) or _BY_UNITS.search(line)
        if match is None or (i >= prose and not _label(line, tongue)):
            continue
        day = _day(match, tongue)
        if day is not None and _is_alone(line, match, tongue):
            return day, (start + match.start(), start + match.end())
    return None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for piece in text.split("\n"):
        line = piece.strip()
        if line:
            yield start + len(piece) - len(piece.lstrip()), line
        start += len(piece) + 1


def _is_prose(line: str) -> bool:
    return len(line) > _LINE_CHARS or len(line.split()) >= _PROSE_WORDS


@lru_cache(maxsize=32)
def _shape(code: str) -> re.Pattern[str]:
    """Give the pattern of a language's dates; one that matches nothing without its months."""
    tongue = load_tongues().get(code)
    if tongue is None or not tongue.months:
        return re.compile(r"(?!)")
    names = "|".join(re.escape(name) for name in sorted(tongue.months, key=len, reverse=True))
    return re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:er|º|°|\.)?,?[ \u00a0]+(?:de[ ])?"
        # "12 آذار/مارس 2024" names the month twice
        rf"(?P<month>{names})\b\.?(?:[ ]?[/(-][ ]?(?:{names})\)?)?"
        r",?[ \u00a0]+(?:del?[ ])?(?P<year>\d{4})(?!\d)",
        re.IGNORECASE,
    )


def _label(line: str, tongue: Tongue) -> int:
    """Give the length of the label that a line begins with."""
    small = line.casefold()
    labels = (label.casefold() for label in tongue.published)
    return next((len(label) for label in labels if re.match(rf"{re.escape(label)}\b", small)), 0)


def _is_alone(line: str, match: re.Match[str], tongue: Tongue) -> bool:
    """Tell whether beside the date there is no more than a label and a few names."""
    before = line[_label(line, tongue) : match.start()]
    beside = _WORD.findall(before) + _WORD.findall(line[match.end() :])
    return len(beside) <= _WORDS_BESIDE


def _day(match: re.Match[str], tongue: Tongue) -> dt.date | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    month = groups.get("month")
    number = tongue.months.get(month.lower(), 0) if month else int(groups["number"])
    try:
        return dt.date(year, number, int(groups["day"]))
    except ValueError:
        return None
