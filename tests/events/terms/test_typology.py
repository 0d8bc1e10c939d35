"""ACLED's typology."""

from __future__ import annotations

import pytest

from geomap.errors import SchemaError
from geomap.events.terms.typology import SUB_EVENT_TYPES, event_type_of


def test_there_are_six_event_types_and_25_sub_event_types() -> None:
    names = [name for group in SUB_EVENT_TYPES.values() for name in group]
    assert len(SUB_EVENT_TYPES) == 6
    assert len(names) == len(set(names)) == 25


def test_every_sub_event_type_has_its_event_type() -> None:
    for event_type, names in SUB_EVENT_TYPES.items():
        assert {event_type_of(name) for name in names} == {event_type}


def test_an_event_type_is_no_sub_event_type() -> None:
    with pytest.raises(SchemaError, match="Armed clash"):
        event_type_of("Battles")
