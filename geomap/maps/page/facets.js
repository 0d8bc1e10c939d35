// @ts-check
// Facets: what incidents can be told apart by. Each is a number a row and, for each number, the
// set of values that it stands for, so that a filter looks at few sets and many small numbers.
import { NONE } from "./columns.js";
import { codeWords, countryWords, say } from "./language.js";
import { placePrecisionWords } from "./words.js";

/**
 * @typedef {{ name: string, label: string, depth?: number, parent?: string }} FacetValue
 * @typedef {{ codes: Int32Array | Uint8Array, sets: number[][], values: FacetValue[] }} Sorted
 */

const NOT_SAID = "-";
export const LEVEL_MARK = " › ";

export class Facet {
  /**
   * @param {string} key as it stands in the address
   * @param {string} label
   * @param {number} bit of the selection's marks
   * @param {(book: any) => Sorted} sort
   * @param {any} book
   */
  constructor(key, label, bit, sort, book) {
    this.key = key;
    this.label = label;
    this.bit = bit;
    this.sort = sort;
    this.book = book;
    /** @type {Sorted | null} */
    this.sorted = null;
    /** @type {Set<string>} names: only what has one of them */
    this.included = new Set();
    /** @type {Set<string>} names: nothing that has one of them */
    this.excluded = new Set();
  }

  /** Sort the incidents by this facet, once. @returns {Sorted} */
  get whole() {
    if (!this.sorted) this.sorted = this.sort(this.book);
    return this.sorted;
  }

  isActive() {
    return this.included.size > 0 || this.excluded.size > 0;
  }

  clear() {
    this.included.clear();
    this.excluded.clear();
  }

  /** What is chosen, to see whether it has changed. */
  signature() {
    return [...this.included].join("\u0001") + "\u0002" + [...this.excluded].join("\u0001");
  }

  /**
   * Mark the rows that fail.
   * @param {Uint32Array} fails
   */
  apply(fails) {
    const off = ~this.bit;
    if (!this.isActive()) {
      for (let row = 0; row < fails.length; row += 1) fails[row] &= off;
      return;
    }
    const { codes, sets, values } = this.whole;
    const wanted = values.map((value) => this.included.has(value.name));
    const barred = values.map((value) => this.excluded.has(value.name));
    const marks = Uint32Array.from(sets, (set) =>
      set.some((value) => barred[value]) || (this.included.size > 0 && !set.some((value) => wanted[value]))
        ? this.bit
        : 0,
    );
    for (let row = 0; row < fails.length; row += 1) fails[row] = (fails[row] & off) | marks[codes[row]];
  }

  /**
   * How many incidents with each value pass all other filters.
   * @param {Uint32Array} fails
   */
  counts(fails) {
    const { codes, sets } = this.whole;
    const off = ~this.bit;
    const bySet = new Int32Array(sets.length);
    for (let row = 0; row < fails.length; row += 1) if ((fails[row] & off) === 0) bySet[codes[row]] += 1;
    return this.summed(bySet);
  }

  /** How many incidents have each value at all. */
  totals() {
    const { codes, sets } = this.whole;
    const bySet = new Int32Array(sets.length);
    for (let row = 0; row < codes.length; row += 1) bySet[codes[row]] += 1;
    return this.summed(bySet);
  }

  /** @param {Int32Array} bySet how many have each set of values */
  summed(bySet) {
    const { sets, values } = this.whole;
    const counts = new Int32Array(values.length);
    sets.forEach((set, number) => {
      for (const value of set) counts[value] += bySet[number];
    });
    return counts;
  }
}

/** Collects different sets of values. */
class SetPool {
  constructor() {
    /** @type {FacetValue[]} */
    this.values = [];
    /** @type {number[][]} */
    this.sets = [];
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    /** @type {Map<string, number>} */
    this.known = new Map();
  }

  /** @param {string} name @param {() => FacetValue} [build] */
  value(name, build) {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.values.length;
      this.values.push(build ? build() : { name, label: name });
      this.numbers.set(name, number);
    }
    return number;
  }

  /** @param {number[]} set of values */
  number(set) {
    const key = set.join(",");
    let number = this.known.get(key);
    if (number === undefined) {
      number = this.sets.length;
      this.sets.push(set);
      this.known.set(key, number);
    }
    return number;
  }

  /** The set of what is not said. */
  unsaid() {
    return this.number([this.value(NOT_SAID, () => ({ name: NOT_SAID, label: say("not_said") }))]);
  }
}

/** @param {any[]} all of the style @param {Int32Array | Uint8Array} codes @returns {Sorted} */
function sortedByStyle(all, codes) {
  return {
    codes,
    sets: all.map((_, number) => [number]),
    values: all.map((one) => ({ name: one.name, label: one.label })),
  };
}

/** @param {any} book @returns {Sorted} */
export function sortedByKind(book) {
  return sortedByStyle(book.style.kinds, /** @type {Int32Array} */ (book.incidents.ints("kind")));
}

/** @param {any} book @returns {Sorted} */
export function sortedByCertainty(book) {
  const { incidents } = book;
  const numbers = incidents.values("grading").map((name) => book.certaintyIndex(name));
  const codes = incidents.ints("grading");
  const none = book.certaintyIndex(null);
  const found = Uint8Array.from(codes, (code) => (code === NONE ? none : (numbers[code] ?? none)));
  return sortedByStyle(book.style.certainties, found);
}

/**
 * By a column whose cells are lists.
 * @param {string} name
 * @param {(one: any) => string | null} nameOf
 * @returns {(book: any) => Sorted}
 */
export function sortedByList(name, nameOf) {
  return (book) => {
    const pool = new SetPool();
    const unsaid = pool.unsaid();
    const numbers = book.incidents.values(name).map((list) => {
      const names = [...new Set((list || []).map(nameOf).filter(Boolean))];
      return names.length > 0 ? pool.number(names.map((one) => pool.value(String(one)))) : unsaid;
    });
    const codes = Int32Array.from(book.incidents.ints(name), (code) =>
      code === NONE ? unsaid : numbers[code],
    );
    return { codes, sets: pool.sets, values: pool.values };
  };
}

/**
 * By what the claims (and statements) of an incident say.
 * @param {string} name of a column of the claims
 * @param {boolean} coded whether its values are codes
 * @returns {(book: any) => Sorted}
 */
export function sortedByClaims(name, coded) {
  return (book) => {
    const pool = new SetPool();
    const codes = new Int32Array(book.count).fill(pool.unsaid());
    const tables = [[book.claims, book.claimsOf]];
    if (book.statements.columns[name]) tables.push([book.statements, book.statementsOf]);
    for (let row = 0; row < book.count; row += 1) {
      const found = new Set();
      for (const [table, { starts, rows }] of tables)
        for (let at = starts[row]; at < starts[row + 1]; at += 1) {
          const value = table.get(name, rows[at]);
          if (value === null) continue;
          found.add(pool.value(value, () => ({ name: value, label: coded ? codeWords(value) : value })));
        }
      if (found.size > 0) codes[row] = pool.number([...found].sort((one, other) => one - other));
    }
    return { codes, sets: pool.sets, values: pool.values };
  };
}

/** By country, governorate, place. @param {any} book @returns {Sorted} */
export function sortedByPlace(book) {
  const pool = new SetPool();
  const { incidents } = book;
  const levels = ["country", "admin1", "place"].map((name) => ({
    codes: incidents.ints(name),
    values: incidents.values(name),
    same: incidents.columns[name] && incidents.columns[name].same,
  }));
  const unsaid = pool.unsaid();
  const codes = new Int32Array(book.count).fill(unsaid);
  /** @type {Map<number, number>} */
  const known = new Map();
  const sizes = levels.map((level) => level.values.length + 1);
  for (let row = 0; row < book.count; row += 1) {
    const key = levels.reduce((sum, level, n) => {
      const code = level.codes[row];
      return sum * sizes[n] + (code === NONE ? 0 : code + 1);
    }, 0);
    let number = known.get(key);
    if (number === undefined) {
      number = pathOf(pool, levels, row, unsaid);
      known.set(key, number);
    }
    codes[row] = number;
  }
  return { codes, sets: pool.sets, values: pool.values };
}

/** @param {SetPool} pool @param {any[]} levels @param {number} row @param {number} unsaid */
function pathOf(pool, levels, row, unsaid) {
  const set = [];
  let path = "";
  levels.forEach((level, depth) => {
    const code = level.codes[row];
    const name = code === NONE ? null : level.values[code];
    if (name === null || name === undefined) return;
    // A place that is its own governorate is not named twice.
    if (path.endsWith(LEVEL_MARK + name) || path === name) return;
    const parent = path;
    path = path ? path + LEVEL_MARK + name : name;
    set.push(
      pool.value(path, () => ({
        name: path,
        label: depth === 0 ? countryWords(name) : name,
        depth: parent ? depth : 0,
        parent,
      })),
    );
  });
  return set.length > 0 ? pool.number(set) : unsaid;
}

/** @param {any} book @returns {Sorted} */
export function sortedByPrecision(book) {
  const pool = new SetPool();
  const names = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
    name: String(number),
    label: placePrecisionWords(number),
  }));
  const sets = names.map((value) => pool.number([pool.value(value.name, () => value)]));
  const unknown = pool.number([pool.value("0", () => ({ name: "0", label: placePrecisionWords(null) }))]);
  const absent = pool.number([pool.value("none", () => ({ name: "none", label: say("not_placed") }))]);
  const precision = book.incidents.ints("where_prec");
  const codes = Int32Array.from(precision, (value, row) =>
    book.isPlaced(row) ? (value === NONE ? unknown : (sets[value - 1] ?? unknown)) : absent,
  );
  return { codes, sets: pool.sets, values: pool.values };
}
