// @ts-check
// Density: how many incidents lie about here, as a smooth surface.
import { canvasLayer, onThemeChange, repaintSoon } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { bookEntry } from "./layerlist.js";
import { densityPicture } from "./legend.js";
import { themeColour } from "./marks.js";

const CELL = 6; // pixels
const SPREAD = 6; // cells

/**
 * Make the density layer.
 * @param {string} id
 */
export function density(id) {
  const book = casebookOf(id);
  const layer = canvasLayer("gm-density", (ctx, frame) => drawDensity(ctx, book, frame));
  layer.gmEntry = bookEntry(book, "group_summaries", densityPicture, (row) => book.placing[row] === 1);
  const repaint = () => repaintSoon(layer);
  book.selection.onChange(repaint);
  onThemeChange(repaint);
  return layer;
}

/** @param {CanvasRenderingContext2D} ctx @param {any} book @param {any} frame */
function drawDensity(ctx, book, frame) {
  const { min, max } = frame.bounds;
  const wide = Math.ceil((max.x - min.x) / CELL);
  const high = Math.ceil((max.y - min.y) / CELL);
  let cells = new Float32Array(wide * high);
  const { placing } = book;
  const { fails } = book.selection;
  for (let row = 0; row < placing.length; row += 1) {
    if (placing[row] !== 1 || fails[row] !== 0) continue;
    const column = Math.floor((book.xs[row] * frame.k - frame.left - min.x) / CELL);
    const line = Math.floor((book.ys[row] * frame.k - frame.top - min.y) / CELL);
    if (column >= 0 && line >= 0 && column < wide && line < high) cells[line * wide + column] += 1;
  }
  for (let pass = 0; pass < 3; pass += 1) {
    cells = blurred(cells, wide, high, 1);
    cells = blurred(cells, high, wide, wide);
  }
  paintCells(ctx, cells, { wide, high, min });
}

/**
 * Running mean along one direction.
 * @param {Float32Array} cells
 * @param {number} length of a run
 * @param {number} runs
 * @param {number} step between the cells of a run: 1 along the lines, else down the columns
 */
function blurred(cells, length, runs, step) {
  const result = new Float32Array(cells.length);
  for (let run = 0; run < runs; run += 1) {
    const base = step === 1 ? run * length : run;
    let sum = 0;
    for (let n = -SPREAD; n < length; n += 1) {
      if (n + SPREAD < length) sum += cells[base + (n + SPREAD) * step];
      if (n - SPREAD - 1 >= 0) sum -= cells[base + (n - SPREAD - 1) * step];
      if (n >= 0) result[base + n * step] = sum / (2 * SPREAD + 1);
    }
  }
  return result;
}

/** @param {CanvasRenderingContext2D} ctx @param {Float32Array} cells @param {any} grid */
function paintCells(ctx, cells, { wide, high, min }) {
  const most = cells.reduce((top, value) => Math.max(top, value), 0);
  if (most <= 1e-6) return;
  const sheet = document.createElement("canvas");
  sheet.width = wide;
  sheet.height = high;
  const pen = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  const image = pen.createImageData(wide, high);
  const [red, green, blue] = themeColour("density").split(/\s+/).map(Number);
  for (let n = 0; n < cells.length; n += 1) {
    const share = Math.sqrt(Math.max(0, cells[n]) / most);
    image.data.set([red, green, blue, share < 0.06 ? 0 : Math.round(share * 190)], n * 4);
  }
  pen.putImageData(image, 0, 0);
  ctx.imageSmoothingEnabled = true;
  ctx.drawImage(sheet, min.x, min.y, wide * CELL, high * CELL);
}
