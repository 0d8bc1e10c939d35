// @ts-check
// What is shown as GeoJSON and as CSV.
import { isInside } from "./selection.js";
import { isoDay } from "./language.js";

const COLUMNS = [
  "id",
  "scope",
  "date_start",
  "date_last",
  "sub_event_type",
  "place",
  "place_as_written",
  "admin1",
  "admin2",
  "country",
  "lat",
  "lon",
  "where_prec",
  "radius_km",
  "killed_low",
  "killed_best",
  "killed_high",
  "wounded_low",
  "wounded_high",
  "grading",
  "disputed",
  "actors",
  "sources",
  "place_reason",
  "date_reason",
  "description",
  "url",
];

/** One incident as plain values; unknown is null. @param {any} book @param {number} row @returns {Record<string, any>} */
function plainIncident(book, row) {
  const incident = book.incidents.row(row);
  const named = (one) => (one && typeof one === "object" ? one.name : one);
  const made = {
    ...incident,
    scope: incident.scope || "event",
    date_start: incident.start === null ? null : isoDay(incident.start),
    date_last: incident.last === null ? null : isoDay(incident.last),
    actors: (incident.actors || []).map(named),
    disputed: incident.disputed || [],
    sources: incident.sources || [],
  };
  return Object.fromEntries(COLUMNS.map((name) => [name, made[name] ?? null]));
}

/** @param {any} book @param {number} row */
function plainClaims(book, row) {
  return book.claimRows(row).map((number) => {
    const claim = book.claims.row(number);
    const names = ["quantity", "min", "best", "max", "qualifier", "victims", "stance", "claimant"];
    const rest = ["claimant_kind", "relayed_by", "verbatim", "sentence", "found_by"];
    return Object.fromEntries([...names, ...rest].map((name) => [name, claim[name]]));
  });
}

/**
 * GeoJSON of incidents, a feature each with its claims; what has no place has no geometry.
 * @param {any} book
 * @param {number[]} rows
 * @returns {string[]} pieces of the file
 */
export function geojsonOf(book, rows) {
  const pieces = ['{"type":"FeatureCollection","features":[\n'];
  rows.forEach((row, n) => {
    /** @type {Record<string, any>} */
    const properties = { ...plainIncident(book, row), claims: plainClaims(book, row) };
    const feature = { type: "Feature", id: properties.id, geometry: geometryOf(book, row), properties };
    pieces.push((n > 0 ? ",\n" : "") + JSON.stringify(feature));
  });
  pieces.push("\n]}\n");
  return pieces;
}

/** @param {any} book @param {number} row */
function geometryOf(book, row) {
  if (!book.isPlaced(row)) return null;
  const area = book.incidents.get("area", row);
  if (area === null) {
    return { type: "Point", coordinates: [book.incidents.get("lon", row), book.incidents.get("lat", row)] };
  }
  const lines = book.areas[area];
  /** @type {[number, number][][]} */
  const rings = [];
  for (let line = 0; line < lines.starts.length - 1; line += 1) {
    /** @type {[number, number][]} */
    const ring = [];
    for (let at = lines.starts[line]; at < lines.starts[line + 1]; at += 1)
      ring.push([degreesEast(lines.xs[at]), degreesNorth(lines.ys[at])]);
    rings.push(ring);
  }
  return { type: "MultiPolygon", coordinates: polygonsOf(rings) };
}

/**
 * Rings as polygons: a ring that lies in an odd number of others is a hole of the smallest.
 * @param {[number, number][][]} rings
 */
export function polygonsOf(rings) {
  const around = rings.map((ring) =>
    rings.filter((other) => other !== ring && isInside(other, ring[0][0], ring[0][1])),
  );
  const polygons = new Map();
  rings.forEach((ring, n) => around[n].length % 2 === 0 && polygons.set(ring, [ring]));
  rings.forEach((ring, n) => {
    if (around[n].length % 2 === 0) return;
    const owner = around[n].find((other) => around[rings.indexOf(other)].length === around[n].length - 1);
    if (owner) polygons.get(owner).push(ring);
  });
  return [...polygons.values()];
}

/** @param {number} x at zoom 0 */
function degreesEast(x) {
  return Number(((x / 256) * 360 - 180).toFixed(4));
}

/** @param {number} y at zoom 0 */
function degreesNorth(y) {
  const angle = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 256)));
  return Number(((angle * 180) / Math.PI).toFixed(4));
}

const UNSEEN = '[^\\S\\t\\r\\n]|["\\0\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]';
const COMPUTED = "(?:" + UNSEEN + ")*[=+\\-@＝＋－＠﹢﹣﹦﹫−]";
const FORMULA = new RegExp(
  "^(?='*(?:[\\t\\r\\n]|$(?![^])|" + COMPUTED + "))|(?<=[;\\t\\r\\n])(?='*" + COMPUTED + ")",
  "g",
);

/** A cell that no spreadsheet computes: as geomap writes its CSV. @param {unknown} value @returns {string} */
export function safeCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : String(value);
  const safe = text === "" ? "" : text.replace(FORMULA, "'");
  return /[",;\r\n\t]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

/**
 * CSV of incidents, with a byte order mark so that spreadsheets know the encoding.
 * @param {any} book
 * @param {number[]} rows
 * @returns {string[]} pieces of the file
 */
export function csvOf(book, rows) {
  const pieces = ["\ufeff" + COLUMNS.join(",") + "\r\n"];
  for (const row of rows) {
    const incident = plainIncident(book, row);
    pieces.push(COLUMNS.map((name) => safeCell(incident[name])).join(",") + "\r\n");
  }
  return pieces;
}
