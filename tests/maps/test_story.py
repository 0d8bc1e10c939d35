"""Stories: steps of a Markdown file."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import UsageError
from geomap.maps import parse_story, read_story


def test_headings_are_steps_and_blank_lines_part_paragraphs() -> None:
    story = parse_story("# T\n\nBefore.\n\n## One\nview: #at=1/2/3\n\na\nb\n\nc\n\n## Two\n")
    assert story.title == "T"
    assert [step.title for step in story.steps] == ["", "One", "Two"]
    assert story.steps[1].paragraphs == ("a b", "c")
    assert story.steps[1].view == "#at=1/2/3"


@pytest.mark.parametrize(
    ("line", "view"),
    [("view: #a=1", "#a=1"), ("View: file:///home/x/m.html#a=1", "#a=1"),
     ("view: https://example.org/m.html", ""), ("view:", "")],
)  # fmt: skip
def test_only_the_fragment_of_an_address_is_kept(line: str, view: str) -> None:
    assert parse_story(f"## One\n{line}\n\ntext").steps[0].view == view


def test_a_file_without_steps_or_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("# Only a title\n")
    (tmp_path / "binary.md").write_bytes(b"\xff\xfe\x00")
    for name in ("empty.md", "binary.md", "absent.md"):
        with pytest.raises(UsageError, match=name):
            read_story(tmp_path / name)
