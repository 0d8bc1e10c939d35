"""Words that say what kind of place a name is, and where beside it something happened.

Tables of rules; :mod:`geomap.places.names.forms` applies them. Only the standard library.
"""

from __future__ import annotations

import re

__all__ = [
    "DIRECTION_FIRST",
    "LEADING_ENDS",
    "LEADING_LEVELS",
    "LEVEL_FEATURES",
    "LEVEL_WORDS",
    "QUALIFIERS",
    "RELATIONS",
    "SITE_BEHIND",
    "TRAILING_LEVELS",
    "TRAILING_RELATIONS",
    "UNIT_WORDS",
    "URBAN_SITE",
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
    "amphoe", "kabupaten", "huyen", "obshtina", "okres", "srok", "municipio", "distrito",
    "shahrestan", "bakhsh", "dehestan", "mudiriyat", "mudiriyah", "nahiya", "qadaa",
    "upajila", "jela", "jila", "nagarpalika", "nagarapalika", "mahanagarapalika", "qalasy",
    "shaary", "qaryat", "qaryah", "qryt", "qrya", "markaz", "mrkz", "khutor", "selo",
    "derevnya", "poselok", "posyolok", "koyu", "mahallesi", "phum", "phumi", "phume", "khett",
    # the same as they come out of Arabic script, without short vowels
    "mhafdha", "mhafdht", "mhafza", "mhafzt", "wlaya", "wlayt", "shhrstan", "astan", "bkhsh",
    "dhstan", "mdyrya", "mdyryt", "nahya", "nahyt", "qda",
})  # fmt: skip

# Words that tell two places of one name apart, in the tongues that reports and gazetteers
# mix: Upper Sift is Sift Fawqani, South Sinai is Janub Sina. In a normal form they stand in
# English, after the name. What comes out of Arabic script has no short vowels.
_QUALIFIERS = {
    "north": "northern shamal shamali shamaliyah shamaliya shimali shimaliyah shimaliya chamali "
             "shmal shmaly shmalya nord uttar",
    "south": "southern janub janubi janubiyah janubiya jnwb jnwby jnwbya sud dakshin",
    "east": "eastern sharqi sharqiyah sharqiya sharqiye charqi charqiye shrq shrqy shrqya purba",
    "west": "western gharbi gharbiyah gharbiya gharbiye gharb rharbi rharbiye ghrb ghrby "
            "ghrbya ouest paschim pashchim",
    "upper": "fawqani fauqani foqani faouqani fawqa fwqany fwqa ulya olya bala",
    "lower": "tahtani tahta thtany thta sufla sofla payin pain",
    "middle": "wastani wustani wstany central",
    "big": "kabir kabirah kabira kebir kbyr kbyra great greater",
    "little": "saghir saghirah saghira seghir sghyr sghyra small",
}  # fmt: skip
QUALIFIERS: dict[str, str] = {
    word: english for english, words in _QUALIFIERS.items() for word in (english, *words.split())
}

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

# The words for a level, after a name or before it with "of".
LEVEL_WORDS: dict[str, tuple[str, ...]] = {
    "city": ("city", "capital city", "port city"),
    "town": ("town", "township", "market town", "border town"),
    "village": ("village", "hamlet", "villages", "community", "settlement"),
    "neighbourhood": ("neighbourhood", "neighborhood", "quarter", "suburb", "ward"),
    "camp": ("camp", "refugee camp", "displacement camp", "idp camp"),
    "governorate": ("governorate", "muhafazah", "muhafazat"),
    "province": ("province", "wilaya", "wilayat", "provinces"),
    "state": ("state",),
    "region": ("region", "oblast"),
    "county": ("county", "parish"),
    "district": (
        "district", "raion", "rayon", "lga", "local government area", "upazila", "department",
        "woreda", "municipality", "commune", "prefecture", "zone", "territory", "thana", "tehsil",
        "taluk", "cercle", "arrondissement", "sadar", "sadar upazila", "sadar thana",
        "sadar tehsil",
    ),
    "subdistrict": (
        "subdistrict", "sub-district", "nahiya", "union", "union council", "payam", "kebele",
    ),
    "country": ("country",),
}  # fmt: skip

_LEADING_ONLY: dict[str, tuple[str, ...]] = {
    "district": ("locality",),
    "state": ("commonwealth", "us state", "u.s. state"),
    "country": ("republic", "kingdom"),
}

# Said before the name without "of": Village Izge, Kampung Baru.
_LEADING_BARE: dict[str, tuple[str, ...]] = {
    "village": ("village", "kampung", "kampong", "desa", "qaryat"),
    "camp": ("camp",),
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


def _leading_bare(level: str, words: tuple[str, ...]) -> tuple[re.Pattern[str], str]:
    return re.compile(rf"(?:{'|'.join(words)})\s+(?!of\b)", re.IGNORECASE), level


LEADING_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = (
    *(
        _leading(level, words + _LEADING_ONLY.get(level, ()))
        for level, words in LEVEL_WORDS.items()
    ),
    *(_leading_bare(level, words) for level, words in _LEADING_BARE.items()),
)

_URBAN = (
    "house", "home", "flat", "flats", "apartment", "building", "block", "high-rise", "street",
    "square", "avenue", "boulevard", "roundabout", "cafe", "café", "restaurant", "hotel", "bar",
    "nightclub", "shop", "mall", "supermarket", "bakery", "cinema", "theatre", "stadium",
    "football pitch", "courthouse", "bus station", "railway station", "train station",
    "university", "market", "bazaar", "hospital", "police station", "prison", "bank",
    "cathedral", "mosque", "church", "bus stop", "tram stop",
)  # fmt: skip
URBAN_SITE = re.compile(
    rf"\b(?:{'|'.join(_URBAN)})(?: of (?:the )?\w+)? in (?:central |downtown )?$|"
    r"\b(?:centre|center|heart|streets|suburbs?|outskirts|mayor) of $|\bdowntown $|"
    r"\bin central $"
)
# before a name that a town and the unit around it bear: what only towns have

LEADING_ENDS = ("of", *(word for words in _LEADING_BARE.values() for word in words))
# how each of them ends, but for the space: whoever looks for one at an end asks this first

TRAILING_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    _trailing(level, words) for level, words in LEVEL_WORDS.items()
)

_DISTANCE = (
    r"(?:(?:about|some|around|roughly|approximately|just|only|less\s+than)\s+)?"
    r"(?:\d[\d.,]*(?:\s*[-–]\s*\d+|\s+to\s+\d+)?|a\s+few|several|a\s+couple\s+of|half\s+an?|an?)"
    r"[\s-]*(?:kms?|kilomet(?:er|re)s?|(?:nautical\s+)?miles?|mi|met(?:er|re)s?|m)\s+"
    r"(?:\([^()]{1,30}\)\s+)?(?:away\s+)?"
)

# The place itself lies within 25 km of what is named (UCDP where_prec 2).
RELATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (rf"{_ARTICLE}(?:{_DIRECTION}\s+)?outskirts\s+of\s+{_ARTICLE}", "outskirts"),
        (rf"{_ARTICLE}(?:{_DIRECTION}\s+)?(?:suburbs|edge|fringes)\s+of\s+{_ARTICLE}", "outskirts"),
        (rf"{_ARTICLE}(?:{_DIRECTION}\s+)?countryside\s+of\s+{_ARTICLE}", "countryside"),
        (r"(?:just\s+)?(?:near|close to|around|outside)\s+(?:the\s+)?", "near"),
        (rf"(?:in\s+)?{_ARTICLE}vicinity\s+of\s+{_ARTICLE}", "near"),
        (rf"off\s+{_ARTICLE}coast\s+of\s+{_ARTICLE}", "near"),
        (rf"{_DISTANCE}(?:from|outside|off)\s+{_ARTICLE}", "near"),
        (
            rf"(?:{_DISTANCE})?(?:due\s+|just\s+|to\s+the\s+)?{_DIRECTION}\s+of\s+{_ARTICLE}",
            "direction",
        ),
        (rf"{_DISTANCE}(?:[ns]?[ew]|[ns])\s+of\s+{_ARTICLE}", "direction"),
    )
)

# What has a town's name and lies in it or beside it: Aleppo International Airport.
_SITE_KINDS = (
    r"(?:international|domestic|regional|civil|military|main|central|general|teaching|public|state"
    r"|weekly|cattle|vegetable|fish|old|new|primary|secondary|army|air|naval|police|bus|train|power"
    r"|railway|border|oil|gas|grand|great|book|trade|film|national|provincial|district|sports)"
)
_SITES = (
    r"(?:airports?|air ?bases?|airfields?|airstrips?|aerodromes?|bases?|barracks|garrisons?"
    r"|hospitals?|clinics?|universit(?:y|ies)|prisons?|jails?|check ?points?|crossings?|stations?"
    r"|plants?|refiner(?:y|ies)|oil ?fields?|gas ?fields?|dams?|markets?|bazaars?|mosques?"
    r"|monaster(?:y|ies)|cathedrals?|eidgahs?|stadiums?|roundabouts?|junctions?|intersections?"
    r"|citadels?|fairs?|fairgrounds?|festivals?|museums?|courthouses?|schools?|colleges?)"
)

SITE_BEHIND = re.compile(rf"\s+(?:{_SITE_KINDS}\s+)*{_SITES}$", re.IGNORECASE)

TRAILING_RELATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\s+{pattern}$", re.IGNORECASE), said)
    for pattern, said in ((r"countryside", "countryside"), (r"(?:outskirts|suburbs)", "outskirts"))
)

# "northern Idlib", "NW Idlib": tried only when no place bears the whole name.
DIRECTION_FIRST = re.compile(rf"{_ARTICLE}(?:{_DIRECTION}|[ns][ew])\s+", re.IGNORECASE)
