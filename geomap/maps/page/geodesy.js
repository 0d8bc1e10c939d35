// @ts-check
// Distances on the ellipsoid of WGS 84.
import { say } from "./language.js";

const RADIUS = 6378137; // metres, at the equator
const FLATTENING = 1 / 298.257223563;

/**
 * How far two points lie apart, in metres: Lambert's formula, off by some ten metres in a
 * thousand kilometres.
 * @param {[number, number]} one lon, lat
 * @param {[number, number]} other
 */
export function distanceM([lon1, lat1], [lon2, lat2]) {
  const radians = Math.PI / 180;
  const reduced = (lat) => Math.atan((1 - FLATTENING) * Math.tan(lat * radians));
  const b1 = reduced(lat1);
  const b2 = reduced(lat2);
  const dLon = (lon2 - lon1) * radians;
  const square = Math.sin((b2 - b1) / 2) ** 2 + Math.cos(b1) * Math.cos(b2) * Math.sin(dLon / 2) ** 2;
  const angle = 2 * Math.asin(Math.min(1, Math.sqrt(square)));
  if (angle === 0) return 0;
  const p = (b1 + b2) / 2;
  const q = (b2 - b1) / 2;
  const x = ((angle - Math.sin(angle)) * Math.sin(p) ** 2 * Math.cos(q) ** 2) / Math.cos(angle / 2) ** 2;
  const y = ((angle + Math.sin(angle)) * Math.cos(p) ** 2 * Math.sin(q) ** 2) / Math.sin(angle / 2) ** 2;
  return RADIUS * (angle - (FLATTENING / 2) * (x + y));
}

/** @param {number} metres */
export function distanceWords(metres) {
  if (metres < 1000) return say("metres", { n: Math.round(metres) });
  const km = metres / 1000;
  return say("km", { n: km < 100 ? Math.round(km * 10) / 10 : Math.round(km) });
}
