// @ts-check
// The map as a picture: what is on the screen, with title, totals, scale, legend and sources.
import { kindPicture } from "./legend.js";
import { themeColour } from "./marks.js";

const PICTURED_PANES = ["gm-ground", "gm-areas", "gm-density", "gm-halos", "gm-labels", "gm-marks"];
const PICTURE_HEAD = 54;
const PICTURE_FOOT = 58;
const SHARP = 2;

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

/** @param {CanvasRenderingContext2D} ctx @param {any} size @param {any} words */
function drawHead(ctx, size, words) {
  ctx.fillStyle = themeColour("ink");
  ctx.textBaseline = "alphabetic";
  ctx.font = "700 18px system-ui, sans-serif";
  ctx.fillText(words.title, 14, 23, size.x - 28);
  ctx.font = "400 13px system-ui, sans-serif";
  ctx.fillText([words.totals, ...words.filters].join(" · "), 14, 43, size.x - 28);
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
  ctx.fillText(round >= 1000 ? round / 1000 + " km" : round + " m", 16, top + 7);
}

/** @param {CanvasRenderingContext2D} ctx @param {any} book @param {any} size @param {any} words */
function drawFoot(ctx, book, size, words) {
  const top = PICTURE_HEAD + size.y;
  const used = new Set(book.incidents.ints("kind"));
  let left = 14;
  ctx.font = "400 12px system-ui, sans-serif";
  book.style.kinds.forEach((kind, number) => {
    if (!used.has(number) || left > size.x - 120) return;
    ctx.drawImage(kindPicture(kind), left, top + 7, 16, 16);
    ctx.fillStyle = themeColour("ink");
    ctx.fillText(kind.label, left + 21, top + 19);
    left += 21 + ctx.measureText(kind.label).width + 18;
  });
  ctx.fillStyle = themeColour("ink-soft");
  ctx.font = "400 11px system-ui, sans-serif";
  ctx.fillText("Disc: the lowest claim. Ring: the highest. Numbers are claims.", 14, top + 35, size.x - 28);
  ctx.fillText(words.sources, 14, top + 50, size.x - 28);
}
