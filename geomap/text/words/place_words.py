"""The small words around places' names: "in", "the", "area", "de", "street"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

__all__ = ["PlaceWords"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """One language's words around the names of places, in lower case."""

    articles: frozenset[str]
    compass: frozenset[str]
    roads: frozenset[str]
    # behind the names of a road's ends: "the Kabul-Kandahar highway"
    capitals: frozenset[str]
    stands_behind: frozenset[str]
    # what a place's name may stand right behind
    people_stand_behind: frozenset[str]
    # of it, that behind which what sounds like a people is a place
    persons_stand_behind: frozenset[str]
    # before a name that may be a person's as well: "by Zabul"
    named_states: frozenset[str]
    # what makes "states" and "state" part of a name: "Islamic State"
    # behind a country's adjective: "the Somali capital"
    particles: frozenset[str]
    # inside a name, in small letters: "Catole do Rocha", "Deir ez Zor"
    within: frozenset[str]
    # before the place of something, whatever the name: "in", "near"
    beside: frozenset[str]
    # before a place, and before much else: "on", "along", "from"
    inside: frozenset[str]
    # between a place and the one around it: "X in Y"
    grounds: frozenset[str]
    # nouns that make a stretch of ground of a name: "Sirwah frontline", "Laman area"
    sites: frozenset[str]
    # what a town has, before its name: "the fair of Menaka"
    ground_acts: frozenset[str]
    # what is done to ground, before its name: "a raid on Saraqib"
    neighbouring: frozenset[str]
    # between a preposition and a place: "in nearby Binnish"
    nearness: frozenset[str]
    # before "to" and a place: "close to Bria"
    scourges: frozenset[str]
    # what comes over a town: "was hit by violence"
    borders: frozenset[str]
    # behind the name of a country that a place lies at
    held: frozenset[str]
    # behind who holds a place: "government-controlled"
    lengths: frozenset[str]
    # of a way that is measured …
    measured_from: frozenset[str]
    # … before the place that it is measured from: "20 km away from Weldiya"
    suffering: frozenset[str]
    # behind the name of ground that is fought over: "fell to", "has been under"
    undergoing: frozenset[str]
    # verbs of ground that an act befalls: "Samarra saw two attacks"
    passing: frozenset[str]
    # what those do who are attacked there: "as it was leaving Macomia"
    saints: frozenset[str]
    # before a name that is a church's or a hospital's
    threats: frozenset[str]
    # verbs of what may be done to a place
    meanwhile: frozenset[str]
    # before the clause of it: "as", "when"
    falling: frozenset[str]
    # what shells do to it: "fell on Saraqib"
    ground_of: frozenset[str]
    ground_for: frozenset[str]
    aimed: frozenset[str]
    # between a deed and what it hit: "fired into a meeting"
    waters: frozenset[str]
    # "the Tuva river" is no town
    councils: frozenset[str]
    # of those who run a town: "the local council of Darnah"
    # of that, what is done "of" ground: "the shelling of Saraqib"
    ground_harm: frozenset[str]
    # verbs of the same: "Kherson was shelled"
    scenes: frozenset[str]
    # what ground is of an event: "Aleppo was the scene of fighting"
    edges: frozenset[str]
    # what peoples have and towns have not: "the Thai border"
    urban: frozenset[str]
    # what lies in a town and bears a name: "Rajo street"
    leading: frozenset[str]
    # the same, said before the name: "Colonia La Jauja"
    locals: frozenset[str]
    # whom a place's name stands right before: "a Roswell man"
    local_bodies: frozenset[str]
    # the same of what a place keeps: "the Torrington Fire Department"
    parties: frozenset[str]
    # before a member's seat: "D-Pa."
    ordinals: frozenset[str]
    # "Fourth Police District"
    numbered: frozenset[str]
    # what a number makes a part of a town: "Police District 9"
    hit: frozenset[str]
    # verbs whose object is the place: "shelled"
    speaking: frozenset[str]
    wars: frozenset[str]
    # "the war in Syria": the wider setting
    ground_verbs: frozenset[str]
    # what the ground does and no government: "Homs saw"
    sides: frozenset[str]
    # what belongs to the ground: "Aleppo's outskirts"
    against: frozenset[str]
    # before a party: "with", "by"
    occurrences: frozenset[str]
    # what is at a place and no act: "the events of 29 March in Guiglo"
    links_of_names: frozenset[str]
    # between hyphens, inside one name
    not_far: frozenset[str]
    # "near" in three words: "not far from"
    fleeing: frozenset[str]
    # verbs of those who left where something happened
    going: frozenset[str]
    # verbs of those who go to where something happened, or are sent there
    ends_of_ways: frozenset[str]
    # between them and the place
    visits: frozenset[str]
    # verbs of those who go and see
    ordinary: frozenset[str]
    # what comes back to a place after an event there: "calm"
    arrivals: frozenset[str]
    natives: frozenset[str]
    # before where they were born: "natives of"
    stops: frozenset[str]
    # before where they end: "arrived in"
    ways: frozenset[str]
    # before the ends of a journey: "from", "to"
    ends: frozenset[str]
    # of them, before where a way ends
    rites: frozenset[str]
    # for the dead, where and when nobody died: "the funeral in Sidon"
    attending: frozenset[str]
    # verbs beside them
    directions: frozenset[str]
    # "came from the direction of Kurakhove"
    leaving: frozenset[str]
    # verbs of departure: "left Kabo for Bria"
    shooting: frozenset[str]
    # verbs that take what is shot at behind "into": only "from" is an end of a way
    civic: frozenset[str]
    # what a town has and nobody else: "the police post of Suárez"
    carriers: frozenset[str]
    # what people travel in: "a bus from Kabul"
    offices: frozenset[str]
    # whose place is only the office's: "the governor of Kunduz"
    envoys: frozenset[str]
    # who are sent to a country: "the US ambassador to Iraq"
    highest: frozenset[str]
    # before the title of who heads a mission: "the chief UN official in Iraq"
    town_offices: frozenset[str]
    entered: frozenset[str]
    # before the town that armed men came into
    beyond: frozenset[str]
    # before a border: "across the border in Zaire"
    # of them, those that a town has: "Mogadishu's mayor"
    told_where: frozenset[str]
    # verbs of speech beside which a place is still where it happened: "reported in Homs"
    own_people: frozenset[str]
    # before a reporter's own people on the spot: "our staff in Nyala"
    kinds: frozenset[str]
    # between a name and its level: "Jabaliya refugee camp"
    long_units: frozenset[str]
    # a district in several words: "Kajuru local government area"
    seats: frozenset[str]
    # bodies that sound like buildings: "the Kremlin"

    @classmethod
    def from_lists(cls, lists: Mapping[str, Sequence[str]]) -> PlaceWords:
        """Build from the lexicon's lists; each field has the list of its name."""
        return cls(**{field.name: frozenset(lists[field.name]) for field in fields(cls)})
