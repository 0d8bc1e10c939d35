// @ts-check
// Shapes of somebody's own over the ground: front lines, zones, sites.
import { canvasLayer, inFrame, onThemeChange, repaintSoon, traceLines } from "./canvas.js";
import { picture } from "./legend.js";
import { isDark, themeColour } from "./marks.js";
import { addPicker } from "./picking.js";
import { readBlock, unpackLines } from "./unpack.js";

const NEAR = 6; // pixels from a point or a line that still pick it

/**
 * Make an overlay.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function overlay(id, options, map) {
  const record = readBlock(id);
  const look = { light: record.light, dark: record.dark };
  const shapes = record.shapes.map((shape) => ({ ...shape, lines: unpackLines(shape.lines) }));
  const layer = canvasLayer("gm-overlay", (ctx, frame) => {
    layer.drawn = shapes.map((shape) => ({ shape, path: shapePath(shape, frame) }));
    for (const { shape, path } of layer.drawn) drawShapeOf(ctx, shape, path, look);
  });
  layer.drawn = [];
  layer.gmEntry = {
    group: "group_own",
    sign: () => overlaySign(shapes.length > 0 ? shapes[0].kind : "line", look),
    count: () => shapes.length,
  };
  const repaint = () => repaintSoon(layer);
  onThemeChange(repaint);
  layer.on("add", () => {
    const pick = (point) => {
      const shape = pickedShape(layer, point);
      return shape && shape.label ? { words: [shape.label, record.name], open: () => {} } : null;
    };
    layer.picker = addPicker(map, { book: null, order: 3, pick, repaint });
  });
  layer.on("remove", () => layer.picker.remove());
  return layer;
}

/** @param {any} shape @param {any} frame */
function shapePath(shape, frame) {
  const path = new Path2D();
  const { lines } = shape;
  if (shape.kind !== "point") traceLines(/** @type {any} */ (path), lines, frame);
  else
    for (let at = 0; at < lines.xs.length; at += 2) {
      const x = lines.xs[at] * frame.k - frame.left;
      const y = lines.ys[at] * frame.k - frame.top;
      if (!inFrame(frame, x, y, 8)) continue;
      path.moveTo(x + 4.5, y);
      path.arc(x, y, 4.5, 0, Math.PI * 2);
    }
  return path;
}

/** @param {{ light: string, dark: string }} look */
function overlayColour(look) {
  return isDark() ? look.dark : look.light;
}

/** @param {CanvasRenderingContext2D} ctx @param {any} shape @param {Path2D} path @param {any} look */
function drawShapeOf(ctx, shape, path, look) {
  ctx.fillStyle = overlayColour(look);
  ctx.strokeStyle = overlayColour(look);
  ctx.lineJoin = "round";
  ctx.lineWidth = 2;
  if (shape.kind === "point") {
    ctx.fill(path);
    ctx.strokeStyle = themeColour("mark-ground");
    ctx.lineWidth = 1.2;
    return ctx.stroke(path);
  }
  if (shape.kind === "area") {
    ctx.globalAlpha = 0.12;
    ctx.fill(path, "evenodd");
    ctx.globalAlpha = 1;
  }
  ctx.setLineDash(shape.kind === "area" ? [6, 3] : []);
  ctx.stroke(path);
  ctx.setLineDash([]);
}

/** @param {any} layer @param {{ x: number, y: number }} point */
function pickedShape(layer, point) {
  const pen = layer._ctx;
  if (!pen) return null;
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.lineWidth = NEAR * 2;
  const hit = ({ shape, path }) =>
    (shape.kind !== "line" && pen.isPointInPath(path, point.x, point.y, "evenodd")) ||
    (shape.kind !== "area" && pen.isPointInStroke(path, point.x, point.y));
  const found = layer.drawn.findLast(hit);
  pen.restore();
  return found ? found.shape : null;
}

/** @param {string} kind @param {any} look */
function overlaySign(kind, look) {
  return picture(20, 16, (ctx) => {
    const path = new Path2D();
    if (kind === "point") path.arc(10, 8, 4.5, 0, Math.PI * 2);
    else if (kind === "area") path.rect(2, 2, 16, 12);
    else {
      path.moveTo(2, 12);
      path.lineTo(18, 4);
    }
    drawShapeOf(ctx, { kind }, path, look);
  });
}
