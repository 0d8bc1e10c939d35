"""The cells of one row, read by the roles of their columns; what is wrong is collected."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from geomap.events.exchange.lexicon import exchange_lexicon
from geomap.events.terms.folding import folded
from geomap.written_days import Days

__all__ = ["RowCells"]

_WHOLE: Final = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?")
_MOST: Final = 10**9
# People: a larger number is a slip of the pen.
_SHOWN: Final = 60


@dataclass(slots=True, kw_only=True)
class RowCells:
    """One row's cells; reading a wrong one gives None and a complaint."""

    cells: Mapping[str, str]
    roles: Mapping[str, str]
    # role to heading
    complaints: list[str] = field(default_factory=list)

    def at(self, heading: str | None) -> str | None:
        """Give the text under a heading; None where it is empty or says that nobody knows."""
        text = (self.cells.get(heading, "") if heading is not None else "").strip()
        return None if not text or folded(text) in exchange_lexicon().unknown else text

    def text(self, role: str) -> str | None:
        """Give the text of a role."""
        return self.at(self.roles.get(role))

    def words(self, role: str) -> str | None:
        """Give the text of a role as it stands, whatever it says."""
        text = self.cells.get(self.roles.get(role, ""), "")
        return text if text.strip() else None

    def whole_at(self, heading: str | None) -> int | None:
        """Give a number of people; codes for the unknown are None."""
        text = self.at(heading)
        if text is None:
            return None
        number = int(float(text.replace(",", ""))) if _WHOLE.fullmatch(text) else None
        if number in exchange_lexicon().unknown_numbers:
            return None
        if number is None or not 0 <= number <= _MOST:
            self._complain(heading, text, "no whole number of people")
            return None
        return number

    def whole(self, role: str) -> int | None:
        """Give the number of people of a role."""
        return self.whole_at(self.roles.get(role))

    def code(self, role: str, most: int) -> int | None:
        """Give a code from 1 to `most`."""
        text = self.text(role)
        if text is None:
            return None
        if _WHOLE.fullmatch(text) and 1 <= float(text.replace(",", "")) <= most:
            return int(float(text))
        self._complain(self.roles.get(role), text, f"none of the codes 1 to {most}")
        return None

    def decimal(self, role: str, *, least: float, most: float) -> float | None:
        """Give a number between two bounds."""
        text = self.text(role)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if least <= number <= most:
            return number
        self._complain(self.roles.get(role), text, f"no number from {least:g} to {most:g}")
        return None

    def days(self, role: str, read: Callable[[str], Days | None]) -> Days | None:
        """Give the first and last day of a role."""
        text = self.text(role)
        if text is None:
            return None
        found = read(text)
        if found is None:
            self._complain(
                self.roles.get(role),
                text,
                "no day such as 2015-09-30, or one that could be two",
            )
        return found

    def complain(self, role: str, why: str) -> None:
        """Note that the cell of a role cannot be right."""
        heading = self.roles.get(role)
        self._complain(heading, self.cells.get(heading or "", ""), why)

    def _complain(self, heading: str | None, text: str, why: str) -> None:
        self.complaints.append(f"{heading} {text.strip()[:_SHOWN]!r} is {why}")
