"""Speakers that no verb of saying names: "UN: 20 killed", "rebel claims of 40 dead", "she said"."""

from __future__ import annotations

from dataclasses import replace

from geomap.model import Claimant
from geomap.text.parsing.grammar import FINITE, Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.voices.claimants import Attribution, attributions
from geomap.text.voices.speech import BRACKET
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["gapped_party", "speakers"]

_PARTY_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS"})
_LABEL_WORDS = 5
# Words that a source at the head or end of a headline may have.
_PUT_IN = 12
# Words that may be put in between a party and its figure.
_BARS = frozenset({":", "-", "–", "—", "--"})


def speakers(
    sentence: Sentence, lexicon: Lexicon, previous: Claimant | None
) -> tuple[Attribution, ...]:
    """Find who speaks in a sentence, by verbs, by nouns and by a headline's label.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words of saying and parties.
    previous : Claimant or None
        Whom a pronoun means.

    Returns
    -------
    tuple of Attribution
        In order of the text.
    """
    found = list(attributions(sentence, lexicon, previous))
    taken = {attribution.verb for attribution in found}
    for at, word in enumerate(sentence.words):
        if word.lower in lexicon.speech["nouns"] and at not in taken and word.tag.startswith("NN"):
            named = _owner(sentence, at, lexicon, previous)
            if named is not None:
                found.append(named)
    found.extend(_gapped_parties(sentence, found, lexicon))
    found.extend(_bracketed(sentence, lexicon))
    if not found:
        label = _label(sentence, lexicon)
        found.extend([label] if label is not None else [])
    return tuple(sorted(found, key=lambda attribution: attribution.verb))


def gapped_party(sentence: Sentence, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Find whose figure a number is, the verb left out: "police said five, the rebels nine".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Where the number's words begin.
    lexicon : Lexicon
        The language's words for parties.

    Returns
    -------
    (int, int) or None
        First and last word of the party; None where no party stands alone before the number.
    """
    words, last = sentence.words, at - 1
    while last > 0 and words[last].lower in lexicon.speech["before_figure"]:
        last -= 1
    last = _before_clause(sentence, last, lexicon)
    if last > 1 and words[last].tag == "POS":
        # "the mission's figure is 14 dead, the governor's 9"
        last -= 1
    if last > 1 and words[last].text == "," and words[last - 1].tag.startswith("NN"):
        # "six died; the rebels, nine"
        last -= 1
    first = last
    while first > 0 and words[first - 1].tag in _PARTY_TAGS and last - first < _LABEL_WORDS:
        first -= 1
    parted = first > 1 and words[first - 1].lower in lexicon.speech["parting"]
    named = last > 0 and words[last].tag.startswith("NN")
    if not parted or not named:
        return None
    party = claimant_kind(sentence.surface(first, last), lexicon) is not ClaimantKind.OTHER
    # "survivors speak of forty dead; the prefect, who was not there, of four"
    spoke = words[at - 1].lower == "of" and words[first].lower == "the"
    party = party or (spoke and words[last].lower in lexicon.victims)
    return (first, last) if party or words[last].lower in lexicon.speech["rivals"] else None


def _before_clause(sentence: Sentence, comma: int, lexicon: Lexicon) -> int:
    """Step over what is put in about a party: "the police, who came an hour later, five"."""
    words = sentence.words
    if comma < 2 or words[comma].text != ",":
        return comma
    opening = next(
        (k for k in range(comma - 1, max(0, comma - _PUT_IN), -1) if words[k].text == ","), 0
    )
    put_in = words[opening + 1].lower in lexicon.speech["put_in"]
    return opening - 1 if opening and put_in else comma


def _bracketed(sentence: Sentence, lexicon: Lexicon) -> list[Attribution]:
    """Find the sources in brackets behind figures: "3 dead (police)"."""
    words = sentence.words
    made: list[Attribution] = []
    for at, word in enumerate(words):
        if word.text != "(" or not at:
            continue
        end = next(
            (
                k
                for k in range(at + 1, min(len(words), at + _LABEL_WORDS + 3))
                if words[k].text == ")"
            ),
            None,
        )
        if end is None or end == at + 1:
            continue
        source = _source(sentence, (at + 1, end - 1), lexicon)
        told = any(w.lower in lexicon.harmful for w in words[max(0, at - 6) : at])
        told = told and not any(w.lower in lexicon.harm.blows for w in words[at:end])
        if source is not None and told:
            made.append(replace(source, word=BRACKET))
    return made


def _gapped_parties(
    sentence: Sentence, found: list[Attribution], lexicon: Lexicon
) -> list[Attribution]:
    """Find the parties whose verb stands only once, in the clause before theirs."""
    made: list[Attribution] = []
    earliest = min((a.verb for a in found), default=len(sentence.words))
    for at, word in enumerate(sentence.words):
        starts = word.tag == "CD" or word.lower in lexicon.qualifiers
        bounds = gapped_party(sentence, at, lexicon) if starts and at > earliest else None
        if bounds is None or any(a.first <= bounds[1] <= a.last for a in (*found, *made)):
            continue
        first = bounds[0] + (sentence.words[bounds[0]].tag == "DT" and bounds[0] < bounds[1])
        claimant = Claimant(
            name=sentence.surface(first, bounds[1]),
            kind=claimant_kind(sentence.surface(first, bounds[1]), lexicon),
            span=sentence.span_of(first, bounds[1]),
        )
        made.append(
            Attribution(
                verb=bounds[1],
                word=next(a.word for a in reversed(found) if a.verb < at),
                claimant=claimant,
                first=bounds[0],
                last=bounds[1],
            )
        )
    return made


def _owner(
    sentence: Sentence, at: int, lexicon: Lexicon, previous: Claimant | None
) -> Attribution | None:
    """Read whose claim it is: "the militants' claim", "rebel claims", "its tally"."""
    words = sentence.words
    held = _holder(sentence, at, lexicon)
    if held is not None:
        return _made(sentence, at, (held[0], held[1]), held[2], lexicon)
    for child in sentence.children[at]:
        word = words[child]
        if word.dep == "poss" and word.tag == "PRP$":
            return _made(sentence, at, (child, child), previous, lexicon) if previous else None
        if word.dep not in ("poss", "compound", "amod", "nmod"):
            continue
        first, last = sentence.noun_phrase(child)
        if words[last].tag == "POS":
            last -= 1
        if word.dep != "poss":
            first = _own_words(sentence, min(first, sentence.noun_phrase(at)[0]), last)
        if last < first or words[last].tag == "CD":
            continue
        kind = claimant_kind(sentence.surface(first, last), lexicon)
        if kind is ClaimantKind.OTHER and word.dep != "poss":
            continue
        if words[first].tag == "DT" and first < last:
            first += 1
        claimant = Claimant(
            name=sentence.surface(first, last), kind=kind, span=sentence.span_of(first, last)
        )
        return _made(sentence, at, (first, last), claimant, lexicon)
    return _authored(sentence, at, lexicon) or _receiver(sentence, at, lexicon)


def _own_words(sentence: Sentence, first: int, last: int) -> int:
    """Leave out what is said before its speaker: "the dead exceed 120, a committee estimates"."""
    words = sentence.words[first:last]
    told = next((k for k, word in enumerate(words) if word.tag in FINITE), last)
    return next((first + k + 1 for k in range(told, len(words)) if words[k].text == ","), first)


def _authored(sentence: Sentence, at: int, lexicon: Lexicon) -> Attribution | None:
    """Find whose it is in "a report by Ukrainian media that 63 had died"."""
    words = sentence.words
    for child in sentence.children[at]:
        target = sentence.child(child, "pobj")
        if words[child].lower not in ("by", "from") or target is None or target < at:
            continue
        first, last = sentence.noun_phrase(target)
        kind = claimant_kind(sentence.surface(first, last), lexicon)
        if kind is ClaimantKind.OTHER:
            continue
        if words[first].tag == "DT" and first < last:
            first += 1
        claimant = Claimant(
            name=sentence.surface(first, last), kind=kind, span=sentence.span_of(first, last)
        )
        return Attribution(verb=at, word=words[at].lower, claimant=claimant, first=first, last=last)
    return None


def _receiver(sentence: Sentence, at: int, lexicon: Lexicon) -> Attribution | None:
    """Find who passes on what was heard: "the office has received reports that 30 died"."""
    verb = sentence.heads[at]
    receives = sentence.words[verb].lower in lexicon.speech["receiving"]
    subject = sentence.child(verb, "nsubj") if receives else None
    if sentence.words[at].dep != "dobj" or subject is None:
        return None
    first, last = sentence.noun_phrase(subject)
    kind = claimant_kind(sentence.surface(first, last), lexicon)
    if kind is ClaimantKind.OTHER:
        return None
    if sentence.words[first].tag == "DT" and first < last:
        first += 1
    claimant = Claimant(
        name=sentence.surface(first, last), kind=kind, span=sentence.span_of(first, last)
    )
    return replace(_made(sentence, at, (first, last), claimant, lexicon), verb=verb)


def _holder(sentence: Sentence, at: int, lexicon: Lexicon) -> tuple[int, int, Claimant] | None:
    """Find whose it is in "by the reckoning of the chaplain", "in the view of the bureau"."""
    words = sentence.words
    lead = {word.lower for word in words[max(0, at - 2) : at]}
    of = next((c for c in sentence.children[at] if words[c].lower == "of" and c == at + 1), None)
    holder = sentence.child(of, "pobj") if of is not None else None
    if words[at].lower not in lexicon.speech["views"] or not lead & {"by", "in", "on"}:
        return None
    if holder is None or words[holder].tag == "CD":
        return None
    first, last = sentence.noun_phrase(holder)
    kind = claimant_kind(sentence.surface(first, last), lexicon)
    if words[first].tag == "DT" and first < last:
        first += 1
    name = sentence.surface(first, last)
    return first, last, Claimant(name=name, kind=kind, span=sentence.span_of(first, last))


def _made(
    sentence: Sentence,
    at: int,
    bounds: tuple[int, int],
    claimant: Claimant,
    lexicon: Lexicon,
) -> Attribution:
    word = sentence.words[at].lower
    beside = [*sentence.words[max(0, bounds[0] - 2) : bounds[0]]]
    beside += sentence.words[max(0, at - 2) : at]
    led = any(w.lower in ("by", "in", "on", "according") for w in beside)
    if led and word in lexicon.speech["views"]:
        # "by the hospital's count, nine died"
        word = "according"
    return Attribution(verb=at, word=word, claimant=claimant, first=bounds[0], last=bounds[1])


def _label(sentence: Sentence, lexicon: Lexicon) -> Attribution | None:
    """Read the source at the head or end of a headline: "UN: 20 killed", "… – mayor"."""
    words = sentence.words
    bars = [at for at, word in enumerate(words) if word.text in _BARS and at]
    glued = [at for at, word in enumerate(words) if at and word.text[:1] == "-" != word.text]
    for at in bars[:1]:
        if at <= _LABEL_WORDS and words[at].text == ":":
            made = _source(sentence, (0, at - 1), lexicon)
            if made is not None:
                return made
    commas = [at for at, word in enumerate(words) if word.text == ","]
    last = len(words) - 1
    while last and words[last].text in (".", '"', "”"):
        last -= 1
    # "37 fighters killed -state news agency" has its bar glued to the name
    starts = [*(at + 1 for at in bars[-1:]), *glued[-1:]]
    if words[-1].text != ".":
        # "One killed near Nablus, ministry"
        starts.extend(at + 1 for at in commas[-1:] if last - at <= 2)
    for first in starts:
        if 0 <= last - first < _LABEL_WORDS:
            made = _source(sentence, (first, last), lexicon)
            if made is not None:
                return made
    return None


def _source(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> Attribution | None:
    # the time of day before it in a live blog
    while bounds[0] < bounds[1] and sentence.words[bounds[0]].text[:1].isdigit():
        bounds = (bounds[0] + 1, bounds[1])
    inside = sentence.words[bounds[0] : bounds[1] + 1]
    name = sentence.surface(*bounds).lstrip("-")
    kind = claimant_kind(name, lexicon)
    told = any(w.tag in ("CD", "VBD", "VBZ") or w.lower in lexicon.harmful for w in inside)
    if kind is ClaimantKind.OTHER or told:
        return None
    claimant = Claimant(name=name, kind=kind, span=sentence.span_of(*bounds))
    return Attribution(
        verb=bounds[1], word="according", claimant=claimant, first=bounds[0], last=bounds[1]
    )
