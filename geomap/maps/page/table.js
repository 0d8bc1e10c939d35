// @ts-check
// The incidents as a table: sortable, a row leads to its mark.
import { button, fill, make, told } from "./elements.js";
import { codeWords, countWords, datesWords, placePrecisionWords, rangeWords } from "./words.js";

const ROWS_AT_ONCE = 200;

/**
 * @typedef {{ name: string, key: (row: number) => string | number | null, cell: (row: number) => Node | string }} Column
 */

/** @param {any} book @returns {Column[]} */
function columnsOf(book) {
  const { incidents } = book;
  const least = (low, high) => (low !== null ? low : high);
  return [
    {
      name: "Date",
      key: (row) => incidents.start[row],
      cell: (row) => datesWords(incidents.start[row], incidents.last[row]),
    },
    {
      name: "Place",
      key: (row) => book.placeName(row).toLowerCase(),
      cell: (row) => told(book.placeName(row)),
    },
    {
      name: "Event",
      key: (row) => book.kind(row).label,
      cell: (row) =>
        book.isTotal(row)
          ? "Total over an area"
          : told(incidents.sub_event_type[row] || book.kind(row).label),
    },
    {
      name: "Killed, as claimed",
      key: (row) => least(incidents.killed_low[row], incidents.killed_high[row]),
      cell: (row) => rangeWords(incidents.killed_low[row], incidents.killed_high[row]),
    },
    {
      name: "Wounded",
      key: (row) => least(incidents.wounded_low[row], incidents.wounded_high[row]),
      cell: (row) =>
        rangeWords(incidents.wounded_low[row], incidents.wounded_high[row]).replace("number unknown", "–"),
    },
    {
      name: "Certainty",
      key: (row) => book.selection.certainties[row],
      cell: (row) => book.certainty(row).label,
    },
    {
      name: "Precision",
      key: (row) => incidents.where_prec[row],
      cell: (row) => (book.isPlaced(row) ? placePrecisionWords(incidents.where_prec[row]) : "not placed"),
    },
    {
      name: "Claims",
      key: (row) => book.claimsOf[row].length,
      cell: (row) => String(book.claimsOf[row].length),
    },
    {
      name: "Disputed",
      key: (row) => incidents.disputed[row].length,
      cell: (row) => told(incidents.disputed[row].map(codeWords).join(", ")),
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
  const more = button("Show more rows", () => grow());
  const element = make(
    "div",
    { class: "gm-table", tabindex: "0", role: "region", "aria-label": "Table of incidents" },
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
    state.rows = sorted(book.selection.rows(), columns[state.column], state.down);
    state.done = 0;
    body.replaceChildren();
    fill(heads, ...columns.map((column, n) => headCell(column, n, state, draw)));
    caption.textContent = countWords(state.rows.length, "row") + "; a total over an area is a row of its own";
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
  const keys = new Map(rows.map((row) => [row, column.key(row)]));
  return rows.sort((one, other) => {
    const a = keys.get(one);
    const b = keys.get(other);
    if (a === b) return one - other;
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    const order = typeof a === "string" ? a.localeCompare(String(b)) : a - Number(b);
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
