"""Hostile characters, shown and not obeyed.

A report can carry characters that turn a line around, hide text or drive a terminal. They
stay in the tables, where the text is exact; wherever text is put before a person they are
written out as ⟨U+202E⟩.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["visible"]

_JOINERS: Final = "\u200c\u200d"
# Persian and several Indic scripts, and emoji, are misspelt without them.
_BREAKS: Final = re.compile(r"[ \t\r\n]+")
_OBEYED: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")


def visible(text: str) -> str:
    r"""Write text on one line, with control and direction characters made visible.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with blank space and line breaks as single spaces, and every control,
        format or direction character by its code point.

    Examples
    --------
    >>> visible("22 killed\u202e, of\n whom")
    '22 killed⟨U+202E⟩, of whom'
    """
    return "".join(
        f"⟨U+{ord(character):04X}⟩"
        if unicodedata.category(character) in _OBEYED and character not in _JOINERS
        else character
        for character in _BREAKS.sub(" ", text)
    )
