"""What a text says of where beside a place it happened: "10 km north of", "between X and Y".

Rules in tables, read backwards from the name: first the words that only lead up to it ("the
besieged town of") are taken off, then the last word chooses the rule. What the words mean on
the ground is :mod:`geomap.places.relative.placing`'s affair. English only; the standard
library only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from geomap.places.relative.distances import DIRECTION, bearing_of, read_distance, read_journey

__all__ = [
    "ADJECTIVE",
    "ROADS",
    "UNITS",
    "WORD",
    "Relation",
    "RelationKind",
    "lead_of",
    "read_relation",
    "relation_of_word",
]


class RelationKind(StrEnum):
    """How an event lies to the place that is named for it."""

    NEAR = "near"
    OUTSKIRTS = "outskirts"
    COUNTRYSIDE = "countryside"
    DIRECTION = "direction"  # a direction without a distance
    OFFSET = "offset"  # a direction and a distance
    RING = "ring"  # a distance without a direction
    WITHIN = "within"  # a distance at most
    BETWEEN = "between"
    HALFWAY = "halfway"
    ROAD = "road"  # between two places, on the road
    COAST = "coast"  # at sea
    SITE = "site"  # an airport, a market … with the place's name
    INSIDE = "inside"  # in a part of the place itself: no relation at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation as it was read, in words of our own."""

    kind: RelationKind
    phrase: str
    # "10 km north of", "outskirts of"
    distance_km: float | None = None
    error_km: float = 0.0
    # how far off the distance may be as worded
    bearing: float | None = None
    # degrees clockwise from north
    direction: str | None = None
    # "N", "SE"
    other: int | None = None
    # index of the toponym at the other end


# Words in which patterns are written, here and in the rules for two names.
ROADS = (
    r"(?:roads?|highways?|motorways?|routes?|expressways?|freeways?|railways?|rail(?:way)? lines?"
    r"|railroads?|corridors?|supply lines?|(?:front|contact) ?lines?)"
)

UNITS = (
    r"(?:towns?|city|cities|villages?|hamlets?|settlements?|districts?|neighbou?rhoods?|camps?"
    r"|localit(?:y|ies)|municipalit(?:y|ies)|ports?|capital|provinces?|governorates?|regions?"
    r"|states?|count(?:y|ies)|city cent(?:er|re)|cent(?:er|re)|base|enclave|stronghold)"
)
WORD = (
    r"(?:(?!(?:of|from|near|to|in|at|on|between|and|around|outside|by|off|opposite|the|an?"
    r"|within|with|toward|towards|linking|connecting)\b)[\w'’-]+\s+)"
)
ADJECTIVE = (
    r"(?:[\w'’]+-(?:held|controlled|occupied|run|besieged|majority)|besieged|embattled|contested"
    r"|historic|ancient|nearby|neighbou?ring|central|downtown|greater|battered|strategic)"
)
# What leads up to a name and says nothing of where beside it: "the Syrian town of", "rebel-held";
# and the last word that each must have, which costs less to look at.
_LEAD_UPS = (
    (
        re.compile(rf"(?:\b(?:the|an?|its|their)\s+{WORD}{{0,3}})?\b{UNITS},?\s+(?:of\s+)?$", re.I),
        re.compile(rf"of|{UNITS},?", re.I),
    ),
    (
        re.compile(rf"(?:\b(?:the|an?)\s+)?(?:\b{ADJECTIVE}\s+){{1,2}}$", re.I),
        re.compile(ADJECTIVE, re.I),
    ),
    (re.compile(r"\b(?:the|an?)\s+$", re.I), re.compile(r"the|an?", re.I)),
)

_BREAK = re.compile(r"[.!?;:]['\"”’)]*\s+(?=[A-Z\"“‘(])|\n\s*\n|[•]")


def lead_of(before: str) -> str:
    """Take off the end of a text what only leads up to the name behind it.

    Parameters
    ----------
    before : str
        The text right before a name, from a little way back.

    Returns
    -------
    str
        From the sentence's start on, as far as it is there; with its last space.

    Examples
    --------
    >>> lead_of("It was over. Shells fell near the rebel-held town of ")
    'Shells fell near '
    """
    start = max((match.end() for match in _BREAK.finditer(before)), default=0)
    before = before[start:]
    for lead_up, last_word in _LEAD_UPS:
        if last_word.fullmatch(_last(before)) and (match := lead_up.search(before)):
            before = before[: match.start()]
    return before


_OUTSKIRTS = re.compile(
    r"(?:outskirts|suburbs?|edges?|fringes?|periphery|perimeter|gates|entrances?|exits?|limits"
    r"|approaches)\s+$",
    re.I,
)
# "The Damascus suburb of Douma" is Douma; "a suburb of Damascus" is not Damascus.
_SUBURB_NAMED = re.compile(
    rf"(?:\bthe\s+(?:[\w'’-]+\s+){{0,3}}suburb|(?!(?:{DIRECTION})ern\b)(?-i:[A-Z])[\w'’-]+\s+"
    r"suburbs?)\s+$",
    re.I,
)
_COUNTRYSIDE = re.compile(r"\b(?:countryside|hinterland|rural (?:areas?|parts?))\s+$", re.I)
_NEAR_OF = re.compile(
    r"\b(?:vicinity|surroundings|environs|proximity|outside|inland|upstream|downstream|short"
    r"|within (?:reach|sight|range|striking distance)|(?:the|general) area)\s+$",
    re.I,
)
_NEAR_FROM = re.compile(
    r"\b(?:(?P<far>not (?:too |very )?far)|(?P<across>across)(?: the [\w-]+)?|a stone['’]s throw"
    r"|(?P<water>upstream|downstream|upriver|downriver|inland)|(?:just|only|mere) (?:kilomet(?:er"
    r"|re)s|miles))(?:\s+away)?\s+$",
    re.I,
)
_NEAR_TO = re.compile(r"\b(?:close|next|adjacent|nearest|opposite)\s+$", re.I)
_EDGE_TO = re.compile(r"\b(?:entrances?|gateways?|approach(?:es)?)\s+$", re.I)
_ROAD_HERE = re.compile(rf"\b{ROADS}\s+(?:leading\s+|back\s+)?$", re.I)
_COAST = re.compile(r"\boff\s+(?:the\s+)?(?:[\w-]+\s+)?(?:coasts?|shores?|coastline)\s+$", re.I)
_AT_SEA = re.compile(
    r"\b(?:waters|seas?|ships?|vessels?|boats?|tankers?|anchored|sank|sunk|sailing|drowned"
    r"|capsized|just|islands?)\s+$",
    re.I,
)
_DIRECTION_END = re.compile(
    rf"(?P<part>\b(?:to|in|on|at)?\s*\bthe\s+)?(?:\b(?P<due>due|directly|just|immediately|further"
    rf"|slightly|far)\s+)*\b(?P<direction>{DIRECTION})(?:wards?)?\s+$",
    re.I,
)
_AT_MOST = re.compile(r"\bwithin(?:\s+an?)?\s+(?=[^,;]*$)", re.I)


def _near(phrase: str) -> Relation:
    return Relation(kind=RelationKind.NEAR, phrase=phrase)


def _after_of(lead: str) -> Relation | None:
    before = _without_last(lead)
    if match := _DIRECTION_END.search(before):
        return _directed(before, match)
    if _COAST.search(before):
        return Relation(kind=RelationKind.COAST, phrase="off the coast of")
    if _SUBURB_NAMED.search(before):
        return Relation(kind=RelationKind.INSIDE, phrase="the suburb of")
    if _OUTSKIRTS.search(before):
        return Relation(kind=RelationKind.OUTSKIRTS, phrase="outskirts of")
    if _COUNTRYSIDE.search(before):
        return Relation(kind=RelationKind.COUNTRYSIDE, phrase="countryside of")
    if _NEAR_OF.search(before):
        return _near("in the vicinity of")
    if (found := read_distance(before)) and _AT_MOST.search(before):
        return Relation(
            kind=RelationKind.WITHIN, phrase=f"within {found.phrase} of",
            distance_km=found.km + found.error_km if found.vague else found.km,
        )  # fmt: skip
    return None


def _directed(before: str, match: re.Match[str]) -> Relation | None:
    """Read a direction and the distance before it, if one is said."""
    name, direction, bearing = bearing_of(match["direction"])
    rest = before[: match.start()]
    found = read_distance(rest)
    part = (match["part"] or "").split()
    if found is not None:
        if found.most and not found.vague:
            # "Less than 10 km north of" is anywhere from 0 to 10.
            half = found.km / 2
            return Relation(
                kind=RelationKind.OFFSET, phrase=f"less than {found.phrase} {name} of",
                distance_km=half, error_km=half, bearing=bearing, direction=direction,
            )  # fmt: skip
        return Relation(
            kind=RelationKind.OFFSET, phrase=f"{found.phrase} {name} of", distance_km=found.km,
            error_km=found.error_km, bearing=bearing, direction=direction,
        )  # fmt: skip
    if (reach := read_journey(rest)) is not None:
        return _reached(reach, f"a journey {name} of")
    if part and part[0].lower() != "to":
        return Relation(kind=RelationKind.INSIDE, phrase=f"in the {name} of")
    if len(match["direction"]) < 3:
        return None  # "N of" and "SE of" mean something behind a distance only
    return Relation(
        kind=RelationKind.DIRECTION, phrase=f"{name} of", bearing=bearing, direction=direction
    )


def _reached(reach_km: float, phrase: str) -> Relation:
    if not reach_km:
        return _near(phrase)
    return Relation(kind=RelationKind.WITHIN, phrase=phrase, distance_km=reach_km)


def _after_from(lead: str) -> Relation | None:
    before = _without_last(lead)
    if match := _DIRECTION_END.search(before):
        directed = _directed(before, match)
        return directed if directed and directed.kind is RelationKind.OFFSET else None
    found = read_distance(before)
    if found is not None:
        most = found.most or bool(_AT_MOST.search(before))
        return Relation(
            kind=RelationKind.WITHIN if most else RelationKind.RING,
            phrase=f"within {found.phrase} of" if most else f"{found.phrase} from",
            distance_km=found.km,
            error_km=0.0 if most else found.error_km,
        )
    if (reach := read_journey(before)) is not None:
        return _reached(reach, "a journey from")
    if _ROAD_HERE.search(before):
        return _near("road from")
    match = _NEAR_FROM.search(before)
    if match is None:
        return None
    return _near(f"{match['across'] or match['water'] or 'not far'} from".lower())


def _after_to(lead: str) -> Relation | None:
    before = _without_last(lead)
    if _NEAR_TO.search(before):
        return _near("close to")
    if _EDGE_TO.search(before):
        return Relation(kind=RelationKind.OUTSKIRTS, phrase="entrance to")
    return _near("road to") if _ROAD_HERE.search(before) else None


def _after_outside(lead: str) -> Relation | None:
    """Read "near", "outside", "around" … and a distance before "outside"."""
    word = _last(lead).lower()
    before = _without_last(lead)
    found = read_distance(before) if word in ("outside", "off", "beyond") else None
    if found is None:
        if word == "off":
            # "Cut off Hama" and "drove off" are on land.
            at_sea = _AT_SEA.search(before)
            return Relation(kind=RelationKind.COAST, phrase="off") if at_sea else None
        return None if word == "beyond" else _near(word)
    return Relation(
        kind=RelationKind.RING, phrase=f"{found.phrase} {word}",
        distance_km=found.km, error_km=found.error_km,
    )  # fmt: skip


def _after_direction(lead: str) -> Relation | None:
    """Read "5 km NW Hama": without "of" only behind a distance."""
    match = _DIRECTION_END.search(lead)
    directed = _directed(lead, match) if match else None
    return directed if directed and directed.kind is RelationKind.OFFSET else None


def _last(lead: str) -> str:
    """Give the last word, with a comma behind it; none where no space follows it."""
    return (
        lead.rsplit(maxsplit=1)[-1].lstrip("(\"“‘'") if lead[-1:].isspace() and lead.strip() else ""
    )


def _without_last(lead: str) -> str:
    return lead[: lead.rindex(_last(lead))]


_RULES: Mapping[str, Callable[[str], Relation | None]] = MappingProxyType(
    {"of": _after_of, "from": _after_from, "to": _after_to}
    | dict.fromkeys(
        ("near", "outside", "around", "opposite", "beside", "alongside", "off", "beyond"),
        _after_outside,
    )
)
_COMPASS = re.compile(rf"(?:{DIRECTION})(?:wards?)?", re.I)

_BEHIND_NAME: tuple[tuple[re.Pattern[str], RelationKind, str], ...] = tuple(
    (re.compile(rf"(?:['’]s?)?\s+(?:(?:{DIRECTION})(?:ern)?\s+)?{words}\b(?!\s+of\b)"), kind, said)
    for words, kind, said in (
        (r"(?:outskirts|suburbs|edges?|fringes|periphery)", RelationKind.OUTSKIRTS, "outskirts of"),
        (r"(?:countryside|hinterland)", RelationKind.COUNTRYSIDE, "countryside of"),
        (r"(?:area|vicinity|surroundings)", RelationKind.NEAR, "area of"),
        (r"(?:road|highway|motorway)", RelationKind.NEAR, "road to"),
    )
)
_ONWARD = re.compile(r"\s+(?:to|towards?|into)\s")
_MAY_FOLLOW = re.compile(r"(?:['’]s?)?\s+[a-z]")


def read_relation(lead: str, behind: str) -> Relation | None:
    """Read what the words around one name say of where beside it something is.

    Parameters
    ----------
    lead : str
        What stands before the name, as :func:`lead_of` gives it.
    behind : str
        The text right behind the name.

    Returns
    -------
    Relation or None
        None where nothing is said; of kind ``INSIDE`` where the words name a part of it.

    Examples
    --------
    >>> found = read_relation("A shell fell about 15 kilometres (9 miles) south-east of ", "")
    >>> found.phrase, found.bearing, found.error_km
    ('15 km southeast of', 135.0, 2.5)
    >>> read_relation("They repaired 10 km of ", "'s roads") is None
    True
    """
    word = _last(lead).lower()
    rule = _RULES.get(word) or (_after_direction if _COMPASS.fullmatch(word) else None)
    found = rule(lead) if rule is not None else None
    if word == "from" and _ONWARD.match(behind):
        return None  # "10 km from Hama to Homs" was travelled
    if found is not None or not _MAY_FOLLOW.match(behind):
        return found
    for pattern, kind, said in _BEHIND_NAME:
        if pattern.match(behind):
            return Relation(kind=kind, phrase=said)
    return None


def relation_of_word(word: str | None) -> Relation | None:
    """Take over a relation that somebody else read: "outskirts", "north of", "rural".

    Parameters
    ----------
    word : str or None
        A toponym's own ``relation``.

    Returns
    -------
    Relation or None
        One without a distance; a word that is not known means near.

    Examples
    --------
    >>> relation_of_word("rural").kind.value, relation_of_word("towards").kind.value
    ('countryside', 'near')
    """
    if not word:
        return None
    if word in ("countryside", "rural"):
        return Relation(kind=RelationKind.COUNTRYSIDE, phrase=word)
    if word.startswith(("outskirts", "suburb")):
        return Relation(kind=RelationKind.OUTSKIRTS, phrase=word)
    if _DIRECTION_END.fullmatch(word.removesuffix("of")):
        return Relation(kind=RelationKind.DIRECTION, phrase=word)
    return _near(word)
