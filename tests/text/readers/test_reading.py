from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from geomap.errors import UsageError
from geomap.model import Report, SetAside
from geomap.text.readers import ReadOptions, read_reports

Make = Callable[..., bytes]
WORDS = "Two strikes hit the town of Talbiseh in Homs on Wednesday."
PAGE = f"<!DOCTYPE html><title>T</title><p>{WORDS}</p>"


def read(*inputs: str | Path, stdin: bytes = b"", **options: object) -> list[Report | SetAside]:
    given = ReadOptions(**options)  # type: ignore[arg-type]
    return list(read_reports(list(inputs), options=given, stdin=BytesIO(stdin)))


def reasons(entries: list[Report | SetAside]) -> dict[str, str]:
    return {entry.origin: getattr(entry, "reason", "read") for entry in entries}


def test_a_folder_of_all_formats_is_read_in_the_order_of_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_pdf: Make, make_docx: Make
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("reports")
    (folder / "sub").mkdir(parents=True)
    (folder / "b.pdf").write_bytes(make_pdf([[(72, 700, WORDS)]]))
    (folder / "c.docx").write_bytes(make_docx(WORDS))
    (folder / "a.html").write_text(PAGE)
    (folder / "sub" / "d.md").write_text(f"# Strikes\n\n{WORDS}")
    (folder / "e.txt").write_text(WORDS)
    (folder / "f.jsonl").write_text(json.dumps({"text": WORDS}))
    entries = read("reports/")
    assert [entry.origin for entry in entries] == [
        "reports/a.html", "reports/b.pdf", "reports/c.docx", "reports/e.txt",
        "reports/f.jsonl:1", "reports/sub/d.md",
    ]  # fmt: skip
    assert all(isinstance(entry, Report) and WORDS in entry.text for entry in entries[:4])


def test_the_order_in_which_files_are_named_changes_nothing(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(WORDS if name != "b.txt" else "Other words.")
    paths = [tmp_path / name for name in ("c.txt", "a.txt", "b.txt")]
    assert read(*paths) == read(*reversed(paths)) == read(tmp_path, paths[0])


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WORDS)
    first, second = read(tmp_path)
    assert isinstance(first, Report)
    assert isinstance(second, SetAside)
    assert second.reason == f"the same bytes as {tmp_path.as_posix()}/a.txt"


def test_what_is_no_report_is_passed_over_and_what_is_unknown_is_told(tmp_path: Path) -> None:
    for name in (".hidden.txt", "a.gold.json", "a.meta.toml", "page_files/style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    told = reasons(read(tmp_path))
    assert {name.rpartition("/")[2] for name in told} == {"page.html", "sheet.xlsx"}
    assert "unknown file type '.xlsx'" in told[f"{tmp_path.as_posix()}/sheet.xlsx"]


@pytest.mark.parametrize("missing", ["no-such-file.txt", "no-such-folder/"])
def test_a_path_that_is_not_there_stops_before_anything_is_read(
    tmp_path: Path, missing: str
) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    with pytest.raises(UsageError, match="no such file or folder"):
        read_reports([tmp_path / "a.txt", missing])


def test_an_empty_folder_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(UsageError, match="no reports in it"):
        read_reports([tmp_path])
    with pytest.raises(UsageError, match="no input is named"):
        read_reports([])


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "outside.txt"
    (folder / "sub").mkdir(parents=True)
    outside.write_text("Secret.")
    (folder / "real.txt").write_text(WORDS)
    for name, target in {
        "out.txt": outside, "inner.txt": "real.txt", "loop.txt": "loop.txt",
        "nowhere.txt": "gone.txt", "up.txt": tmp_path, "self": ".",
    }.items():  # fmt: skip
        (folder / name).symlink_to(target)
    told = {name.rpartition("/")[2]: reason for name, reason in reasons(read(folder)).items()}
    assert told.pop("inner.txt") == "read"
    assert told.pop("real.txt").startswith("the same bytes as")
    assert "leads out of the folder" in told.pop("out.txt")
    assert "leads out of the folder" in told.pop("up.txt")
    assert "link to a folder" in told.pop("self")
    assert set(told) == {"loop.txt", "nowhere.txt"}
    assert all("cannot be opened" in reason for reason in told.values())


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (entry,) = read(tmp_path)
    assert isinstance(entry, SetAside)
    assert "pipe" in entry.reason


def test_a_forbidden_file_is_told_by_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(WORDS)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (entry,) = read(tmp_path)
    assert isinstance(entry, SetAside)
    assert entry.reason == "it cannot be opened: Permission denied"


def test_every_bad_file_is_set_aside_and_the_others_go_on(tmp_path: Path, make_pdf: Make) -> None:
    files = {
        "a-empty.txt": b"", "b-cut.pdf": make_pdf([[(72, 700, WORDS)]])[:60],
        "c-scan.pdf": make_pdf([[]]), "d-lie.docx": PAGE.encode(), "e-big.txt": b"x" * 5000,
        "f-binary.txt": bytes(range(9)) * 9, "g-locked.pdf": make_pdf([[]], locked=True),
        "h-good.html": PAGE.encode(),
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    entries = read(tmp_path, max_bytes=4000)
    told = [getattr(entry, "reason", "read") for entry in entries]
    expected = [
        "is empty", "damaged or cut short", "scanned image", "named .docx but the content is HTML",
        "larger than 4,000 bytes", "control characters", "password", "read",
    ]  # fmt: skip
    assert len(told) == len(expected)
    assert all(part in reason for part, reason in zip(expected, told, strict=True)), told


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (WORDS.encode(), WORDS),
        (WORDS.encode("utf-16"), WORDS),
        (PAGE.encode(), WORDS + "\n"),
        (b'{"text": "one"}', "one"),
    ],
)
def test_standard_input_goes_by_its_content(content: bytes, text: str) -> None:
    (report,) = read("-", stdin=content)
    assert isinstance(report, Report)
    assert report.text == text
    assert report.origin.startswith("-")


def test_lines_on_standard_input_are_read_as_they_come() -> None:
    class Endless(BytesIO):
        asked = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.asked += 1
            return b'{"text": "Report %d"}\n' % self.asked

    stream = Endless()
    reading = read_reports(["-"], stdin=stream)
    assert [getattr(next(reading), "text", "") for _ in range(3)] == [
        "Report 1", "Report 2", "Report 3",
    ]  # fmt: skip
    assert stream.asked == 3


def test_one_id_in_two_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "one"}')
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "two"}')
    _, second = read(tmp_path)
    assert isinstance(second, SetAside)
    assert second.reason == f"the id 'x' is that of {tmp_path.as_posix()}/a.jsonl:1"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.meta.json", '{"title": "T", "publisher": "S", "date": "2015-09-30", "n": [1]}'),
        ("a.txt.meta.json", '{"title": "T", "source": "S", "published": "2015-09-30"}'),
        ("a.meta.toml", 'title = "T"\nsource = "S"\npublished = 2015-09-30'),
        ("a.meta.yaml", "title: T\nsource: 'S'\npublished: 2015-09-30\n"),
    ],
)
def test_a_sidecar_says_what_the_report_does_not(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.txt").write_text(f"Published: 1 January 2001\n\n{WORDS}")
    (tmp_path / name).write_text(content)
    (report,) = read(tmp_path)
    assert isinstance(report, Report)
    assert (report.title, report.source, report.published) == ("T", "S", dt.date(2015, 9, 30))
    assert (report.published_from, report.published_span) == ("sidecar", None)


def test_an_option_wins_over_the_sidecar_and_the_sidecar_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        f'<meta name="author" content="From File"><meta name="date" content="2001-01-01">'
        f'<meta property="og:site_name" content="File"><p>{WORDS}</p>'
    )
    (tmp_path / "a.meta.toml").write_text('source = "Sidecar"\npublished = "2002-02-02"')
    (report,) = read(tmp_path, published=dt.date(2015, 9, 30))
    assert isinstance(report, Report)
    assert (report.author, report.source) == ("From File", "Sidecar")
    assert (report.published, report.published_from) == (dt.date(2015, 9, 30), "option")


@pytest.mark.parametrize("content", ["{broken", "[1, 2]", '{"published": "soon"}', "[" * 100_000])
def test_a_broken_sidecar_sets_its_report_aside(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "a.meta.json").write_text(content)
    (entry,) = read(tmp_path)
    assert isinstance(entry, SetAside)
    assert entry.reason.startswith("its sidecar a.meta.json cannot be used")


def test_a_sidecar_outside_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.toml").write_text('title = "Secret"')
    (tmp_path / "in" / "a.txt").write_text(WORDS)
    (tmp_path / "in" / "a.meta.toml").symlink_to(tmp_path / "secret.toml")
    (entry,) = read(tmp_path / "in")
    assert isinstance(entry, SetAside)
    assert "leads out of the folder" in entry.reason


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    words = "{{7*7}} ${alert(1)} </script><img src=x onerror=alert(1)> \u202e\u0007"
    (tmp_path / "a.txt").write_text(f"{words}\n\nBy {{7}}\n\n{WORDS}\n")
    (report,) = read(tmp_path)
    assert isinstance(report, Report)
    assert report.text.startswith(words)
