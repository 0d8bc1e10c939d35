"""Tables as people save them: delimiters, encodings, quotes, and what is no table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import UnknownFormatError, UsageError
from geomap.places.tables.files import open_table, records_of


def read(path: Path, *, name: str = "town", **options: Any) -> tuple[tuple[str, ...], list[Any]]:
    """Read a table whole, twice, and hold that it is the same each time."""
    with open_table(path, name=name, **options) as table:
        rows = list(table.rows())
        assert rows == list(table.rows())
        assert table.count == len(rows)
        return table.columns, rows


def saved(folder: Path, content: bytes | str, suffix: str = ".csv") -> Path:
    path = folder / f"places{suffix}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(delimiter: str, tmp_path: Path) -> None:
    text = f'id{delimiter}town\n1{delimiter}"a, b; c"\n'
    assert read(saved(tmp_path, text)) == (("id", "town"), [["1", "a, b; c"]])


def test_a_delimiter_that_gives_the_column_wins_over_one_that_gives_more(tmp_path: Path) -> None:
    columns, _ = read(saved(tmp_path, "a,b,c;town\n1;Homs\n"))
    assert columns == ("a,b,c", "town")


def test_a_list_of_names_under_one_header_is_a_table(tmp_path: Path) -> None:
    assert read(saved(tmp_path, "town\nHoms, Syria\n\nHama; Syria\n"))[1] == [
        ["Homs, Syria"], ["Hama; Syria"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_an_encoding_of_unicode_is_told(encoding: str, tmp_path: Path) -> None:
    text = "id;town\r\n1;تلبيسة\r\n2;Kyïv\r\n"
    rows = [["1", "تلبيسة"], ["2", "Kyïv"]]
    assert read(saved(tmp_path, text.encode(encoding))) == (("id", "town"), rows)


def test_an_old_encoding_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, "id,town\n1,حمص\n".encode("windows-1256"))
    with pytest.raises(UsageError, match="line 2: cannot be decoded") as caught:
        read(path)
    assert "UTF-8" in str(caught.value)
    assert read(path, encoding="windows-1256")[1] == [["1", "حمص"]]
    with pytest.raises(UsageError, match="'nonsense' is no encoding"):
        read(path, encoding="nonsense")


def test_line_breaks_in_quotes_and_short_rows_are_kept(tmp_path: Path) -> None:
    text = 'town,note\r\n"Kafr\nZita","say ""no"""\r\nHoms\r\n'
    assert read(saved(tmp_path, text))[1] == [["Kafr\nZita", 'say "no"'], ["Homs", ""]]


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, "town,n\nHoms,1\nHama, Syria,2\n")
    with pytest.raises(UsageError, match="line 3: the row has 3 cells, the header 2") as caught:
        read(path)
    assert str(path) in str(caught.value)


def test_json_lines_have_the_columns_of_all_their_rows(tmp_path: Path) -> None:
    text = '{"town": "Homs", "n": 1}\n\n{"town": "Hama", "tags": ["a"]}\n'
    columns, rows = read(saved(tmp_path, text, ".jsonl"))
    assert columns == ("town", "n", "tags")
    assert rows == [["Homs", 1, None], ["Hama", None, ["a"]]]


@pytest.mark.parametrize(
    ("line", "words"),
    [("no", "not JSON"), ("[1]", "not an object"), ('{"a":' * 5000, "nested too deeply")],
)
def test_a_broken_json_line_is_named(line: str, words: str, tmp_path: Path) -> None:
    path = saved(tmp_path, '{"town": "Homs"}\n' + line + "\n", ".jsonl")
    with pytest.raises(UsageError, match="line 2") as caught:
        read(path)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"PK\x03\x04 sheet", UnknownFormatError, "save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0 old sheet", UnknownFormatError, "save the sheet as CSV"),
        (b"\x00\x01\x02\x03" * 50, UnknownFormatError, "no text"),
        (b"", UsageError, "empty"),
        (b"\n\n", UsageError, "empty"),
        (b" , \nHoms,1\n", UsageError, "name the columns"),
    ],
)
def test_what_is_no_table_is_refused(
    content: bytes, kind: type[UsageError], words: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=words) as caught:
        read(saved(tmp_path, content))
    assert "places.csv" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        read(tmp_path / "none.csv")


def test_standard_input_can_be_read_twice() -> None:
    assert read(Path("-"), stdin=io.BytesIO(b"town\nHoms\n")) == (("town",), [["Homs"]])


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    outline = "x" * 300_000
    assert read(saved(tmp_path, f"town,wkt\nHoms,{outline}\n"))[1] == [["Homs", outline]]


_CELLS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(_CELLS, _CELLS), max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_csv_can_hold_comes_back(
    tmp_path_factory, rows: list[tuple[str, str]], delimiter: str, encoding: str
) -> None:
    path = tmp_path_factory.mktemp("table") / "places.csv"
    with path.open("w", encoding=encoding, newline="") as handle:
        csv.writer(handle, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
            [("town", "note"), *rows]
        )
    assert read(path) == (("town", "note"), [list(row) for row in rows])


def test_rows_in_memory_need_no_file() -> None:
    rows = records_of(row for row in [{"town": "Homs"}, {"n": 1}])
    assert (rows.columns, list(rows.rows())) == (("town",), [["Homs"], [None]])
    assert records_of([]).columns == ()
    with pytest.raises(UsageError, match="a row is str"):
        records_of(["Homs"])  # type: ignore[list-item]


def test_the_columns_of_json_are_any_text(tmp_path: Path) -> None:
    fields = {"town": "Homs", "\u202e": 1, "": None}
    assert read(saved(tmp_path, json.dumps(fields), ".ndjson"))[0] == tuple(fields)
