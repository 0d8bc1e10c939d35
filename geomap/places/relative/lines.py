"""What a text says of the way from one place to another: "the road between X and Y".

Rules for two names that stand close by; those for one are in
:mod:`geomap.places.relative.relations`.
"""

from __future__ import annotations

import re

from geomap.places.relative.relations import (
    ADJECTIVE,
    ROADS,
    UNITS,
    WORD,
    Relation,
    RelationKind,
    lead_of,
)

__all__ = ["ends_of", "read_line"]

_UP_TO_NAME = (
    rf"(?:(?:the|an?)\s+)?(?:{WORD}{{0,3}}{UNITS}\s+(?:of\s+)?)?(?:the\s+)?(?:{ADJECTIVE}\s+)*"
)
_KIND_BEHIND = rf"(?:\s+{UNITS})?(?:\s*\([^()]{{1,40}}\))?,?"
_AND = re.compile(rf"{_KIND_BEHIND}\s+(?:and|&|with)\s+{_UP_TO_NAME}", re.I)
_ON_TO = re.compile(rf"{_KIND_BEHIND}\s+(?:to|towards?|and|with|into)\s+{_UP_TO_NAME}", re.I)
_DASH = re.compile(r"\s*[-‐-―−/]\s*|[\s-]+to[\s-]+")
_ROAD_BEHIND = re.compile(
    rf"(?:\s+|-)(?:(?:international|main|coastal|desert|border|ring|[MA]\d+)\s+)?{ROADS}\b", re.I
)
_JOINING = re.compile(
    r"\b(?:between|linking|links?|connecting|connects?|joining|joins|from)\s+$", re.I
)
_ROAD_BEFORE = re.compile(
    rf"\b{ROADS}(?:\s+\([^()]{{1,20}}\))?,?\s+(?:(?:that|which)\s+)?"
    r"(?:(?:running|runs|leading|leads|going|goes|stretching)\s+)?$",
    re.I,
)
_HALFWAY = re.compile(r"\b(?:halfway|half way|half-way|midway|mid-way)\s+$", re.I)
# Two parties, not two places: nothing lies between them.
_PARTIES = re.compile(
    r"\b(?:talks?|relations?|ties|deals?|agreements?|accords?|treat(?:y|ies)|match(?:es)?|games?"
    r"|ceasefires?|truces?|war|wars|disputes?|tensions?|rival(?:ry|ries)|conflicts?|trade"
    r"|negotiations?|cooperation|differences?|choose|border|borders|boundary|frontier"
    r"|administrative lines?|divided|split|visits?|summit|contacts?|alliance|flights?|travel)\s+$",
    re.I,
)
_UNITS_NAMED = (
    r"(?:provinces|governorates|districts|regions|states|counties|countries|oblasts"
    r"|municipalities|forces|armies|troops|fighters|governments?|officials)\b"
)
_AREAS_BEHIND = re.compile(rf"\s+{_UNITS_NAMED}", re.I)
_AREAS_BEFORE = re.compile(rf"\s+(?:the\s+)?(?:[\w-]+\s+)?{_UNITS_NAMED}\s+of\s+$", re.I)


_MAY_JOIN = re.compile(r"[-‐-―−/&]|\b(?:and|to|towards?|with|into)\b", re.I)


def read_line(before: str, gap: str, behind: str) -> Relation | None:
    """Read what the words around two names say of the way from one to the other.

    Parameters
    ----------
    before : str
        What stands before the first name, from a little way back.
    gap : str
        What stands between the names.
    behind : str
        What stands behind the second.

    Returns
    -------
    Relation or None
        None where the two are not said to be the ends of a line; of kind ``INSIDE`` where
        they are units or parties, between which there is no ground.

    Examples
    --------
    >>> read_line("A strike on the road between ", " and ", " killed 5.").kind.value
    'road'
    >>> read_line("Talks between ", " and ", "").kind.value
    'inside'
    """
    if not _MAY_JOIN.search(gap):
        return None
    if _DASH.fullmatch(gap) and _ROAD_BEHIND.match(behind):
        return Relation(kind=RelationKind.ROAD, phrase="road between")
    lead = lead_of(before)
    joined = _JOINING.search(lead)
    if joined is None:
        return None
    word = joined[0].strip().lower()
    onward = lead[: joined.start()]
    road = bool(_ROAD_BEFORE.search(onward))
    if word != "between":
        if road and _ON_TO.fullmatch(gap):
            return Relation(kind=RelationKind.ROAD, phrase="road between")
        return None
    if not _AND.fullmatch(gap):
        return None
    if _AREAS_BEHIND.match(behind) or _AREAS_BEFORE.search(before):
        return Relation(kind=RelationKind.INSIDE, phrase="between the units")
    if _PARTIES.search(onward):
        return Relation(kind=RelationKind.INSIDE, phrase="between the two")
    if road:
        return Relation(kind=RelationKind.ROAD, phrase="road between")
    halfway = _HALFWAY.search(onward)
    return Relation(
        kind=RelationKind.HALFWAY if halfway else RelationKind.BETWEEN,
        phrase="halfway between" if halfway else "between",
    )


_ENDS_WRITTEN = (
    re.compile(r".{0,60}\bbetween\s+(?P<one>\S.*?)\s+(?:and|&)\s+(?P<other>\S.*)", re.I),
    re.compile(
        rf".{{0,60}}\b{ROADS}\s+(?:[a-z]+\s+)?from\s+(?P<one>\S.*?)\s+to\s+(?P<other>\S.*)", re.I
    ),
    re.compile(
        rf"(?:the\s+)?(?P<one>[^-‐-―−/]+?)\s*[-‐-―−/]\s*(?P<other>[^-‐-―−/]+?)\s+{ROADS}", re.I
    ),
)
_LONGEST_WRITTEN = 200


def ends_of(name: str, behind: str = "") -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Find the two names in one that is written for a line: "Homs-Hama highway".

    Parameters
    ----------
    name : str
        A place as somebody wrote it, all of it taken for one name.
    behind : str
        What stands behind it: " highway".

    Returns
    -------
    tuple of two (start, end), or None
        Half-open offsets into the name; None where it is not written for a line.

    Examples
    --------
    >>> [("the Homs-Hama road"[a:b]) for a, b in ends_of("the Homs-Hama road")]
    ['Homs', 'Hama']
    >>> ends_of("Homs") is None
    True
    """
    if len(name) > _LONGEST_WRITTEN:
        return None
    road = " road" if _ROAD_BEHIND.match(behind) else ""
    for pattern in _ENDS_WRITTEN:
        match = pattern.fullmatch(name) or (pattern.fullmatch(name + road) if road else None)
        if match and match.end("other") <= len(name):
            return match.span("one"), match.span("other")
    return None
