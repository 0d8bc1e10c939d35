"""A story: steps with a text, each with the view and the filters that it speaks of.

A story is a small Markdown file. Its first-level heading is the title, each second-level
heading begins a step, and a line ``view: #…`` holds what stands behind the page's address when
the map shows what the step speaks of::

    # A week in September

    ## The first strikes
    view: #at=8.00/34.9000/36.7000&days=16708,16710

    Twenty-two people were reported killed in one town.

The texts are shown as they are; nothing of them is markup.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geomap.errors import UsageError

__all__ = ["Step", "Story", "parse_story", "read_story"]

_VIEW = re.compile(r"view:\s*(\S*)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a story."""

    title: str
    paragraphs: tuple[str, ...]
    view: str
    # the part of the page's address from its "#" on; "" leaves the map as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Steps in their order."""

    title: str
    steps: tuple[Step, ...]

    def to_record(self) -> dict[str, Any]:
        """Give plain values for the page."""
        return {"title": self.title, "steps": [asdict(step) for step in self.steps]}


def parse_story(text: str) -> Story:
    r"""Read a story from Markdown.

    Parameters
    ----------
    text : str
        The file's content.

    Returns
    -------
    Story
        Its steps; what stands before the first step is a step without a heading.

    Examples
    --------
    >>> parse_story("# A week\n\n## Monday\nview: #at=8/35/37\n\nOne.\n\nTwo.").steps[0].paragraphs
    ('One.', 'Two.')
    """
    title = ""
    heads, bodies = [""], [""]
    for line in text.splitlines():
        if line.startswith("## "):
            heads.append(line[3:].strip())
            bodies.append("")
        elif line.startswith("# ") and not title:
            title = line[2:].strip()
        else:
            bodies[-1] += line + "\n"
    steps = [_step(head, body) for head, body in zip(heads, bodies, strict=True)]
    return Story(title=title, steps=tuple(s for s in steps if s.title or s.paragraphs or s.view))


def _step(head: str, body: str) -> Step:
    view = ""
    kept = []
    for line in body.splitlines():
        found = _VIEW.fullmatch(line.strip())
        if found and not view:
            view = _fragment(found[1])
        else:
            kept.append(line)
    parts = re.split(r"\n\s*\n", "\n".join(kept))
    paragraphs = tuple(" ".join(part.split()) for part in parts if part.strip())
    return Step(title=head, paragraphs=paragraphs, view=view)


def _fragment(address: str) -> str:
    """Keep what stands behind the "#" of an address, so that no path of a disk is published."""
    return "#" + address.partition("#")[2] if "#" in address else ""


def read_story(path: str | Path) -> Story:
    """Read a story from a file.

    Parameters
    ----------
    path : str or pathlib.Path
        Markdown, UTF-8.

    Returns
    -------
    Story
        Its steps.

    Raises
    ------
    UsageError
        When the file is missing or holds no step.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise UsageError(f"cannot be read as a story: {error}", where=str(path)) from error
    story = parse_story(text)
    if not story.steps:
        raise UsageError(
            "no step is in it; a step begins with a line such as '## The first strikes'",
            where=str(path),
        )
    return story
