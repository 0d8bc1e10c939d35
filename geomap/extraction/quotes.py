"""Where a quoted stretch of words stands in a text; what is not there is no quote."""

from __future__ import annotations

import re

__all__ = ["LONGEST", "find_quote"]

LONGEST = 400
# Characters; a longer quote is a retelling of the report, not the words of one figure.


def find_quote(quote: str, text: str, *, near: int = 0) -> tuple[int, int] | None:
    r"""Find the words of a quote in a text.

    Parameters
    ----------
    quote : str
        The words; only blanks and line breaks may be others than in the text.
    text : str
        The text.
    near : int, default 0
        Of several places the one that begins nearest to this offset is given, of two as near
        the earlier.

    Returns
    -------
    (int, int) or None
        Half-open offsets into the text; None where the words do not stand there, one after
        the other and as whole words.

    Examples
    --------
    >>> find_quote("killed 22 people", "A strike killed 22\npeople in Talbiseh.")
    (9, 25)
    >>> find_quote("killed 2", "A strike killed 22 people.") is None
    True
    """
    words = quote.split()
    if not words or len(quote) > LONGEST:
        return None
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    behind = r"(?!\w)" if words[-1][-1].isalnum() else ""
    pattern = before + r"\s+".join(map(re.escape, words)) + behind
    found = [match.span() for match in re.finditer(pattern, text)]
    return min(found, key=lambda span: (abs(span[0] - near), span[0]), default=None)
