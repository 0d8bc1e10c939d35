// @ts-check
// The map as a picture: what is on the screen, with title, totals, scale, legend and sources.
import { isRightToLeft, say } from "./language.js";
import { distanceWords } from "./geodesy.js";
import { kindPicture } from "./legend.js";
import { themeColour } from "./marks.js";

const PICTURED_PANES = [
  "gm-ground",
  "gm-divisions",
  "gm-overlay",
  "gm-areas",
  "gm-density",
  "gm-halos",
  "gm-labels",
  "gm-marks",
  "gm-sides",
];
const PICTURE_HEAD = 54;
const PICTURE_FOOT = 58;
const SHARP = 2;
const MARGIN = 14;

/**
 * @param {any} map
 * @param {any} book
 * @param {{ title: string, totals: string, filters: string[], sources: string }} words
 * @returns {HTMLCanvasElement}
 */
export function pictureOf(map, book, words) {
  const size = map.getSize();
  const canvas = document.createElement("canvas");
  canvas.width = size.x * SHARP;
  canvas.height = (size.y + PICTURE_HEAD + PICTURE_FOOT) * SHARP;
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ctx.scale(SHARP, SHARP);
  ctx.fillStyle = themeColour("panel");
  ctx.fillRect(0, 0, size.x, size.y + PICTURE_HEAD + PICTURE_FOOT);
  drawPanes(ctx, map, size);
  drawHead(ctx, size, words);
  drawScale(ctx, map, size);
  drawFoot(ctx, book, size, words);
  return canvas;
}

/** @param {CanvasRenderingContext2D} ctx @param {any} map @param {any} size */
function drawPanes(ctx, map, size) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, PICTURE_HEAD, size.x, size.y);
  ctx.clip();
  const box = map.getContainer().getBoundingClientRect();
  for (const name of PICTURED_PANES) {
    for (const layer of map.getPane(name)?.querySelectorAll("canvas") || []) {
      const at = layer.getBoundingClientRect();
      ctx.drawImage(layer, at.left - box.left, at.top - box.top + PICTURE_HEAD, at.width, at.height);
    }
  }
  ctx.restore();
}

/** A line of words from where the language begins its lines. @param {CanvasRenderingContext2D} ctx @param {string} text @param {number} y @param {any} size */
function lineOf(ctx, text, y, size) {
  ctx.direction = isRightToLeft() ? "rtl" : "ltr";
  ctx.textAlign = "start";
  ctx.fillText(text, isRightToLeft() ? size.x - MARGIN : MARGIN, y, size.x - 2 * MARGIN);
}

/** @param {CanvasRenderingContext2D} ctx @param {any} size @param {any} words */
function drawHead(ctx, size, words) {
  ctx.fillStyle = themeColour("ink");
  ctx.textBaseline = "alphabetic";
  ctx.font = "700 18px system-ui, sans-serif";
  lineOf(ctx, words.title, 23, size);
  ctx.font = "400 13px system-ui, sans-serif";
  lineOf(ctx, [words.totals, ...words.filters].join(" · "), 43, size);
}

/** @param {CanvasRenderingContext2D} ctx @param {any} map @param {any} size */
function drawScale(ctx, map, size) {
  const y = size.y / 2;
  const metres = map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([100, y]));
  const power = 10 ** Math.floor(Math.log10(metres));
  const round = [5, 2, 1].map((step) => step * power).find((step) => step <= metres) || power;
  const wide = (round / metres) * 100;
  const top = PICTURE_HEAD + size.y - 24;
  ctx.fillStyle = themeColour("panel");
  ctx.globalAlpha = 0.85;
  ctx.fillRect(8, top - 4, wide + 12, 22);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = themeColour("ink");
  ctx.lineWidth = 1.5;
  ctx.strokeRect(14, top + 10, wide, 0.01);
  ctx.fillStyle = themeColour("ink");
  ctx.font = "400 11px system-ui, sans-serif";
  ctx.direction = "ltr";
  ctx.textAlign = "left";
  ctx.fillText(distanceWords(round), 16, top + 7);
}

/** @param {CanvasRenderingContext2D} ctx @param {any} book @param {any} size @param {any} words */
function drawFoot(ctx, book, size, words) {
  const top = PICTURE_HEAD + size.y;
  const used = new Set(book.incidents.ints("kind"));
  let left = MARGIN;
  const mirrored = isRightToLeft();
  ctx.textAlign = mirrored ? "right" : "left";
  ctx.font = "400 12px system-ui, sans-serif";
  book.style.kinds.forEach((kind, number) => {
    if (!used.has(number) || left > size.x - 120) return;
    ctx.drawImage(kindPicture(kind), mirrored ? size.x - left - 16 : left, top + 7, 16, 16);
    ctx.fillStyle = themeColour("ink");
    ctx.fillText(kind.label, mirrored ? size.x - left - 21 : left + 21, top + 19);
    left += 21 + ctx.measureText(kind.label).width + 18;
  });
  ctx.fillStyle = themeColour("ink-soft");
  ctx.font = "400 11px system-ui, sans-serif";
  lineOf(ctx, say("picture_note"), top + 35, size);
  lineOf(ctx, words.sources, top + 50, size);
}
