// @ts-check
// The ground: the world's outline, then sheets of finer detail, each over what lies under it.
import { canvasLayer, onThemeChange, repaintSoon, traceLines } from "./canvas.js";
import { unpackPart } from "./columns.js";
import { labelLayer } from "./labels.js";
import { themeColour } from "./marks.js";
import { readBlock, unpackLines, worldX, worldY } from "./unpack.js";

const FADE = 48; // pixels over which a sheet passes into what lies under it

/**
 * The record of the ground out of its bytes (geomap/maps/layers/basemap.py).
 * @param {Uint8Array} bytes
 */
function groundOf(bytes) {
  const head = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const record = JSON.parse(new TextDecoder().decode(bytes.subarray(4, head)));
  return { ...record, sheets: record.sheets.map((sheet) => unpackSheet(sheet, bytes.subarray(head))) };
}

/** @param {any} record @param {Uint8Array} steps */
function unpackSheet(record, steps) {
  const parts = {};
  for (const [name, { span, ...packed }] of Object.entries(record.parts))
    parts[name] = unpackLines({ ...packed, bytes: steps.subarray(...span) }, record.box);
  const [west, south, east, north] = record.box;
  return { parts, box: [worldX(west), worldY(north), worldX(east), worldY(south)] };
}

/**
 * Make the basemap.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function basemap(id, options, map) {
  /** @type {any[]} */
  let all = [];
  const desk = document.createElement("canvas");
  const ground = canvasLayer("gm-ground", (ctx, frame) => {
    const [world, ...sheets] = all;
    if (!world) return;
    const colours = groundColours();
    // What a finer sheet covers wholly is not drawn under it.
    const first = sheets.findLastIndex((sheet) => fillsFrame(sheet, frame));
    if (first < 0) drawWorld(ctx, frame, world, colours);
    for (const sheet of sheets.slice(Math.max(0, first))) drawSheet(ctx, frame, sheet, { colours, desk });
  });
  const labels = labelLayer(map);
  unpackPart(readBlock(id), (bytes) => {
    const record = groundOf(bytes);
    all = record.sheets;
    labels.name(record);
    repaintSoon(ground);
    repaintSoon(labels);
  });
  onThemeChange(() => {
    repaintSoon(ground);
    repaintSoon(labels);
  });
  return L.layerGroup([ground, labels], { attribution: "Natural Earth, GeoNames" });
}

function groundColours() {
  const names = ["land", "sea", "coast", "border", "division", "river"];
  return Object.fromEntries(names.map((name) => [name, themeColour(name)]));
}

/**
 * The outline of the world, again on either side where the view is wider than the world.
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} frame
 * @param {any} world
 * @param {any} colours
 */
function drawWorld(ctx, frame, world, colours) {
  const { min, max } = frame.bounds;
  ctx.fillStyle = colours.sea;
  ctx.fillRect(min.x, min.y, max.x - min.x, max.y - min.y);
  const round = 256 * frame.k;
  const last = Math.floor((max.x + frame.left) / round);
  for (let turn = Math.floor((min.x + frame.left) / round); turn <= last; turn += 1)
    drawParts(ctx, { ...frame, left: frame.left - turn * round }, world.parts, colours);
}

/** The edges of a sheet in pixels. @param {any} sheet @param {any} frame @returns {number[]} */
function edgesOf(sheet, { k, left, top }) {
  return sheet.box.map((edge, n) => Math.round(edge * k - (n % 2 === 0 ? left : top)));
}

/** Whether a sheet reaches past the frame on all sides, its fading edges too. @param {any} sheet @param {any} frame */
function fillsFrame(sheet, frame) {
  const [x0, y0, x1, y1] = edgesOf(sheet, frame);
  const { min, max } = frame.bounds;
  return x0 + FADE <= min.x && y0 + FADE <= min.y && x1 - FADE >= max.x && y1 - FADE >= max.y;
}

/**
 * A sheet of finer detail. It is drawn aside and fades out towards its edges, so that what
 * only it has (boundaries, rivers) does not end at a line.
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} frame
 * @param {any} sheet
 * @param {{ colours: any, desk: HTMLCanvasElement }} tools
 */
function drawSheet(ctx, frame, sheet, { colours, desk }) {
  const { bounds } = frame;
  if (fillsFrame(sheet, frame)) {
    ctx.fillStyle = colours.sea;
    ctx.fillRect(bounds.min.x, bounds.min.y, bounds.max.x - bounds.min.x, bounds.max.y - bounds.min.y);
    return drawParts(ctx, frame, sheet.parts, colours);
  }
  const box = edgesOf(sheet, frame);
  const x0 = Math.max(box[0], Math.floor(bounds.min.x));
  const y0 = Math.max(box[1], Math.floor(bounds.min.y));
  const wide = Math.min(box[2], Math.ceil(bounds.max.x)) - x0;
  const tall = Math.min(box[3], Math.ceil(bounds.max.y)) - y0;
  if (wide <= 0 || tall <= 0 || box[2] - box[0] < 40) return;
  const sharp = ctx.getTransform().a;
  desk.width = wide * sharp;
  desk.height = tall * sharp;
  const pen = /** @type {CanvasRenderingContext2D} */ (desk.getContext("2d"));
  pen.setTransform(sharp, 0, 0, sharp, -x0 * sharp, -y0 * sharp);
  pen.fillStyle = colours.sea;
  pen.fillRect(x0, y0, wide, tall);
  const near = { min: { x: x0, y: y0 }, max: { x: x0 + wide, y: y0 + tall } };
  drawParts(pen, { ...frame, bounds: near }, sheet.parts, colours);
  fadeEdges(pen, box);
  ctx.drawImage(desk, x0, y0, wide, tall);
}

/** @param {CanvasRenderingContext2D} ctx @param {number[]} box */
function fadeEdges(ctx, [x0, y0, x1, y1]) {
  const depth = Math.min(FADE, (x1 - x0) / 5, (y1 - y0) / 5);
  ctx.globalCompositeOperation = "destination-out";
  for (const [x, y, towardsX, towardsY] of [
    [x0, y0, depth, 0],
    [x1, y0, -depth, 0],
    [x0, y0, 0, depth],
    [x0, y1, 0, -depth],
  ]) {
    const fade = ctx.createLinearGradient(x, y, x + towardsX, y + towardsY);
    fade.addColorStop(0, "rgba(0, 0, 0, 1)");
    fade.addColorStop(1, "rgba(0, 0, 0, 0)");
    ctx.fillStyle = fade;
    ctx.fillRect(x, y, towardsX || x1 - x0, towardsY || y1 - y0);
  }
  ctx.globalCompositeOperation = "source-over";
}

/** @param {CanvasRenderingContext2D} ctx @param {any} frame @param {any} parts @param {any} colours */
function drawParts(ctx, frame, parts, colours) {
  const { zoom } = frame;
  area(ctx, frame, parts.land, colours.land);
  if (zoom >= 4) stroke(ctx, frame, parts.rivers, { colour: colours.river, width: zoom >= 7 ? 1.3 : 0.8 });
  area(ctx, frame, parts.lakes, colours.sea);
  stroke(ctx, frame, parts.land, { colour: colours.coast, width: 0.9, coast: true });
  if (zoom >= 4.5)
    stroke(ctx, frame, parts.divisions, { colour: colours.division, width: zoom >= 7 ? 1 : 0.7 });
  const width = zoom >= 6 ? 1.6 : zoom >= 3 ? 1.1 : 0.8;
  stroke(ctx, frame, parts.borders, { colour: colours.border, width });
  stroke(ctx, frame, parts.disputed, { colour: colours.border, width, dash: [5, 4] });
}

/** @param {CanvasRenderingContext2D} ctx @param {any} frame @param {any} rings @param {string} colour */
function area(ctx, frame, rings, colour) {
  ctx.beginPath();
  traceLines(ctx, rings, frame);
  ctx.fillStyle = colour;
  ctx.fill("evenodd");
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} frame
 * @param {any} lines
 * @param {{ colour: string, width: number, dash?: number[], coast?: boolean }} how
 */
function stroke(ctx, frame, lines, how) {
  ctx.beginPath();
  traceLines(ctx, lines, frame, how.coast);
  ctx.setLineDash(how.dash || []);
  ctx.lineJoin = "round";
  ctx.strokeStyle = how.colour;
  ctx.lineWidth = how.width;
  ctx.stroke();
  ctx.setLineDash([]);
}
