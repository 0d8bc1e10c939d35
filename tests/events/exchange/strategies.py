"""What several tests of exchange draw from."""

from __future__ import annotations

from hypothesis import strategies as st

from geomap.model import Tally


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    low, best, high = sorted(draw(st.lists(st.integers(0, 10**6), min_size=3, max_size=3)))
    return Tally(
        low=draw(st.sampled_from([low, None])),
        best=draw(st.sampled_from([best, None])),
        high=draw(st.sampled_from([high, None])),
    )
