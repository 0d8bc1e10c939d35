// @ts-check
// Halos: within this circle the incident lies.
import { canvasLayer, inFrame, onThemeChange, pixelsPerKm, repaintSoon } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { bookEntry } from "./layerlist.js";
import { haloPicture } from "./legend.js";
import { layoutOf } from "./layout.js";
import { kindColour } from "./marks.js";

/**
 * Make the layer of place precision.
 * @param {string} id
 */
export function precision(id) {
  const book = casebookOf(id);
  const layer = canvasLayer("gm-halos", (ctx, frame) => {
    layer.bare = true;
    for (const mark of layoutOf(book, frame).marks)
      for (const row of mark.rows) if (drawHalo(ctx, book, row, frame)) layer.bare = false;
  });
  layer.bare = false;
  const sign = () => haloPicture(book.style.kinds[0]);
  layer.gmEntry = bookEntry(
    book,
    "group_incidents",
    sign,
    (row) => book.placing[row] === 1 && Boolean(book.incidents.get("radius_km", row)),
  );
  const says = book.incidents.columns.radius_km.same !== null;
  const repaint = () => (says || !layer.bare) && repaintSoon(layer);
  book.selection.onChange(repaint);
  onThemeChange(repaint);
  return layer;
}

/** @param {CanvasRenderingContext2D} ctx @param {any} book @param {number} row @param {any} frame */
function drawHalo(ctx, book, row, frame) {
  const km = book.incidents.get("radius_km", row);
  if (!km) return false;
  const radius = km * pixelsPerKm(book.incidents.get("lat", row), frame.k);
  const x = book.xs[row] * frame.k - frame.left;
  const y = book.ys[row] * frame.k - frame.top;
  if (radius < 5 || !inFrame(frame, x, y, radius)) return false;
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
  return true;
}
