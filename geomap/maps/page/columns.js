// @ts-check
// Tables as packed by geomap/maps/columns.py: a column is read when somebody asks for it.
import { bytesOf } from "./unpack.js";

/** What stands for "unknown" among whole numbers. */
export const NONE = -2147483648;

/**
 * @typedef {{ bytes: Uint8Array | null, texts: any[][] | null }} Store the unpacked parts
 */

export class Table {
  /** @param {{ count: number, columns: Record<string, any> }} record @param {Store} store */
  constructor(record, store) {
    this.count = record.count;
    this.columns = record.columns;
    this.store = store;
    /** @type {Map<string, any>} */
    this.read = new Map();
  }

  /**
   * A column of numbers as they were stored, or of texts as the numbers of their values.
   * @param {string} name
   * @returns {Int32Array | Float64Array}
   */
  ints(name) {
    let found = this.read.get(name);
    if (!found) {
      const column = this.columns[name];
      found = this.decoded(column);
      if (column && column.beside) addKnown(found, this.ints(column.beside));
      this.read.set(name, found);
    }
    return found;
  }

  /** @param {any} column */
  decoded(column) {
    const isText = column && (column.values || column.late !== undefined || column.prefix !== undefined);
    if (isText && column.codes) return this.decoded(column.codes);
    if (isText) return Int32Array.from({ length: this.count }, (_, row) => row);
    if (!column || column.same !== undefined) {
      const same = column ? column.same : null;
      return new Int32Array(this.count).fill(same === null ? NONE : typeof same === "number" ? same : 0);
    }
    if (!this.store.bytes) return new Int32Array(this.count).fill(NONE);
    const { at, width, base } = column;
    return width === 8 ? this.reals(at) : this.planes(at, width, base);
  }

  /** @param {number} at */
  reals(at) {
    const bytes = /** @type {Uint8Array} */ (this.store.bytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, this.count * 8);
    return Float64Array.from({ length: this.count }, (_, row) => {
      const value = view.getFloat64(row * 8, true);
      return Number.isNaN(value) ? NONE : value;
    });
  }

  /** @param {number} at @param {number} width @param {number} base */
  planes(at, width, base) {
    const bytes = /** @type {Uint8Array} */ (this.store.bytes);
    const { count } = this;
    const found = new Int32Array(count);
    for (let plane = 0; plane < width; plane += 1) {
      const from = at + plane * count;
      const shift = plane * 8;
      for (let row = 0; row < count; row += 1) found[row] |= bytes[from + row] << shift;
    }
    for (let row = 0; row < count; row += 1) found[row] = found[row] === 0 ? NONE : found[row] + base - 1;
    return found;
  }

  /** The different values of a column of texts; empty until late ones have come. @param {string} name */
  values(name) {
    const column = this.columns[name];
    if (!column) return [];
    if (column.values) return column.values;
    if (column.late !== undefined) return this.store.texts ? this.store.texts[column.late] : [];
    return column.same === undefined || column.same === null ? [] : [column.same];
  }

  /** Whether a column's texts are among those that come later. @param {string} name */
  isLate(name) {
    const column = this.columns[name];
    return Boolean(column) && column.late !== undefined;
  }

  /** One cell: null where unknown. @param {string} name @param {number} row @returns {any} */
  get(name, row) {
    const column = this.columns[name];
    if (!column || column.same === null) return null;
    if (column.same !== undefined && !column.beside)
      return column.scale ? column.same / column.scale : column.same;
    if (column.prefix !== undefined) return column.prefix + String(column.first + row);
    const number = this.ints(name)[row];
    if (number === NONE) return null;
    if (column.values) return column.values[number];
    if (column.late !== undefined) return this.store.texts ? this.store.texts[column.late][number] : null;
    return column.scale ? number / column.scale : number;
  }

  /** One row with all its cells. @param {number} row @returns {Record<string, any>} */
  row(row) {
    return Object.fromEntries(Object.keys(this.columns).map((name) => [name, this.get(name, row)]));
  }

  /** A cell that holds a list. @param {string} name @param {number} row @returns {any[]} */
  list(name, row) {
    return this.get(name, row) || [];
  }
}

/** Add the numbers of the column that one is written beside. @param {any} numbers @param {any} base */
function addKnown(numbers, base) {
  for (let row = 0; row < numbers.length; row += 1)
    numbers[row] = numbers[row] === NONE || base[row] === NONE ? NONE : numbers[row] + base[row];
}

/**
 * A packed part of a data block, at once where it is short.
 * @param {{ packed: boolean, bytes: string }} part
 * @param {(bytes: Uint8Array) => void} then
 */
export function unpackPart(part, then) {
  const bytes = bytesOf(part.bytes);
  if (!part.packed) return then(bytes);
  const stream = new Blob([/** @type {BlobPart} */ (bytes)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate"));
  new Response(stream).arrayBuffer().then((buffer) => then(new Uint8Array(buffer)));
}

/**
 * The rows of another table that belong to each row of this one, without a list for each.
 * @typedef {{ starts: Int32Array, rows: Int32Array }} Gathered
 * @param {Int32Array | Float64Array} owners
 * @param {number} count
 * @returns {Gathered}
 */
export function gathered(owners, count) {
  const starts = new Int32Array(count + 1);
  for (const owner of owners) if (owner !== NONE) starts[owner + 1] += 1;
  for (let row = 0; row < count; row += 1) starts[row + 1] += starts[row];
  const rows = new Int32Array(starts[count]);
  const next = starts.slice(0, count);
  owners.forEach((owner, row) => {
    if (owner !== NONE) rows[next[owner]++] = row;
  });
  return { starts, rows };
}
