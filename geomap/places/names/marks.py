"""The signs inside a name that stand for an Arabic hamza or ayn: they tell Dar'a from Dara.

Most writers leave them out, so the normal form does; where one is written, it says something.
"""

from __future__ import annotations

import unicodedata

__all__ = ["SIGNS", "marked_form"]

# Signs inside a word that only carry an Arabic hamza or ayn, a soft sign, an elision.
SIGNS = dict.fromkeys(map(ord, "'`´‘’‛ʹʼʽʾʿˈˋˊʻʺ′·\u200c\u200d\u200e\u200f\u061c"), None)


def marked_form(name: str) -> str:
    """Bring a name that has a hamza or an ayn inside to a form that keeps it.

    Parameters
    ----------
    name : str
        A place's name in Latin letters.

    Returns
    -------
    str
        Small letters without accents, each sign as an apostrophe; empty where none stands
        between two letters.

    Examples
    --------
    >>> marked_form("Dar‘ā"), marked_form("DAR'A"), marked_form("Dara")
    ("dar'a", "dar'a", '')
    """
    signs = [at for at in range(1, len(name) - 1) if ord(name[at]) in SIGNS]
    if not any(name[at - 1].isalpha() and name[at + 1].isalpha() for at in signs):
        return ""
    plain = "".join("'" if ord(sign) in SIGNS else sign for sign in name)
    parts = unicodedata.normalize("NFKD", plain).casefold()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
