// @ts-check
// Where the shown incidents go at one view: each as a mark where there are few, those of one
// neighbourhood together where there are many. Worked out once for all layers that draw it.
import { NONE } from "./columns.js";
import { lookOf, markScale } from "./marks.js";

export const MARKS_MOST = 400; // so many in view are drawn one by one
const CLUSTER_CELL = 84; // pixels: who lies in one cell is drawn as one
const FAN_MOST = 8;
const FAN_FROM_ZOOM = 8;
const FAN_ALL = 60; // so few incidents are fanned out at any zoom

/**
 * @typedef {{ row: number, rows: number[], x: number, y: number, r: number, look: any,
 *             zoom: number, book: any, many?: number, from?: { x: number, y: number } }} Mark
 * @typedef {{ x: number, y: number, r: number, zoom: number, count: number, low: number,
 *             high: number, open: boolean, known: number, kinds: Float64Array, row: number, cells: number[],
 *             grid: Grid }} Cluster
 * @typedef {{ size: number, left: number, top: number, wide: number, tall: number }} Grid
 * @typedef {{ marks: Mark[], clusters: Cluster[], book?: any }} Layout
 */

/** @type {{ key: string, layout: Layout } | null} */
let latest = null;

/** @param {any} book @param {any} frame @returns {Layout} */
export function layoutOf(book, frame) {
  const { k, left, top, bounds } = frame;
  const key = [book.selection.version, k, left, top, bounds.min.x, bounds.min.y].join();
  if (latest && latest.key === key && latest.layout.book === book) return latest.layout;
  const layout = book.ready ? laidOut(book, frame) : { marks: [], clusters: [] };
  latest = { key, layout: Object.assign(layout, { book }) };
  return layout;
}

/** @param {any} book @param {any} frame @returns {any} */
function laidOut(book, frame) {
  const near = rowsInView(book, frame);
  if (near) {
    const marks = marksOf(book, frame, near);
    return { marks, clusters: [] };
  }
  const clusters = clustersOf(book, frame);
  const single = clusters.filter((cluster) => cluster.count === 1);
  const rows = single.map((cluster) => cluster.row);
  return {
    marks: marksOf(book, frame, rows),
    clusters: clusters.filter((cluster) => cluster.count > 1),
  };
}

/** What the frame covers, in coordinates at zoom 0. @param {any} frame @param {number} margin pixels */
function coverOf({ k, left, top, bounds }, margin) {
  return {
    west: (bounds.min.x + left - margin) / k,
    east: (bounds.max.x + left + margin) / k,
    north: (bounds.min.y + top - margin) / k,
    south: (bounds.max.y + top + margin) / k,
  };
}

/** The rows in view, or null where there are too many. @param {any} book @param {any} frame */
function rowsInView(book, frame) {
  const { xs, ys, placing } = book;
  const { fails } = book.selection;
  const { west, east, north, south } = coverOf(frame, 80);
  const rows = [];
  for (let row = 0; row < fails.length; row += 1) {
    if (fails[row] !== 0 || placing[row] !== 1) continue;
    if (xs[row] < west || xs[row] > east || ys[row] < north || ys[row] > south) continue;
    if (rows.length === MARKS_MOST) return null;
    rows.push(row);
  }
  return rows;
}

/** The incidents at one point, as lists of rows. @param {any} book @param {number[]} rows */
function groupedByPoint(book, rows) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const row of rows) {
    const key = book.xs[row].toFixed(5) + " " + book.ys[row].toFixed(5);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/**
 * Every row as a mark, the largest first so that small ones lie on top.
 * @param {any} book
 * @param {any} frame
 * @param {number[]} rows
 */
function marksOf(book, frame, rows) {
  const scale = markScale(rows.length);
  const fans = rows.length <= FAN_ALL || frame.zoom >= FAN_FROM_ZOOM;
  /** @type {any[]} */
  const marks = [];
  for (const group of groupedByPoint(book, rows)) {
    const x = book.xs[group[0]] * frame.k - frame.left;
    const y = book.ys[group[0]] * frame.k - frame.top;
    const looks = group.map((row) => lookOf(book, row, scale));
    if (group.length > 1 && group.length <= FAN_MOST && fans)
      fanOut(marks, { group, looks, x, y, zoom: frame.zoom });
    else stack(marks, { group, looks, x, y, zoom: frame.zoom });
  }
  for (const mark of marks) mark.book = book;
  return marks.sort((one, other) => other.r - one.r || one.row - other.row);
}

/** Side by side round their point. @param {any[]} marks @param {any} place */
function fanOut(marks, { group, looks, x, y, zoom }) {
  const round = looks.reduce((sum, look) => sum + 2 * look.outer + 2, 0) / (2 * Math.PI);
  const widest = Math.max(...looks.map((look) => look.outer));
  const radius = Math.max(group.length === 2 ? widest + 1 : round, 9);
  const whole = looks.reduce((sum, look) => sum + look.outer, 0);
  let angle = -Math.PI / 2;
  group.forEach((row, n) => {
    const half = (looks[n].outer / whole) * Math.PI;
    if (n > 0) angle += half;
    const at = { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    angle += half;
    marks.push({ row, rows: [row], ...at, r: looks[n].outer, look: looks[n], zoom, from: { x, y } });
  });
}

/** On top of each other, with their number. @param {any[]} marks @param {any} place */
function stack(marks, { group, looks, x, y, zoom }) {
  let largest = 0;
  looks.forEach((look, n) => {
    if (look.outer > looks[largest].outer) largest = n;
  });
  const look = looks[largest];
  const many = group.length > 1 ? group.length : 0;
  marks.push({ row: group[largest], rows: group, x, y, r: look.outer, look, zoom, many });
}

/** @type {Record<string, Float64Array | Int32Array>} kept between drawings, so that memory stays flat */
const tallies = {};

/** @param {string} name @param {number} size @returns {Float64Array} all nought */
function tally(name, size) {
  const known = tallies[name];
  if (known && known.length >= size) {
    known.fill(0, 0, size);
    return /** @type {Float64Array} */ (known);
  }
  const made = new Float64Array(size * 1.25);
  tallies[name] = made;
  return made;
}

/** The cells of a view; they hold still while the map is moved. @param {any} frame @returns {Grid} */
function gridOf(frame) {
  const size = CLUSTER_CELL / 2 ** Math.round(frame.zoom);
  const { west, east, north, south } = coverOf(frame, CLUSTER_CELL);
  const left = Math.floor(west / size);
  const top = Math.floor(north / size);
  return {
    size,
    left,
    top,
    wide: Math.floor(east / size) - left + 1,
    tall: Math.floor(south / size) - top + 1,
  };
}

/** @param {any} book @param {any} frame @returns {Cluster[]} */
function clustersOf(book, frame) {
  const grid = gridOf(frame);
  const { size, left, top, wide, tall } = grid;
  const cells = wide * tall;
  const kinds = book.style.kinds.length;
  const [count, sumX, sumY, low, high, open, known, last] = [
    "count",
    "x",
    "y",
    "low",
    "high",
    "open",
    "known",
    "last",
  ].map((name) => tally(name, cells));
  const byKind = tally("kind", cells * kinds);
  const { xs, ys, placing, incidents } = book;
  const { fails } = book.selection;
  const lows = incidents.ints("killed_low");
  const bests = incidents.ints("killed_best");
  const highs = incidents.ints("killed_high");
  const kind = incidents.ints("kind");
  for (let row = 0; row < fails.length; row += 1) {
    if (fails[row] !== 0 || placing[row] !== 1) continue;
    const column = Math.floor(xs[row] / size) - left;
    const line = Math.floor(ys[row] / size) - top;
    if (column < 0 || line < 0 || column >= wide || line >= tall) continue;
    const cell = line * wide + column;
    count[cell] += 1;
    last[cell] = row;
    sumX[cell] += xs[row];
    sumY[cell] += ys[row];
    byKind[cell * kinds + kind[row]] += 1;
    if (lows[row] === NONE && highs[row] === NONE && bests[row] === NONE) continue;
    const least = lows[row] === NONE ? 0 : lows[row];
    known[cell] += 1;
    low[cell] += least;
    if (highs[row] === NONE) open[cell] = 1;
    high[cell] += highs[row] === NONE ? least : highs[row];
  }
  /** @type {Cluster[]} */
  const found = [];
  for (let cell = 0; cell < cells; cell += 1) {
    if (count[cell] === 0) continue;
    found.push({
      x: (sumX[cell] / count[cell]) * frame.k - frame.left,
      y: (sumY[cell] / count[cell]) * frame.k - frame.top,
      r: clusterRadius(count[cell]),
      zoom: frame.zoom,
      count: count[cell],
      low: low[cell],
      high: high[cell],
      open: open[cell] === 1,
      known: known[cell],
      kinds: byKind.slice(cell * kinds, (cell + 1) * kinds),
      row: last[cell],
      cells: [cell],
      grid,
    });
  }
  return merged(found);
}

/** @param {number} count */
function clusterRadius(count) {
  return Math.min(34, 11 + 4.2 * Math.log10(count) ** 1.15);
}

/** What would overlap becomes one, the larger taking the smaller. @param {Cluster[]} clusters */
function merged(clusters) {
  clusters.sort((one, other) => other.count - one.count || one.cells[0] - other.cells[0]);
  /** @type {Cluster[]} */
  const kept = [];
  for (const cluster of clusters) {
    const into = kept.find(
      (other) =>
        Math.abs(other.x - cluster.x) < other.r + cluster.r + 6 &&
        Math.abs(other.y - cluster.y) < other.r + cluster.r + (cluster.count > 1 ? 14 : 2),
    );
    if (into) join(into, cluster);
    else kept.push(cluster);
  }
  return kept;
}

/** @param {Cluster} into @param {Cluster} other */
function join(into, other) {
  const count = into.count + other.count;
  into.x = (into.x * into.count + other.x * other.count) / count;
  into.y = (into.y * into.count + other.y * other.count) / count;
  into.count = count;
  into.low += other.low;
  into.high += other.high;
  into.open = into.open || other.open;
  into.known += other.known;
  other.kinds.forEach((number, kind) => (into.kinds[kind] += number));
  into.cells.push(...other.cells);
  into.r = clusterRadius(count);
}

/** The rows of a cluster. @param {any} book @param {Cluster} cluster @returns {number[]} */
export function membersOf(book, { grid, cells }) {
  const wanted = new Set(cells);
  const { xs, ys, placing, selection } = book;
  const rows = [];
  for (let row = 0; row < book.count; row += 1) {
    if (placing[row] !== 1 || !selection.shows(row)) continue;
    const column = Math.floor(xs[row] / grid.size) - grid.left;
    const line = Math.floor(ys[row] / grid.size) - grid.top;
    if (column < 0 || line < 0 || column >= grid.wide || line >= grid.tall) continue;
    if (wanted.has(line * grid.wide + column)) rows.push(row);
  }
  return rows;
}
