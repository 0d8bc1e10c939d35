"""The small words that casualty grammar turns on: "including", "rose", "nobody"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

__all__ = ["HarmWords"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmWords:
    """One language's words around the words of harm, in lower case.

    Phrases of several words are kept with their spaces.
    """

    # who is counted
    singulars: frozenset[str]
    # before one person: "a", "his"
    ours: frozenset[str]
    # before kin who are mourned: "my nephew, the martyr"
    be_many: frozenset[str]
    # "were": more than one
    possessives: frozenset[str]
    # before kin, who come on top: "his", "their"
    both: frozenset[str]
    # two without a number
    too: frozenset[str]
    # between people and the word of harm, that they come on top: "was also killed"
    again: frozenset[str]
    # before a number that goes on counting: "another", "a further"
    not_persons: frozenset[str]
    # nouns that are harmed without being anybody
    anaphors: frozenset[str]
    # "two of them"
    pronouns: frozenset[str]
    # one person: "him"; perhaps somebody told of before
    shoot: frozenset[str]
    lead_away: frozenset[str]
    # what is done to those who are shot then: "lined up and shot"
    struck: frozenset[str]
    # what befalls those who die of it later: "who was hit by a bullet"
    elder: frozenset[str]
    # before "than" and an age
    reflexives: frozenset[str]
    included: frozenset[str]
    # behind those who are held in a figure before: "the attacker included"
    remains: frozenset[str]
    listing: frozenset[str]
    # verbs by which somebody is taken to be dead: "listed as dead"
    at_first: frozenset[str]
    # … and wrongly so
    booty: frozenset[str]
    # verbs by which weapons change hands
    burial: frozenset[str]
    # what the dead are laid in
    fresh: frozenset[str]
    # before graves that count the dead of now
    shared: frozenset[str]
    # before a grave of many
    other_bodies: frozenset[str]
    of_other_bodies: frozenset[str]
    not_dead: frozenset[str]
    # "his body": the person told of before
    collectives: frozenset[str]
    # many without an s: "police"
    one_or_many: frozenset[str]
    # of the collectives, those that with "a" are one: "a youth"
    naming: frozenset[str]
    names: frozenset[str]
    # between somebody and the name: "a commander named"
    twosomes: frozenset[str]
    # "a couple": two without a number
    relatives: frozenset[str]
    # "a father and two sons": counted as one family
    households: frozenset[str]
    # counted themselves, unless their people are: "40 families (190 people)"
    of_family: frozenset[str]
    # between people and their family: "two children from the same family"
    kinds_of_group: frozenset[str]
    # "a family of six"
    member_of: frozenset[str]
    # "a ten-member family"
    old: frozenset[str]
    age_units: frozenset[str]
    deictic: frozenset[str]
    # "two last night"
    long_units: frozenset[str]
    # "a week after": what is told there is another event
    years: frozenset[str]
    # "a 15-year-old"; of the units, those in which an adult is 18
    more: frozenset[str]
    so: frozenset[str]
    done: frozenset[str]
    # "so did", "as were": what stands for the verb before
    same_fate: frozenset[str]
    later: frozenset[str]
    # behind "another" who has no verb of his own
    # "18 more"
    on_top: frozenset[str]
    # before those who come on top, or beside the word of harm: "a girl was also killed"
    no_count_before: frozenset[str]
    # words before a number that counts nobody: "aged"
    no_count_after: frozenset[str]
    guessing: frozenset[str]
    # "twelve, perhaps fourteen"
    between_bounds: frozenset[str]
    # "at least three and possibly up to five"
    # how they are told
    own_up: frozenset[str]
    # "owned up to eight dead"
    found_to_be: frozenset[str]
    # "has been found guilty"
    perceive: frozenset[str]
    ables: frozenset[str]
    # "can see five bodies": no thought, but a sight
    asked: frozenset[str]
    # "the nurses that rebels abducted"
    saviours: frozenset[str]
    # who picks people up at sea, and takes nobody prisoner
    had: frozenset[str]
    # the auxiliary of what was over before
    have: frozenset[str]
    copulas: frozenset[str]
    # before a state: "were", "remain"
    nobody: frozenset[str]
    # "no", "none"
    parts: frozenset[str]
    # before some of those counted: "including"
    in_turn: frozenset[str]
    # numbers in form only: "one after the other"
    everybody: frozenset[str]
    each: frozenset[str]
    # "all": of those told of before
    several: frozenset[str]
    # "they": those told of before
    survive: frozenset[str]
    only: frozenset[str]
    get: frozenset[str]
    clear: frozenset[str]
    # "got out", "came through"
    # none did: all died
    counted_in: frozenset[str]
    left_out: frozenset[str]
    # before those whom a count has not in it: "not counting the bomber"
    counted_with: frozenset[str]
    # before those whom another figure has in it: "22 with the attackers"
    numbering: frozenset[str]
    # "the dead, who number 30"
    ranks: frozenset[str]
    # "two of their number"
    sides: frozenset[str]
    # whose dead are counted: "on the rebel side"
    other_side: frozenset[str]
    own_side: frozenset[str]
    # words beside them for those who fight for a state
    but_for: frozenset[str]
    # "Save for two, the eleven killed were …"
    # opens a sentence before some of those counted: "counting the bomber"
    joining: frozenset[str]
    beside: frozenset[str]
    accompanying: frozenset[str]
    # prepositions of who is one of those told of behind them
    # "along with"
    clause: frozenset[str]
    # begins a clause with people of its own
    before_place: frozenset[str]
    # before what is a place, though it sounds like a person
    at_place: frozenset[str]
    # before the place of a figure: "four in Kharkiv"
    elsewhere: frozenset[str]
    # "three there"
    by_place: frozenset[str]
    # before those who harm, and where
    # figures
    figures: frozenset[str]
    # "the number of dead"
    tallies: frozenset[str]
    fallen: frozenset[str]
    # who died, where nothing else is said of them
    made_up: frozenset[str]
    mourned: frozenset[str]
    # behind "the 14 victims": who they were, and what is done for the dead
    tolls: frozenset[str]
    # figures of the dead, whatever stands beside them
    # "a count of 20"
    bulk: frozenset[str]
    of_bulk: frozenset[str]
    # "most of them women"
    sums: frozenset[str]
    # what heads the last row of a table
    stated: frozenset[str]
    # "gave a figure of 13"
    massacres: frozenset[str]
    # deeds that a number counts, not people: "eleven massacres"
    harmed: frozenset[str]
    # nouns for people already harmed: "bodies"
    rise: frozenset[str]
    contrasting: frozenset[str]
    # between figures of two parties: "while"
    older: frozenset[str]
    older_before: frozenset[str]
    older_behind: frozenset[str]
    # what calls a figure older: "an earlier toll of", "from 20", "as first reported"
    since: frozenset[str]
    turned_out: frozenset[str]
    instead: frozenset[str]
    hours: frozenset[str]
    # "seven were dead before noon and twelve by nightfall"
    # what calls it newer
    succumb: frozenset[str]
    ordinals: frozenset[str]
    # what says that more of the same people died: "a third victim"
    bring: frozenset[str]
    # "bringing the toll to": what went before is in it
    stand: frozenset[str]
    parents: frozenset[str]
    # "a mother of five"
    risen: frozenset[str]
    upon: frozenset[str]
    # "rose to 21 with the discovery of two bodies"
    being: frozenset[str]
    later_on: frozenset[str]
    # "first spoke of one dead and later of six"
    no_scene: frozenset[str]
    # of the words before places, those that are before much else
    times: frozenset[str]
    # "two more the next day"
    aged: frozenset[str]
    # before one age or several
    summing: frozenset[str]
    # behind the number of the harmed: "the dead, thirty-three in number"
    those: frozenset[str]
    # between "of" and those harmed: "33 of those killed"
    before_number: frozenset[str]
    it: frozenset[str]
    # what stands for a figure told before: "It has gone up to 4."
    apart: frozenset[str]
    # between people and a verb of which they are not the subject
    into_clinics: frozenset[str]
    # before "hospital", of those taken there
    exceed: frozenset[str]
    # "the toll passed 1,000"
    equal: frozenset[str]
    # "an equal number of"
    put: frozenset[str]
    adjectival: frozenset[str]
    # "the civilian dead"
    says_nothing: frozenset[str]
    # what "no" denies other than harm: "no reports of"
    # verbs
    modals: frozenset[str]
    perhaps: frozenset[str]
    unreal: frozenset[str]
    # of the modals, those of what is not so even with "not": "would not have died"
    # of the modals, those that with "have" tell of what perhaps was done: "may have died"
    to_come: frozenset[str]
    # "will be buried"
    conditions: frozenset[str]
    # "if", "unless"
    inverted: frozenset[str]
    # "had the bomb gone off"
    happenings: frozenset[str]
    # events, several of them: "strikes"
    attempts: frozenset[str]
    achieved: frozenset[str]
    # before "to kill", where it was done: "went on to kill"
    condemn: frozenset[str]
    earlier: frozenset[str]
    compared: frozenset[str]
    # before another event that the one told is held against: "the worst since", "more than in"
    answering: frozenset[str]
    # before the deed that somebody is condemned for
    # "sentenced to death": nobody has died
    suffer: frozenset[str]
    ended: frozenset[str]
    ending: frozenset[str]
    # what lives do, and what takes lives
    # "claimed six lives"
    lives: frozenset[str]
    # what is lost, claimed and ended
    no_counts: frozenset[str]
    # nouns of harm of which "no" does not make nobody: "no body was found"
    lose: frozenset[str]
    fall: frozenset[str]
    cost: frozenset[str]
    # "cost the battalion 16 men"
    # "46 soldiers fell"
    abbreviations: frozenset[str]
    killed_code: frozenset[str]
    wounded_code: frozenset[str]
    # letters that stand for it in logs that have both: "19 k, 40 w"
    # words of harm that look like names: "2 rebels KIA"
    bury: frozenset[str]
    debris: frozenset[str]
    # behind "buried", where nobody mourns: "buried alive under rubble"
    wipe: frozenset[str]
    owing: frozenset[str]
    # "due to"
    deserts: frozenset[str]
    # verbs of flight only where their object has a name, as a place has
    definite: frozenset[str]
    blows: frozenset[str]
    forces: frozenset[str]
    # who fights, named as one: "the army accounted for nine rebels"
    # attacks, weapons and disasters
    # "wiped out a family of five"
    takes_things: frozenset[str]
    # villages and tanks are captured too
    wrecks: frozenset[str]
    # of these, those whose bare number is of things: "destroyed 12"
    captors: frozenset[str]
    # "kidnappers took a priest"
    seize: frozenset[str]
    captives: frozenset[str]
    # "took 13 soldiers prisoner"
    onward: frozenset[str]
    # behind "did not make it", where nobody died: "to the final"
    fatally: frozenset[str]
    newly: frozenset[str]
    # "newly displaced": no settled camp
    degrees: frozenset[str]
    # how badly: "critically"
    deadly: frozenset[str]
    # "burned alive"
    drive: frozenset[str]
    away: frozenset[str]
    # "from their homes"
    found: frozenset[str]
    # verbs with a state after them: "found dead"
    take: frozenset[str]
    at_once: frozenset[str]
    # "at the scene", before others who died "in hospital"
    clinics: frozenset[str]
    # "to hospital"
    treatment: frozenset[str]
    # what the wounded are given
    causes: frozenset[str]
    # before a death that the event told of follows: "following"
    deaths: frozenset[str]
    # nouns of such a death
    tell_of: frozenset[str]
    lead_to: frozenset[str]
    # before harm that nobody counts: "reported injuries", "resulted in deaths"
    sole: frozenset[str]
    save: frozenset[str]
    # "rescuers saved 200 people from drowning"
    afterwards: frozenset[str]
    # what is done with those wounded before
    sportsmen: frozenset[str]
    # "the only fatality"
    unsplit: frozenset[str]
    # "casualties": beside "injuries", they are deaths
    after: frozenset[str]
    # before what was already counted in
    courts: frozenset[str]
    # where a death is tried, long after it
    charging: frozenset[str]
    # before what somebody is tried for: "on trial over the killing"
    marks: frozenset[str]
    # what one person may have several of: "12 stab wounds"
    survivors: frozenset[str]
    alive: frozenset[str]
    entombed: frozenset[str]
    of_a_side: frozenset[str]
    # between "no casualties" and a party: "on the PDF side", "among the attackers"
    to_the_dead: frozenset[str]
    # what is also done to the dead: "killed and burnt"
    # "found alive", but "buried alive"
    # "no survivors"
    whereabouts: frozenset[str]
    # behind "all" or a number: "all aboard"
    getaways: frozenset[str]
    # behind "fled", where nobody was driven out: "on foot"
    given: frozenset[str]
    # before the "at" or "as" of a figure: "coded as 10"

    @classmethod
    def from_lists(cls, lists: Mapping[str, Sequence[str]]) -> HarmWords:
        """Build from the lexicon's lists; each field has the list of its name."""
        return cls(**{field.name: frozenset(lists[field.name]) for field in fields(cls)})
