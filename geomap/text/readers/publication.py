"""Title, publisher, publication day and byline, read from the text of a report itself.

Only lines that look like publication lines count: a labelled line ("Published: …") near
the head or at the foot, a line that is nothing but a date before the first prose, or the
dateline of an agency. A date inside the story is never taken for the day of publication,
for every "on Wednesday" of the report would then hang on the wrong week.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from geomap.text.parsing.datelines import NAME, NAME_WORD, PARTICLE
from geomap.text.readers.datelines import DATELINE, opening_day, quiet_dateline
from geomap.text.readers.printed_dates import WEEKDAY, PrintedDate, find_printed_dates

__all__ = ["Publication", "find_publication"]

_log = logging.getLogger(__name__)

_HEAD_LINES, _FOOT_LINES = 20, 8
_LINE_CHARS = 300  # of a line looked at; publication lines are shorter
_PROSE_CHARS = 140

# A dot ends a sentence, not a name, unless it stands behind an initial.
_LABEL = re.compile(
    rf"(?:{NAME}[ ,:]{{1,2}})??"
    r"(?i:(?P<sure>(?:first |originally )?published|publish(?:ed)? date|publication date"
    r"|date(?: of publication| published| posted)|posted|released|release date|issued(?: on)?"
    r"|issue date|pub\.? ?date)|(?P<likely>date|as of|filed))"
    r"(?i:[ \t]+(?:on|at))?[ \t]*[:–—-]?[ \t]*(?i:on )?"
)
# A day on which the page was changed, fetched or printed is not its day of publication.
_NOT_PUBLISHED = re.compile(
    r"\b(?:updated?|modified|edited|revised|corrected|accessed|retrieved|archived|printed"
    r"|crawled|captured|expires?|first seen)\b(?! no| #)",
    re.IGNORECASE,
)
_REST_OF_LABEL = re.compile(
    r"\W*(?:(?:last )?(?:updated|modified|edited|revised).*|(?:by|in|at|from)\b.{0,60}"
    r"|local time|\(?[A-Z]{2,4}\)?)?\W*$|\.[ ]+(?-i:[^\W\d_a-zß-ÿ]).*$",
    re.IGNORECASE,
)
_FORM_LINE = re.compile(
    r"(?:location|place|incident|casualties|victims?|killed|injured|time|governorate|village)\b"
    r"[^:]{0,20}:",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"[ \t]*[|•·][ \t]*|[ ]+[–—-][ ]+|\t+")
_BULLETIN = re.compile(
    r"\b(?:update|report|sitrep|bulletin|brief(?:ing)?|summary|statement|release|snapshot"
    r"|digest|overview|roundup|round-up|bulletin|monitor)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"(?:(?i:by|written by|reported by|reporting by|author|byline)\b[ ]?:?[ ]+)"
    rf"(?P<names>{NAME}(?:(?:,[ ]|[ ]and[ ]|,[ ]and[ ]|[ ]&[ ]){NAME}){{0,5}})"
)
_AGENCY_IN_BYLINE = re.compile(
    r",? (?:in [A-Z].*|for .*|(?:the )?(?:associated press|reuters|afp|ap|staff writer|staff"
    r"|correspondent)\b.*)$",
    re.IGNORECASE,
)
_SOURCE_LABEL = re.compile(
    r"(?:source|publisher|publication|published by|news agency|agency|outlet)[ ]?:[ ]*"
    r"(?P<name>\S.*)",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"(?:title|headline|subject)[ ]?:[ ]*(?P<name>\S.*)", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright(?:[ ]©)?)[ ]*(?:\d{4}(?:[–-]\d{2,4})?,?[ ])?(?:by[ ])?"
    r"(?P<name>[^\W\d_](?:(?! [–-] )[^.|;]){1,60})",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    rf"(?:[Tt]he )?{NAME_WORD}(?:[ ](?:{NAME_WORD}|of|the|for|and|in|on|{PARTICLE})){{0,8}}"
)
_OUTLET_WORD = re.compile(
    r"\b(?:News|Times|Post|Press|Agency|Agence|Monitor|Observatory|Office|Network|Centre|Center"
    r"|Radio|TV|Television|Herald|Tribune|Journal|Guardian|Group|Committee|Commission|Rights"
    r"|Mission|Ministry|Watch|International|Daily|Gazette|Telegraph|Today|Service|Fund)\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_PLACE_AND_AGENCY = re.compile(rf"{NAME}(?:, {NAME})? \([A-Z][^)]{{1,30}}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a text says of its own publication; ``None`` where it is silent."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    published_words: tuple[int, int] | None = None
    # half-open code-point offsets of the date in the text


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    words: str
    blank_after: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class _Dated:
    rank: int
    start: int
    # of the line in the text
    date: PrintedDate


def find_publication(text: str) -> Publication:
    r"""Read title, publisher, publication day and byline from the text itself.

    Parameters
    ----------
    text : str
        The whole text of a report.

    Returns
    -------
    Publication
        What was found; a day that cannot be is ``None``.

    Examples
    --------
    >>> found = find_publication("Strikes in Homs\n\nPublished: September 30, 2015\n\nOn Monday …")
    >>> found.title, str(found.published), found.published_words
    ('Strikes in Homs', '2015-09-30', (28, 46))
    >>> find_publication("Since 30 September 2015 planes have flown over the town.").published
    """
    lines = _lines(text)
    head = lines[:_HEAD_LINES]
    prose_at = next((i for i, line in enumerate(head) if _is_prose(line.words)), len(head))
    foot = lines[max(len(head), len(lines) - _FOOT_LINES) :]
    dated = [*_dated_head(head, prose_at), *_dated_foot(foot), *_opened(head, prose_at)]
    best = min(dated, key=lambda found: found.rank, default=None)
    words = None
    if best is not None:
        words = (best.start + best.date.start, best.start + best.date.end)
    return Publication(
        title=_title(head, prose_at),
        source=_source(head, prose_at, lines[-3:] if _is_one_source(lines) else []),
        author=_author(head, prose_at, foot),
        published=best.date.day if best else None,
        published_at=best.date.moment if best else None,
        published_words=words,
    )


def _lines(text: str) -> list[_Line]:
    """Give the lines with words at both ends of the text; the middle is story."""
    found: list[_Line] = []
    start = 0
    pieces = text.split("\n")
    for i, piece in enumerate(pieces):
        words = piece.strip()
        if words:
            indent = len(piece) - len(piece.lstrip())
            blank = i + 1 >= len(pieces) or not pieces[i + 1].strip()
            found.append(_Line(start + indent, words[:_LINE_CHARS], blank))
        start += len(piece) + 1
    return found


def _is_prose(words: str) -> bool:
    if len(words) > _PROSE_CHARS:
        return not _LABEL.match(words)
    return len(words.split()) >= 12 and words.rstrip("\"'”’)]").endswith((".", "!", "?", ","))


def _segments(line: _Line) -> Iterator[_Segment]:
    start = 0
    for separator in [*_SEGMENT.finditer(line.words), None]:
        end = separator.start() if separator else len(line.words)
        if end > start:
            yield _Segment(line.start + start, line.words[start:end])
        start = separator.end() if separator else end


def _dated_head(head: list[_Line], prose_at: int) -> Iterator[_Dated]:
    for i, line in enumerate(head):
        before_story = i < prose_at
        around = head[max(0, i - 2) : i + 3]
        in_form = any(_FORM_LINE.match(near.words) for near in around)
        for segment in _segments(line):
            found = _labelled(segment)
            if found is None and before_story and not in_form:
                found = _bare(segment)
            if found is None or (found.rank > 1 and (in_form or not before_story)):
                continue
            yield found
        if i <= prose_at:
            yield from _trailing(line, is_prose=i == prose_at)


def _dated_foot(foot: list[_Line]) -> Iterator[_Dated]:
    for line in foot:
        for segment in _segments(line):
            found = _labelled(segment)
            if found is not None and found.rank == 1:
                yield found


def _opened(head: list[_Line], prose_at: int) -> Iterator[_Dated]:
    """Take the day that opens the story; where several lines open so they are its entries."""
    opening = [(i, day) for i, line in enumerate(head) if (day := opening_day(line.words))]
    if len(opening) == 1 and opening[0][0] <= prose_at:
        yield _Dated(6, head[opening[0][0]].start, opening[0][1])


def _labelled(segment: _Segment) -> _Dated | None:
    label = _LABEL.match(segment.words)
    if label is None:
        return None
    date = next(find_printed_dates(segment.words), None)
    if date is None or date.outer_start > label.end() + 4:
        return None
    if _NOT_PUBLISHED.search(segment.words[: date.outer_start]):
        return None
    if not _REST_OF_LABEL.match(segment.words[date.outer_end :]):
        return None
    return _possible(_Dated(1 if label["sure"] else 2, segment.start, date), segment.words)


def _bare(segment: _Segment) -> _Dated | None:
    """Take a segment that is a date, or a name or place with a date, and nothing more."""
    if _NOT_PUBLISHED.search(segment.words):
        return None
    date = next(find_printed_dates(segment.words), None)
    if date is None or segment.words[date.outer_end :].strip(" .,;)]"):
        return None
    lead = segment.words[: date.outer_start].strip(" ,;([")
    lead = re.sub(r"^(?:on)$", "", lead, flags=re.IGNORECASE)
    if lead and not re.fullmatch(rf"{NAME}(?:, {NAME}){{0,3}}|{_BYLINE.pattern}.{{0,40}}", lead):
        return None
    return _possible(_Dated(3, segment.start, date), segment.words)


def _trailing(line: _Line, *, is_prose: bool) -> Iterator[_Dated]:
    """Take the date that ends a bulletin's heading, and the dateline of an agency."""
    date = next(find_printed_dates(line.words, short_years=True), None)
    if date is None or date.day is None:
        return
    if not is_prose and _BULLETIN.search(line.words[: date.start]):
        bracketed = line.words[: date.outer_start].rstrip().endswith(("(", "[", ",", ":"))
        if bracketed and not line.words[date.outer_end :].strip(" )]."):
            yield _Dated(4, line.start, date)
            return
    dateline = DATELINE.match(line.words)
    if (dateline and dateline["when"] and date.end <= dateline.end()) or quiet_dateline(line.words):
        yield _Dated(5, line.start, date)


def _possible(found: _Dated, words: str) -> _Dated | None:
    if found.date.day is None:
        _log.info("the publication line %r names no day that can be told", words)
        return None
    return found


def _is_publication_line(line: _Line) -> bool:
    """Tell whether a line speaks of the publication and not of the story."""
    words = line.words
    if any(p.match(words) for p in (_SOURCE_LABEL, _TITLE_LABEL, _COPYRIGHT)) or _byline(words):
        return True
    for segment in _segments(line):
        if _labelled(segment) or _bare(segment):
            return True
        if _NOT_PUBLISHED.match(re.sub(r"^last ", "", segment.words, flags=re.IGNORECASE)):
            return True
        if _PLACE_AND_AGENCY.fullmatch(segment.words):
            return True
        if re.fullmatch(rf"{WEEKDAY}", segment.words, flags=re.IGNORECASE):
            return True
    return False


def _title(head: list[_Line], prose_at: int) -> str | None:
    for line in head:
        labelled = _TITLE_LABEL.match(line.words)
        if labelled:
            return labelled["name"].strip()
    for i, line in enumerate(head[: min(prose_at, 3)]):
        if _is_publication_line(line):
            continue
        return line.words if _stands_alone(line, head[i + 1 : i + 2]) else None
    return None


def _stands_alone(line: _Line, following: list[_Line]) -> bool:
    """Tell a heading from the first line of hard-wrapped prose."""
    words = line.words
    if len(_LETTER.findall(words)) < 3:
        return False
    if not following or words.endswith((",", ";")):
        return False
    dateline = DATELINE.match(words)
    if (dateline and (dateline["agency"] or dateline["when"])) or quiet_dateline(words):
        return False
    if words.endswith(".") and len(words.split()) >= 4:
        return False
    if line.blank_after or _is_publication_line(following[0]):
        return True
    after = following[0].words
    return not after[:1].islower() and len(words) < 0.8 * len(after)


def _byline(words: str) -> str | None:
    if len(words) > 120:
        return None
    match = _BYLINE.match(words)
    if match is None:
        return None
    rest = words[match.end() :]
    if rest and not re.match(r"[ ]*(?:[,;|•·(/–—-]|in |for |and agenc|\d|$)", rest):
        return None
    names = _AGENCY_IN_BYLINE.sub("", match["names"]).strip(" ,.")
    months = re.split(rf",? (?={WEEKDAY}|(?:{'|'.join(_MONTH_NAMES)})\b)", names)
    return months[0].strip(" ,") or None


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", r"Sept?\.", r"Oct\.", r"Nov\.", r"Dec\.", r"Jan\.",
    r"Feb\.", r"Mar\.", r"Apr\.", r"Aug\.", "Sept", "Oct", "Nov", "Dec", "Jan", "Feb", "Aug",
)  # fmt: skip


def _author(head: list[_Line], prose_at: int, foot: list[_Line]) -> str | None:
    for line in [*head[: max(1, prose_at)], *foot]:
        for segment in _segments(line):
            name = _byline(segment.words)
            if name:
                return name
    return None


def _is_one_source(lines: list[_Line]) -> bool:
    """Tell whether "Source:" names the publisher, and not the source of each incident."""
    return sum(1 for line in lines if _SOURCE_LABEL.match(line.words)) <= 1


def _source(head: list[_Line], prose_at: int, foot: list[_Line]) -> str | None:
    for line in [*head[:prose_at], *foot]:
        labelled = _SOURCE_LABEL.match(line.words)
        if labelled and len(labelled["name"]) <= 80:
            return labelled["name"].strip(" .")
    for line in head[:prose_at]:
        name = _beside_date(line)
        if name:
            return name
    for line in head[: prose_at + 1]:
        dateline = DATELINE.match(line.words) or quiet_dateline(line.words)
        if dateline and dateline["agency"]:
            return dateline["agency"].strip()
    for line in foot:
        right = _COPYRIGHT.match(line.words)
        if right:
            return re.sub(r"[ ,]*all rights.*$", "", right["name"], flags=re.IGNORECASE).strip(" ,")
    return None


def _beside_date(line: _Line) -> str | None:
    """Find "Reuters" in "Reuters | 30 September 2015"; a longer name is a headline."""
    segments = list(_segments(line))
    if not any(_bare(segment) for segment in segments):
        return None
    for segment in segments:
        if _bare(segment) or _labelled(segment) or _byline(segment.words):
            continue
        is_short = len(segment.words.split()) <= 2 or _OUTLET_WORD.search(segment.words)
        if is_short and _OUTLET.fullmatch(segment.words):
            return segment.words
    return None
