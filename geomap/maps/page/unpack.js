// @ts-check
// Packed lines (geomap/maps/lines.py) into coordinates of the map at zoom 0: 256 pixels round
// the world, Web Mercator.

/**
 * @typedef {{ unit: number, counts: number[], bytes: string | Uint8Array }} PackedLines
 * @typedef {{ starts: Int32Array, xs: Float64Array, ys: Float64Array, bounds: Float64Array,
 *             edge: Uint8Array | null }} Lines
 */

/** @param {number} lon degrees */
export function worldX(lon) {
  return ((lon + 180) / 360) * 256;
}

/** @param {number} lat degrees */
export function worldY(lat) {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
}

/** @param {string} text base64 */
export function bytesOf(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}

/**
 * Read the steps: zigzag numbers of seven bits a byte.
 * @param {Uint8Array} bytes
 * @param {number} count
 */
function stepsOf(bytes, count) {
  const steps = new Int32Array(count);
  let at = 0;
  for (let n = 0; n < count; n += 1) {
    let value = 0;
    let shift = 0;
    let byte = 0;
    do {
      byte = bytes[at];
      at += 1;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    steps[n] = (value >>> 1) ^ -(value & 1);
  }
  return steps;
}

/**
 * @param {PackedLines} packed
 * @param {number[]} [box] west, south, east, north: marks the stretches that only follow its edge
 * @returns {Lines}
 */
export function unpackLines(packed, box) {
  const total = packed.counts.reduce((sum, count) => sum + count, 0);
  const steps = stepsOf(typeof packed.bytes === "string" ? bytesOf(packed.bytes) : packed.bytes, total * 2);
  const starts = new Int32Array(packed.counts.length + 1);
  const xs = new Float64Array(total);
  const ys = new Float64Array(total);
  const bounds = new Float64Array(packed.counts.length * 4);
  const edge = box ? new Uint8Array(total) : null;
  let at = 0;
  packed.counts.forEach((count, line) => {
    let lon = 0;
    let lat = 0;
    const limits = [Infinity, Infinity, -Infinity, -Infinity];
    for (let n = 0; n < count; n += 1, at += 1) {
      lon += steps[at * 2];
      lat += steps[at * 2 + 1];
      if (edge && box) edge[at] = edgeBits(lon * packed.unit, lat * packed.unit, box, packed.unit);
      const x = worldX(lon * packed.unit);
      const y = worldY(lat * packed.unit);
      xs[at] = x;
      ys[at] = y;
      limits[0] = Math.min(limits[0], x);
      limits[1] = Math.min(limits[1], y);
      limits[2] = Math.max(limits[2], x);
      limits[3] = Math.max(limits[3], y);
    }
    starts[line + 1] = at;
    bounds.set(limits, line * 4);
  });
  return { starts, xs, ys, bounds, edge };
}

/**
 * @param {number} lon
 * @param {number} lat
 * @param {number[]} box
 * @param {number} unit
 */
function edgeBits(lon, lat, box, unit) {
  return (
    (Math.abs(lon - box[0]) <= unit ? 1 : 0) |
    (Math.abs(lat - box[1]) <= unit ? 2 : 0) |
    (Math.abs(lon - box[2]) <= unit ? 4 : 0) |
    (Math.abs(lat - box[3]) <= unit ? 8 : 0)
  );
}

/**
 * Read a data block.
 * @param {string} id
 */
export function readBlock(id) {
  const block = document.getElementById(id);
  return JSON.parse((block && block.textContent) || "{}");
}
