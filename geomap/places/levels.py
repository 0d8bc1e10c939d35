"""Words that say what kind of place a name is, and where beside it something happened.

Tables of rules; :mod:`geomap.places.names` applies them. Only the standard library.
"""

from __future__ import annotations

import re

__all__ = [
    "DIRECTION_FIRST",
    "LEADING_LEVELS",
    "LEVEL_FEATURES",
    "RELATIONS",
    "TRAILING_LEVELS",
    "TRAILING_RELATIONS",
    "UNIT_WORDS",
]

# Dropped from a normal form wherever another word is left. Only words that no place bears
# as the telling part of its name: "city" and "county" are not among them (Kansas City).
UNIT_WORDS = frozenset({
    "muhafazat", "muhafazah", "muhafaza", "mohafazat", "governorate", "wilayat", "wilaya",
    "wilayah", "welayat", "velayat", "ostan", "ostane", "oblast", "oblasts", "voblast",
    "voblasts", "viloyati", "oblysy", "raion", "rayon", "rayonu", "nahiyat", "nahiyah",
    "qada", "mintaqat", "liwa", "baladiyat", "shabiyat", "vilayeti", "ili", "ilcesi",
    "apskritis", "judetul", "zupanija", "provincia", "provincie", "provinz", "departamento",
    "departement", "prefectura", "upazila", "thana", "zila", "tehsil", "taluka", "woreda",
    "kebele", "powiat", "wojewodztwo", "voivodeship",
    "mhafza", "mhafzt",  # the same in Arabic script
})  # fmt: skip

# What is said, as one of the levels of DATA_MODEL, and the GeoNames features it may mean.
LEVEL_FEATURES: dict[str, tuple[str, ...]] = {
    "country": ("PCL",),
    "province": ("ADM1", "ADM2"),
    "governorate": ("ADM1",),
    "state": ("ADM1", "PCL"),
    "region": ("RGN", "ADM1", "ADM2"),
    "county": ("ADM2", "ADM1"),
    "district": ("ADM2", "ADM1", "ADM3"),
    "subdistrict": ("ADM3", "ADM2"),
    "city": ("PPL",),
    "town": ("PPL",),
    "village": ("PPL",),
    "camp": ("PPL",),
    "neighbourhood": ("PPL",),
    "sea": ("SEA", "OCN", "GULF", "STRT"),
    "river": ("STM",),
    "island": ("ISL",),
}

_WORDS: dict[str, tuple[str, ...]] = {
    "city": ("city", "capital city", "port city"),
    "town": ("town", "township", "market town", "border town"),
    "village": ("village", "hamlet", "villages"),
    "neighbourhood": ("neighbourhood", "neighborhood", "quarter", "suburb"),
    "camp": ("camp", "refugee camp", "displacement camp", "idp camp"),
    "governorate": ("governorate", "muhafazah", "muhafazat"),
    "province": ("province", "wilaya", "wilayat", "provinces"),
    "state": ("state",),
    "region": ("region", "oblast"),
    "county": ("county", "parish"),
    "district": (
        "district", "raion", "rayon", "lga", "local government area", "upazila", "department",
        "woreda", "municipality", "commune", "prefecture", "zone", "territory",
    ),
    "subdistrict": ("subdistrict", "sub-district", "nahiya", "union"),
    "country": ("country",),
}  # fmt: skip

_LEADING_ONLY: dict[str, tuple[str, ...]] = {
    "district": ("locality",),
    "state": ("commonwealth", "us state", "u.s. state"),
    "country": ("republic", "kingdom"),
}

_DIRECTION = (
    r"(?:(?:north|south)?-?(?:north|south|east|west)(?:ern)?(?:most)?|central|"
    r"(?:north|south)(?:east|west)(?:ern)?)"
)
_ARTICLE = r"(?:the\s+)?"


def _leading(level: str, words: tuple[str, ...]) -> tuple[re.Pattern[str], str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"{_ARTICLE}(?:{alternatives})\s+of\s+", re.IGNORECASE), level


def _trailing(level: str, words: tuple[str, ...]) -> tuple[re.Pattern[str], str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"[\s,]+(?:{alternatives})$", re.IGNORECASE), level


LEADING_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    _leading(level, words + _LEADING_ONLY.get(level, ())) for level, words in _WORDS.items()
)

TRAILING_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    _trailing(level, words) for level, words in _WORDS.items()
)

# The place itself lies within 25 km of what is named (UCDP where_prec 2).
RELATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (rf"{_ARTICLE}(?:{_DIRECTION}\s+)?outskirts\s+of\s+{_ARTICLE}", "outskirts"),
        (rf"{_ARTICLE}(?:{_DIRECTION}\s+)?(?:suburbs|edge|fringes)\s+of\s+{_ARTICLE}", "outskirts"),
        (rf"{_ARTICLE}(?:{_DIRECTION}\s+)?countryside\s+of\s+{_ARTICLE}", "countryside"),
        (r"(?:just\s+)?(?:near|close to|around|outside)\s+(?:the\s+)?", "near"),
        (rf"(?:\d+\s*(?:km|kilomet(?:er|re)s?|miles?|mi)\s+)?{_DIRECTION}\s+of\s+", "direction"),
    )
)

TRAILING_RELATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\s+{pattern}$", re.IGNORECASE), said)
    for pattern, said in ((r"countryside", "countryside"), (r"(?:outskirts|suburbs)", "outskirts"))
)

# "northern Idlib": tried only when no place bears the whole name.
DIRECTION_FIRST = re.compile(rf"{_ARTICLE}{_DIRECTION}\s+", re.IGNORECASE)
