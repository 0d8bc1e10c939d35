"""Who stands where a word of harm takes its victims: its object, its subject, beside it."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.protocols import Token
from geomap.text.figures.groups import NOUN, Group, group_at
from geomap.text.harmed.chains import chain_back, chain_from, conjoined, covering, own_verb
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier

__all__ = [
    "adjacent_before",
    "objects_of",
    "people_behind",
    "subjects_of",
    "whom",
]

_SOFT = frozenset(
    {
        "RB",
        "DT",
        "IN",
        "JJ",
        "VBN",
        "PRP$",
        "RP",
        "MD",
        "VB",
        "VBD",
        "VBP",
        "CC",
        "TO",
        "HYPH",
        "``",
        "''",
    }
)
_DATED = 6
# Words between a death and who died: "the death on Monday morning in Goma of".
_DOER = 3
# Words of who did it: "whom the soldiers shot".
_IN_DOER = (*NOUN, "PRP", "PRP$", "DT", "JJ")
_OBJECT = (*_IN_DOER, "CD")
_RAISING = ("conj", "xcomp", "ccomp", "acomp", "oprd", "advcl")
_BAR = 2
# From the people of a headline to its source: "13 soldiers - officer".
_STOPS = frozenset({";", ":"})
_NEAR = 4
# Words between people and the participle that tells of them.
_FARTHEST = 14
# Words between a verb and a subject that grammar did not find.


def people_behind(scene: Scene, at: int) -> list[Group]:
    """Give the people behind "the deaths of"."""
    words = scene.sentence.words
    # the "neutralisation" of 26
    at += at + 1 < len(words) and words[at + 1].text in ('"', "”", "''", "'", "’")
    at = _past_day(scene, at)
    if at + 1 >= len(words) or words[at + 1].lower not in ("of", "among", ":"):
        return []
    starts = [g for g in scene.people if at + 1 <= g.first <= at + 4]
    return chain_from(scene, starts[:1])


def _past_day(scene: Scene, at: int) -> int:
    """Go on behind the day or place of a death: "the death on Monday of a schoolteacher"."""
    sentence, lexicon = scene.sentence, scene.lexicon
    near = range(at + 2, min(at + _DATED, len(sentence.words)))
    of = next((k for k in near if sentence.words[k].lower == "of"), None)
    between = [] if of is None else sentence.words[at + 1 : of]
    if of is None or any(w.pos in ("VERB", "AUX", "NUM") or w.text == "," for w in between):
        return at
    last = between[-1].lower
    dated = last in lexicon.weekdays or last in lexicon.harm.long_units | lexicon.harm.deictic
    placed = between[0].lower in lexicon.harm.at_place and between[-1].tag == "NNP"
    return of - 1 if dated or placed or sentence.heads[of] == at else at


def objects_of(scene: Scene, at: int) -> list[Group]:
    """Give the people who are the object of an active verb."""
    sentence = scene.sentence
    objects = [
        _before_bar(sentence, c)
        for c in sentence.children[at]
        if sentence.words[c].dep == "dobj" and c > at
    ]
    # "seized four hills and 14 soldiers"
    beside = [c for o in objects for c in sentence.children[o] if sentence.words[c].dep == "conj"]
    for position in (*objects, *[c for c in beside if covering(scene, c)]):
        group = covering(scene, position) or group_at(sentence, position, scene.lexicon)
        if group is not None:
            return chain_from(scene, [group])
    for group in scene.people:
        if group.first > at:
            gap = [sentence.words[k] for k in scene.gap(at + 1, group.first)]
            near = len(gap) <= 3 and all(
                w.tag in _SOFT and w.lower not in scene.lexicon.harm.by_place for w in gap
            )
            ours = near and group.sure and not own_verb(sentence, group)
            return chain_from(scene, [group]) if ours else []
    return []


def _before_bar(sentence: Sentence, noun: int) -> int:
    """Read "kills 13 soldiers - officer", whose last word says who says so."""
    words = sentence.words
    if noun < _BAR or words[noun - 1].text not in ("-", "–", "—") or noun + 1 < len(words):
        return noun
    apart = words[noun - 2].end < words[noun - 1].start and words[noun - 1].end < words[noun].start
    return noun - _BAR if apart else noun


def whom(scene: Scene, verb: int) -> list[Group]:
    """Give the people that a clause says were harmed: "the 21 men whom soldiers shot dead"."""
    sentence = scene.sentence
    asked = sentence.child(verb, "dobj") if sentence.words[verb].dep == "relcl" else None
    if asked is None or asked > verb or sentence.words[asked].tag not in ("WP", "WDT"):
        return _whom_before(scene, verb)
    described = sentence.heads[verb]
    return [g for g in scene.people if g.first <= described <= g.last]


def _whom_before(scene: Scene, verb: int) -> list[Group]:
    """Read "the 12 nurses that rebels abducted are free", whose clause grammar loses."""
    words = scene.sentence.words
    behind = words[verb + 1].tag if verb + 1 < len(words) else "."
    if words[verb].tag not in ("VBD", "VBN") or behind in _OBJECT:
        return []
    for at in range(max(0, verb - 2 - _DOER), verb - 1):
        doer = words[at + 1 : verb]
        if words[at].lower in scene.lexicon.harm.asked and doer[-1].tag in (*NOUN, "PRP"):
            led = [g for g in scene.people if g.last == at - 1 and g.count.best is not None]
            return led if all(word.tag in _IN_DOER for word in doer) else []
    return []


def subjects_of(scene: Scene, at: int) -> list[Group]:
    """Give the people who are the subject of a passive or intransitive verb."""
    sentence = scene.sentence
    for verb in (at, *_verb_chain(sentence, at, scene.lexicon)):
        subject = _subject(scene, verb, at)
        if subject is None and verb == at:
            subject = _misread_subject(scene, at) or _governing_subject(sentence, at)
        if subject is None:
            continue
        if sentence.words[subject].tag in ("WP", "WDT") and sentence.words[verb].dep == "relcl":
            subject = sentence.heads[verb]
        named = sentence.child(subject, "appos")
        group = covering(scene, subject)
        if group is None and named is not None and named == subject + 1 + _compounds(scene, named):
            # "the engineer Pedro Quispe", whose office no list has
            group = covering(scene, named)
        if group is not None:
            return _beside(scene, chain_back(scene, group, at), at)
        unnamed = group_at(sentence, subject, scene.lexicon)
        known = sentence.words[subject].lower in scene.lexicon.victims
        state = sentence.words[at].dep == "acomp" and sentence.heads[at] == verb
        if unnamed is not None and (verb == at or known or state):
            return _beside(scene, [unnamed, *conjoined(scene, unnamed)], at)
        if verb == at and _is_thing(scene, subject, at):
            return []
        if verb == at:
            # Its own subject, though not one we can count: no other verb's subject is meant.
            break
    for group in reversed([g for g in scene.people if g.last < at and g.sure]):
        gap = scene.gap(group.last + 1, at)
        between = {sentence.words[k].lower for k in gap}
        apart = between & scene.lexicon.harm.apart or between & _STOPS
        if apart or len(gap) > _FARTHEST:
            break
        return _beside(scene, chain_back(scene, group, at), at)
    return []


def _governing_subject(sentence: Sentence, at: int) -> int | None:
    """Give whom "being" means: "a man killed two shoppers before being shot dead by police"."""
    verb = sentence.heads[at] if sentence.words[at].dep in ("oprd", "acomp") else at
    if sentence.words[verb].dep != "pcomp" or sentence.child(verb, "auxpass") is None:
        return None
    above = sentence.heads[sentence.heads[verb]]
    while sentence.child(above, "nsubj") is None and sentence.words[above].dep == "conj":
        above = sentence.heads[above]
    return sentence.child(above, "nsubj")


def _is_thing(scene: Scene, subject: int, at: int) -> bool:
    """Tell whether a thing stands right before a passive: "police say ten houses were burned"."""
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[subject]
    thing = word.lower in lexicon.things or word.lower in lexicon.nonpersons
    near = all(w.pos in ("AUX", "ADV") for w in sentence.words[subject + 1 : at])
    clause = sentence.child(at, "mark") is not None or sentence.words[at].dep in ("ccomp", "relcl")
    return word.dep == "nsubjpass" and clause and near and thing and at > subject + 1


def _compounds(scene: Scene, position: int) -> int:
    """Count the first names before a name."""
    words, at = scene.sentence.words, position
    while at and words[at - 1].dep == "compound" and words[at - 1].tag == "NNP":
        at -= 1
    return position - at


def _subject(scene: Scene, verb: int, at: int) -> int | None:
    """Give a verb's subject before a word; of two, the one that is people, not a dateline."""
    sentence = scene.sentence
    subjects = [
        child
        for child in sentence.children[verb]
        if sentence.words[child].dep in ("nsubjpass", "nsubj")
        and child < at
        and child not in scene.hidden
    ]
    counted = [child for child in subjects if covering(scene, child) is not None]
    found = counted or subjects
    between = sentence.words[counted[-2] : counted[-1]] if len(counted) > 1 else ()
    if any(word.lower in ("among", "including") for word in between):
        # "Six people, among them the priest, Father Simeon, were killed"
        return counted[-2]
    return found[-1] if found else None


def _misread_subject(scene: Scene, at: int) -> int | None:
    """Find people whom grammar took for a measure: "a couple aged 60 and 62 were hurt".

    Or for an adverb: "On Friday, between 17 and 25 people were killed".
    """
    sentence = scene.sentence
    for child in sentence.children[at]:
        if child < at and sentence.words[child].dep == "prep":
            group = covering(scene, child)
            if group is not None and group.count.qualifier is Qualifier.RANGE:
                return child
        if child < at and sentence.words[child].dep in ("npadvmod", "dep"):
            group = covering(scene, child)
            if group is not None and sentence.is_passive(at):
                return child
    return None


def adjacent_before(scene: Scene, at: int) -> list[Group]:
    """Give the people that stand right before a participle or state."""
    sentence = scene.sentence
    head = sentence.heads[at] if sentence.words[at].dep in ("acl", "relcl", "amod") else None
    subject = sentence.child(at, "nsubj") if sentence.words[at].dep == "relcl" else None
    own = None if subject is None else covering(scene, subject)
    if own is not None and own.of_them:
        # "15 casualties, seven of them dead"
        return [own]
    if head is not None and head > at and sentence.words[at].tag == "VBN" and _opens(scene, at + 1):
        # "killed a guard and maimed scores"
        return []
    if any(part.head is None and part.last == at - 1 for part, _ in scene.some):
        # "21 casualties (6 killed and 15 injured)": the figure right before it has it
        return []
    for group in reversed(scene.people):
        if group.last >= at:
            continue
        if head is not None and group.first <= head <= group.last:
            return chain_back(scene, group, at)
        gap = [sentence.words[k] for k in scene.gap(group.last + 1, at) if not _sets_off(scene, k)]
        lead = [w.lower for w in sentence.words[max(0, group.first - 2) : group.first]]
        if gap and gap[0].text == ")" and scene.lexicon.harm.households & set(lead):
            # as in: 360 families (1,800 people) displaced
            gap = gap[1:]
        if gap and gap[-1].text == "," and gap[-2:-1] and gap[-2].tag in ("VBN", "VBD"):
            # "14 police ambushed, killed"
            gap = gap[:-1]
        if group.head is None and gap and gap[0].lower == "from":
            # "three from Chad injured"
            gap = [w for w in gap[1:] if w.tag not in NOUN]
        if [w.lower for w in gap] in ([",", "all"], [",", "both"]):
            # "a boy, his father and two passers-by, all dead at the scene"
            gap = []
        soft = all(w.tag in _SOFT and w.lower != "by" for w in gap)
        described = _own_phrase(scene, group, at)
        soft = soft or described
        if (len(gap) <= _NEAR or described) and (group.sure or _force(scene, group, gap)) and soft:
            return chain_back(scene, group, at)
        if any(w.tag in (",", ".") or w.lower in scene.lexicon.harm.clause for w in gap):
            return []
    return []


def _force(scene: Scene, group: Group, gap: Sequence[Token]) -> bool:
    """Tell whether a number counts the members of a force by its letters: "2 VDP wounded"."""
    words = scene.sentence.words
    letters = "" if group.head is None else words[group.head].text
    counted = words[group.first].tag == "CD" and group.head == group.last
    return not gap and counted and letters.isupper() and letters.isalpha() and len(letters) > 1


def _sets_off(scene: Scene, position: int) -> bool:
    """Tell whether a comma only stands beside words for a part: ", including a child,"."""
    beside = {position - 1, position + 1} & scene.hidden
    return bool(beside) and scene.sentence.words[position].text == ","


def _own_phrase(scene: Scene, group: Group, at: int) -> bool:
    """Tell whether only a group's own words stand before: "a member of the Shabiha killed"."""
    if group.head is None or scene.sentence.words[group.last + 1].lower != "of":
        return False
    return scene.sentence.noun_phrase(group.head)[1] == at - 1


def _opens(scene: Scene, position: int) -> bool:
    """Tell whether people begin at a position."""
    return any(g.first == position for g in scene.people)


def _verb_chain(sentence: Sentence, at: int, lexicon: Lexicon) -> list[int]:
    """Give the verbs that share a subject with this one: conjuncts and raising verbs."""
    chain = []
    position = at
    while sentence.words[position].dep in _RAISING:
        head = sentence.heads[position]
        if head == position or sentence.words[head].pos not in ("VERB", "AUX"):
            break
        own = sentence.child(position, "nsubj", "nsubjpass")
        said = sentence.words[head].lower in lexicon.speech["verbs"]
        # "a doctor said that nine were killed": nothing befell who speaks
        said = said and not sentence.is_passive(head)
        if sentence.words[position].dep == "ccomp" and (own or said):
            break
        chain.append(head)
        position = head
    return chain


def _in_plural(scene: Scene, chain: list[Group], at: int) -> list[Group]:
    """Take in whom a plural verb needs: "a monk in Pattani and the soldier with him were shot"."""
    sentence, be_many = scene.sentence, scene.lexicon.harm.be_many
    auxiliary = sentence.child(at, "auxpass", "aux")
    plural = auxiliary is not None and sentence.words[auxiliary].lower in be_many
    if not (plural and len(chain) == 1 and chain[0].one) or chain[0].head is None:
        return chain
    if sentence.heads[chain[0].head] != at:
        return chain
    for group in scene.people:
        if not chain[0].last < group.first < at or not group.sure:
            continue
        lead = sentence.words[group.first - 1].lower
        return [*chain, group] if lead == "and" and not own_verb(sentence, group) else chain
    return chain


def _beside(scene: Scene, chain: list[Group], at: int) -> list[Group]:
    """Take in who is named behind the verb: "were killed along with 15 militants"."""
    words = scene.sentence.words
    chain = _in_plural(scene, chain, at)
    for group in scene.people:
        if not at < group.first <= at + 5:
            continue
        gap = [words[k].lower for k in scene.gap(at + 1, group.first)]
        # "were killed, along with five guests"
        text = " ".join(gap[1:] if gap[:1] == [","] else gap)
        together = text in scene.lexicon.harm.beside or (text == "with" and group.kin)
        if together and not own_verb(scene.sentence, group):
            return [*chain, *chain_from(scene, [group])] if chain else chain
    return chain
