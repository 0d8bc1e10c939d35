// @ts-check
// Halos: within this circle the incident lies.
import { canvasLayer, inFrame, onThemeChange, pixelsPerKm, repaintSoon } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { kindColour } from "./marks.js";

/**
 * Make the layer of place precision.
 * @param {string} id
 */
export function precision(id) {
  const book = casebookOf(id);
  const layer = canvasLayer("gm-halos", (ctx, frame) => {
    for (let row = 0; row < book.count; row += 1) {
      if (book.isPlaced(row) && !book.isArea(row) && book.selection.shows(row))
        drawHalo(ctx, book, row, frame);
    }
  });
  const repaint = () => repaintSoon(layer);
  book.selection.onChange(repaint);
  onThemeChange(repaint);
  return layer;
}

/** @param {CanvasRenderingContext2D} ctx @param {any} book @param {number} row @param {any} frame */
function drawHalo(ctx, book, row, frame) {
  const km = book.incidents.radius_km[row];
  if (!km) return;
  const radius = km * pixelsPerKm(book.incidents.lat[row], frame.k);
  const x = book.xs[row] * frame.k - frame.left;
  const y = book.ys[row] * frame.k - frame.top;
  if (radius < 5 || !inFrame(frame, x, y, radius)) return;
  const colour = kindColour(book.kind(row));
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 0.55;
  ctx.setLineDash([1, 4]);
  ctx.lineCap = "round";
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
  ctx.globalAlpha = 1;
}
