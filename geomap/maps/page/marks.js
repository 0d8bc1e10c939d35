// @ts-check
// How one incident is drawn: disc the lowest claim, ring the highest, line style the certainty.

/** @type {Map<string, Path2D>} */
const glyphPaths = new Map();

const DARK = matchMedia("(prefers-color-scheme: dark)");
const PRINT = matchMedia("print");
/** @type {Map<string, string>} what the theme's properties are, by theme and name */
const themeColours = new Map();

/** Whether the page is drawn on a dark ground: only our own page has one. */
export function isDark() {
  return DARK.matches && !PRINT.matches && document.getElementById("gm-page") !== null;
}

/** A colour of the theme by the name of its custom property. @param {string} name */
export function themeColour(name) {
  const key = name + (PRINT.matches ? " print" : DARK.matches ? " dark" : "");
  let colour = themeColours.get(key);
  if (colour === undefined) {
    colour = getComputedStyle(document.documentElement)
      .getPropertyValue("--gm-" + name)
      .trim();
    themeColours.set(key, colour);
  }
  return colour;
}

/** @param {any} kind */
export function kindColour(kind) {
  return isDark() ? kind.dark : kind.light;
}

/** @param {any} sizes @param {number} killed */
export function radiusOf(sizes, killed) {
  return Math.min(sizes.most, sizes.least + sizes.root * Math.sqrt(killed));
}

/**
 * @typedef {{ disc: number, ring: number, unknown: boolean, open: boolean, kind: any,
 *             certainty: any, outer: number }} Look radii in pixels
 */

/**
 * @param {any} book
 * @param {number} row
 * @param {number} scale
 * @returns {Look}
 */
export function lookOf(book, row, scale) {
  const { incidents } = book;
  const low = incidents.get("killed_low", row);
  return lookFor(book.style, {
    low: low === null ? incidents.get("killed_best", row) : low,
    high: incidents.get("killed_high", row),
    kind: book.kind(row),
    certainty: book.certainty(row),
    scale,
  });
}

/**
 * @param {any} style
 * @param {{ low: number | null, high: number | null, kind: any, certainty: any, scale: number }} facts
 * @returns {Look}
 */
export function lookFor(style, { low, high, kind, certainty, scale }) {
  const { sizes } = style;
  const unknown = low === null && high === null;
  const disc = unknown
    ? sizes.unknown * Math.max(0.8, scale)
    : radiusOf(sizes, low === null ? 0 : low) * scale;
  const open = !unknown && high === null;
  let ring = disc;
  if (open) ring = disc + sizes.open_gap * Math.max(0.7, scale);
  else if (!unknown && high !== null && high !== low)
    ring = Math.max(disc + 2, radiusOf(sizes, high) * scale);
  return { disc, ring, unknown, open, kind, certainty, outer: ring + 2 };
}

/**
 * Draw a mark.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} x
 * @param {number} y
 * @param {Look} look
 * @param {{ chosen?: boolean, bare?: boolean }} [how] bare: no glyph
 */
export function drawMark(ctx, x, y, look, how) {
  const colour = kindColour(look.kind);
  ctx.save();
  ctx.translate(x, y);
  drawDisc(ctx, look, colour);
  drawRing(ctx, look, colour);
  if (look.unknown) drawSign(ctx, look.disc, "?", colour);
  else if (!(how && how.bare) && look.disc >= 6)
    drawGlyph(ctx, look.kind, 0, 0, look.disc * 1.16, glyphColour());
  if (how && how.chosen) drawChosen(ctx, look);
  ctx.restore();
}

function glyphColour() {
  return isDark() ? "#16181b" : "#ffffff";
}

/** @param {CanvasRenderingContext2D} ctx @param {number} radius */
function circle(ctx, radius) {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, Math.PI * 2);
}

/** @param {CanvasRenderingContext2D} ctx @param {Look} look @param {string} colour */
function drawDisc(ctx, look, colour) {
  circle(ctx, look.ring + 1.2);
  ctx.fillStyle = themeColour("mark-ground");
  ctx.globalAlpha = look.ring > look.disc ? 0.55 : 0.85;
  ctx.fill();
  if (look.ring > look.disc && !look.open) {
    ctx.fillStyle = colour;
    ctx.globalAlpha = 0.22;
    circle(ctx, look.ring);
    ctx.fill();
  }
  circle(ctx, look.disc);
  ctx.fillStyle = look.unknown ? themeColour("mark-ground") : colour;
  ctx.globalAlpha = look.unknown ? 0.95 : look.certainty.opacity;
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} ctx @param {Look} look @param {string} colour */
function drawRing(ctx, look, colour) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = look.certainty.width;
  ctx.setLineDash(look.certainty.dash);
  circle(ctx, look.open ? look.disc : look.ring);
  ctx.stroke();
  ctx.setLineDash([]);
  if (look.open) drawOpenRing(ctx, look);
}

/**
 * An open upper bound: four arcs that do not close.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Look} look
 */
function drawOpenRing(ctx, look) {
  ctx.lineWidth = 1.5;
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const middle = quarter * (Math.PI / 2) + Math.PI / 4;
    ctx.beginPath();
    ctx.arc(0, 0, look.ring, middle - 0.45, middle + 0.45);
    ctx.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} radius
 * @param {string} sign
 * @param {string} colour
 */
function drawSign(ctx, radius, sign, colour) {
  ctx.fillStyle = colour;
  ctx.font = "700 " + Math.max(10, Math.round(radius * 1.4)) + "px system-ui, sans-serif";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(sign, 0, 0.5);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} kind
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {string} colour
 */
export function drawGlyph(ctx, kind, x, y, size, colour) {
  let path = glyphPaths.get(kind.glyph);
  if (!path) {
    path = new Path2D(kind.glyph);
    glyphPaths.set(kind.glyph, path);
  }
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 24, size / 24);
  ctx.lineWidth = 2.6;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  if (kind.filled) ctx.fill(path);
  else ctx.stroke(path);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Look} look */
function drawChosen(ctx, look) {
  ctx.strokeStyle = themeColour("ink");
  ctx.lineWidth = 2.5;
  circle(ctx, look.ring + 5);
  ctx.stroke();
}

/** How large marks are drawn: smaller where there are very many. @param {number} count */
export function markScale(count) {
  if (count > 5000) return 0.5;
  if (count > 1000) return 0.65;
  return count > 150 ? 0.8 : 1;
}
