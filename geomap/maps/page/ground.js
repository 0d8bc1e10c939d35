// @ts-check
// The ground: the world's outline, then sheets of finer detail, each over what lies under it.
import { canvasLayer, onThemeChange, repaintSoon, traceLines } from "./canvas.js";
import { labelLayer } from "./labels.js";
import { themeColour } from "./marks.js";
import { readBlock, unpackLines, worldX, worldY } from "./unpack.js";

/** @param {any} record */
function unpackSheet(record) {
  const parts = {};
  for (const [name, packed] of Object.entries(record.parts)) parts[name] = unpackLines(packed, record.box);
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
  const record = readBlock(id);
  const world = { land: unpackLines(record.world), borders: unpackLines(record.worldLines) };
  const sheets = record.sheets.map(unpackSheet);
  const ground = canvasLayer("gm-ground", (ctx, frame) => {
    const colours = groundColours();
    drawWorld(ctx, frame, world, colours);
    for (const sheet of sheets) drawSheet(ctx, frame, sheet, colours);
  });
  const labels = labelLayer(record, map);
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

/** @param {CanvasRenderingContext2D} ctx @param {any} frame @param {any} world @param {any} colours */
function drawWorld(ctx, frame, world, colours) {
  const { min, max } = frame.bounds;
  ctx.fillStyle = colours.sea;
  ctx.fillRect(min.x, min.y, max.x - min.x, max.y - min.y);
  area(ctx, frame, world.land, colours.land);
  stroke(ctx, frame, world.land, { colour: colours.coast, width: 0.8 });
  stroke(ctx, frame, world.borders, { colour: colours.border, width: 0.8 });
}

/** @param {CanvasRenderingContext2D} ctx @param {any} frame @param {any} sheet @param {any} colours */
function drawSheet(ctx, frame, sheet, colours) {
  const { k, left, top, bounds, zoom } = frame;
  // Whole pixels, inwards: the seam between two sheets must not show as a line.
  const [x0, y0, x1, y1] = sheet.box.map((edge, n) =>
    Math[n < 2 ? "ceil" : "floor"](edge * k - (n % 2 === 0 ? left : top)),
  );
  if (x0 > bounds.max.x || x1 < bounds.min.x || y0 > bounds.max.y || y1 < bounds.min.y) return;
  if (x1 - x0 < 40) return;
  const { parts } = sheet;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x0, y0, x1 - x0, y1 - y0);
  ctx.clip();
  ctx.fillStyle = colours.sea;
  ctx.fillRect(x0, y0, x1 - x0, y1 - y0);
  area(ctx, frame, parts.land, colours.land);
  if (zoom >= 4) stroke(ctx, frame, parts.rivers, { colour: colours.river, width: zoom >= 7 ? 1.3 : 0.8 });
  area(ctx, frame, parts.lakes, colours.sea);
  stroke(ctx, frame, parts.land, { colour: colours.coast, width: 0.9, coast: true });
  if (zoom >= 4.5)
    stroke(ctx, frame, parts.divisions, { colour: colours.division, width: zoom >= 7 ? 1 : 0.7 });
  stroke(ctx, frame, parts.borders, { colour: colours.border, width: zoom >= 6 ? 1.6 : 1.1 });
  stroke(ctx, frame, parts.disputed, { colour: colours.border, width: zoom >= 6 ? 1.6 : 1.1, dash: [5, 4] });
  ctx.restore();
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
