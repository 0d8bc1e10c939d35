"""Dates in a report, worked out from the right anchor: DateMention with range and precision.

A weekday is the last such day up to and including the publication day (UCDP GED codebook,
appendix 2: ranges count back from the reporting day). Nothing is ever dated after the
publication. Precision is UCDP's date_prec.
"""

from __future__ import annotations

import datetime as dt
import re

from geomap.model import DateMention, Report
from geomap.stretches import DateRange, Span
from geomap.text.days.date_rules import Clock, Rule
from geomap.text.days.date_shapes import rules
from geomap.text.days.date_stretches import stretches
from geomap.text.words.lexicon import Lexicon

__all__ = ["find_dates"]

_DATELINE = re.compile(r"\s*[A-Z][^\n—–]{2,90}?(?:--|—|–|\s-\s)")
_HEAD = 300
# Characters in which the line stands that names the document.
_SOON = 3
# Days from the day that it is of to that on which it is published, at most.
_WIRE_DAYS = 14
_VERB = 30
# Characters before a day within which a verb of speech may stand: "said late on Sunday".
# From the day a dispatch was filed to that on which it is published, at most.


def find_dates(report: Report, lexicon: Lexicon) -> tuple[DateMention, ...]:
    """Find the dates of a report.

    Parameters
    ----------
    report : Report
        Its ``published`` day anchors weekdays and dates without a year.
    lexicon : Lexicon
        The language's months and weekdays.

    Returns
    -------
    tuple of DateMention
        In order of the text, none overlapping. What cannot be worked out (a weekday
        without a publication day) is left out.

    Examples
    --------
    >>> import datetime as dt
    >>> from geomap.text.words.lexicon import load_lexicon
    >>> report = Report(id="r1", sha256="", text="It hit on Wednesday.",
    ...                 published=dt.date(2015, 9, 30))
    >>> find_dates(report, load_lexicon())[0].when.start.isoformat()
    '2015-09-30'
    """
    matches: list[tuple[int, int, re.Match[str], Rule]] = []
    text, where = report.text, stretches(report.text, lexicon.language)
    for pattern, work_out, kind in rules(lexicon.language):
        for stretch in where[kind] if kind else ((0, len(text)),):
            matches.extend(
                (match.start(), -match.end(), match, work_out)
                for match in pattern.finditer(text, *stretch)
            )
    matches.sort(key=lambda entry: (entry[0], entry[1]))
    found: list[DateMention] = []
    previous: DateRange | None = None
    happened: DateRange | None = None
    end = 0
    dateline = _DATELINE.match(text)
    filing = dateline.end() if dateline else 0
    filed: dt.date | None = None
    for start, _, match, work_out in matches:
        if start < end:
            continue
        clock = Clock(
            published=filed or report.published,
            previous=previous,
            happened=happened,
            lexicon=lexicon,
        )
        result = work_out(match, clock)
        if result is None:
            continue
        when, anchor, reason = result
        end = match.end()
        span = Span(report_id=report.id, start=start, end=end)
        found.append(DateMention(span=span, when=when, anchor=anchor, reason=reason))
        if end < filing and anchor != "previous":
            filed = _filed(when, report.published)
        elif filed is None and _heads_document(text, (start, end), lexicon):
            filed = _own_day(when, report.published)
        if when.precision <= 2:
            spoken = _said_then(text, start, lexicon)
            happened = (happened or when) if spoken else when
            previous = when
    return tuple(found)


def _heads_document(text: str, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a date closes a line that names the document: "Daily summary, 6 November"."""
    start, end = bounds
    if start > _HEAD:
        return False
    line = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    rest = text[end : close if close >= 0 else len(text)].strip(" .)*#")
    if rest or close < 0:
        return False
    words = {word.strip(".,:;()*#") for word in text[line:start].lower().split()}
    return not words.isdisjoint(lexicon.scopes["dated_documents"])


def _own_day(when: DateRange, published: dt.date | None) -> dt.date | None:
    """Give the day that a document is of, which its "today" means; published soon after."""
    if when.precision > 1 or published is None:
        return None
    return when.start if 0 <= (published - when.start).days <= _SOON else None


def _said_then(text: str, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a date is only when somebody spoke: "the mayor said on Sunday. A day later"."""
    before = text[max(0, start - _VERB) : start].lower().split()
    while before and before[-1] in (*lexicon.dates.on, *lexicon.dates.parts):
        before.pop()
    return bool(before) and before[-1] in lexicon.speech["verbs"]


def _filed(when: DateRange, published: dt.date | None) -> dt.date | None:
    """Give the day of a dateline, which "today" means: "Bogota, 7 Sep 89 (EFE) --"."""
    if when.precision > 1:
        return None
    late = published is not None and not 0 <= (published - when.start).days <= _WIRE_DAYS
    return None if late else when.start
