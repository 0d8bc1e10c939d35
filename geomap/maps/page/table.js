// @ts-check
// The incidents as a table: sortable, a row leads to its mark.
import { button, fill, make, told } from "./elements.js";
import { codeWords, compareWords, datesWords, listWords, numberWords, say, typeWords } from "./language.js";
import { placePrecisionWords, rangeWords } from "./words.js";

const ROWS_AT_ONCE = 200;

/**
 * @typedef {{ name: string, key: (row: number) => string | number | null, cell: (row: number) => Node | string }} Column
 */

/** @param {any} book @returns {Column[]} */
function columnsOf(book) {
  const { incidents } = book;
  const cell = (name, row) => incidents.get(name, row);
  const least = (low, high) => (low !== null ? low : high);
  const range = (what, row) => rangeWords(cell(what + "_low", row), cell(what + "_high", row));
  return [
    {
      name: say("column_date"),
      key: (row) => cell("start", row),
      cell: (row) => datesWords(cell("start", row), cell("last", row)),
    },
    {
      name: say("column_place"),
      key: (row) => book.placeName(row).toLowerCase(),
      cell: (row) => told(book.placeName(row)),
    },
    {
      name: say("column_event"),
      key: (row) => book.kind(row).label,
      cell: (row) =>
        told(
          book.isTotal(row)
            ? say("total_over_area")
            : typeWords(cell("sub_event_type", row) || book.kind(row).label),
        ),
    },
    {
      name: say("column_killed"),
      key: (row) => least(cell("killed_low", row), cell("killed_high", row)),
      cell: (row) => range("killed", row),
    },
    {
      name: say("column_wounded"),
      key: (row) => least(cell("wounded_low", row), cell("wounded_high", row)),
      cell: (row) =>
        cell("wounded_low", row) === null && cell("wounded_high", row) === null ? "–" : range("wounded", row),
    },
    {
      name: say("column_certainty"),
      key: (row) => book.certaintyIndex(cell("grading", row)),
      cell: (row) =>
        book.certainty(row).label + (incidents.list("edited", row).length > 0 ? ` · ${say("edits")}` : ""),
    },
    {
      name: say("column_precision"),
      key: (row) => cell("where_prec", row),
      cell: (row) => (book.isPlaced(row) ? placePrecisionWords(cell("where_prec", row)) : say("not_placed")),
    },
    {
      name: say("column_claims"),
      key: (row) => book.claimRows(row).length,
      cell: (row) => numberWords(book.claimRows(row).length),
    },
    {
      name: say("column_disputed"),
      key: (row) => incidents.list("disputed", row).length,
      cell: (row) => told(listWords(incidents.list("disputed", row).map(codeWords))),
    },
    {
      name: say("column_source"),
      key: (row) => incidents.list("sources", row).join(", ").toLowerCase() || null,
      cell: (row) => told(listWords(incidents.list("sources", row))),
    },
  ];
}

/**
 * @param {any} book
 * @param {(row: number) => void} go
 */
export function tableView(book, go) {
  const columns = columnsOf(book);
  const body = make("tbody");
  const heads = make("tr");
  const caption = make("caption");
  const more = button(say("show_more_rows"), () => grow());
  const element = make(
    "div",
    { class: "gm-table", tabindex: "0", role: "region", "aria-label": say("table_label") },
    make("table", {}, caption, make("thead", {}, heads), body),
    more,
  );
  const state = { column: 0, down: false, rows: /** @type {number[]} */ ([]), done: 0 };

  function grow() {
    const next = state.rows.slice(state.done, state.done + ROWS_AT_ONCE);
    body.append(...next.map((row) => tableRow(book, columns, row, go)));
    state.done += next.length;
    more.hidden = state.done >= state.rows.length;
  }

  function draw() {
    book.withTexts(drawNow);
  }

  function drawNow() {
    state.rows = sorted(book.selection.rows(), columns[state.column], state.down);
    state.done = 0;
    body.replaceChildren();
    fill(heads, ...columns.map((column, n) => headCell(column, n, state, draw)));
    caption.textContent = say("table_caption", { n: state.rows.length });
    grow();
  }
  return { element, draw };
}

/**
 * Unknown values come last either way.
 * @param {number[]} rows
 * @param {Column} column
 * @param {boolean} down
 */
function sorted(rows, column, down) {
  /** @type {Record<number, string | number | null>} */
  const keys = {};
  for (const row of rows) keys[row] = column.key(row);
  return rows.sort((one, other) => {
    const a = keys[one];
    const b = keys[other];
    if (a === b) return one - other;
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    const order = typeof a === "string" ? compareWords(a, String(b)) : a - Number(b);
    return down ? -order : order;
  });
}

/** @param {Column} column @param {number} n @param {any} state @param {() => void} draw */
function headCell(column, n, state, draw) {
  const active = state.column === n;
  const order = active ? (state.down ? "descending" : "ascending") : "none";
  const sort = button(column.name + (active ? (state.down ? " ▾" : " ▴") : ""), () => {
    state.down = active ? !state.down : false;
    state.column = n;
    draw();
    sort.focus();
  });
  return make("th", { scope: "col", "aria-sort": order }, sort);
}

/** @param {any} book @param {Column[]} columns @param {number} row @param {(row: number) => void} go */
function tableRow(book, columns, row, go) {
  const cells = columns.map((column, n) => {
    const content = column.cell(row);
    if (n !== 1) return make("td", {}, content);
    const way = button("", () => go(row), { class: "gm-way" });
    way.append(content);
    return make("td", {}, way);
  });
  return make("tr", { "data-row": row }, ...cells);
}
