// @ts-check
// First-level divisions, darker where more incidents lie or more people are claimed killed.
import { canvasLayer, onThemeChange, repaintSoon, traceLines } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { NONE } from "./columns.js";
import { fill, make } from "./elements.js";
import { countryWords, say, shortNumber } from "./language.js";
import { picture } from "./legend.js";
import { themeColour } from "./marks.js";
import { keyBox } from "./keys.js";
import { addPicker } from "./picking.js";
import { unpackLines } from "./unpack.js";
import { killedWords } from "./words.js";

const MEASURES = ["count", "low", "best", "high"];
const CLASSES = 5;

/**
 * Make the layer of first-level divisions.
 * @param {string} id
 * @param {{ measure?: string }} options
 * @param {any} map
 */
export function choropleth(id, options, map) {
  const book = casebookOf(id);
  const outlines = book.content.divisions.map((division) => unpackLines(division.outline));
  const state = { measure: options.measure || "count", sums: /** @type {any[]} */ ([]), version: -1 };
  const layer = canvasLayer("gm-divisions", (ctx, frame) => {
    layer.shapes = [];
    if (!book.ready) return;
    const shades = shadesOf(sumsOf(book, state), state.measure);
    state.sums.forEach((sum, number) => {
      if (sum.count === 0) return;
      const shape = { number, path: new Path2D() };
      traceLines(/** @type {any} */ (shape.path), outlines[number], frame);
      drawDivision(ctx, shape.path, shades(sum));
      layer.shapes.push(shape);
    });
    for (const { number } of layer.shapes)
      labelDivision(ctx, outlines[number], frame, figureOf(state.sums[number], state.measure));
    key.update(shades);
  });
  const repaint = () => repaintSoon(layer);
  const key = keyOf(state, repaint);
  layer.shapes = [];
  layer.gmEntry = {
    group: "group_summaries",
    sign: choroplethSign,
    count: () => sumsOf(book, state).filter((sum) => sum.count > 0).length,
  };
  book.selection.onChange(repaint);
  onThemeChange(repaint);
  layer.on("add", () => {
    key.show(map);
    layer.picker = addPicker(map, {
      book,
      order: 2,
      pick: (point) => picked(layer, book, state, point),
      repaint,
    });
  });
  layer.on("remove", () => {
    key.hide();
    layer.picker.remove();
  });
  return layer;
}

/**
 * How many incidents that are shown lie in each division, and how many they killed as claimed.
 * A total over an area is no incident; what it contains lies where it lies.
 * @param {any} book
 * @param {any} state
 */
function sumsOf(book, state) {
  if (state.version === book.selection.version && state.sums.length > 0) return state.sums;
  const { incidents, selection } = book;
  const [division, low, best, high, scope] = [
    "division",
    "killed_low",
    "killed_best",
    "killed_high",
    "scope",
  ].map((name) => incidents.ints(name));
  const total = incidents.values("scope").indexOf("total");
  state.sums = book.content.divisions.map(() => ({
    count: 0,
    known: 0,
    low: 0,
    best: 0,
    high: 0,
    open: false,
  }));
  for (let row = 0; row < division.length; row += 1) {
    if (division[row] === NONE || selection.fails[row] !== 0) continue;
    if (total >= 0 && scope[row] === total) continue;
    const sum = state.sums[division[row]];
    sum.count += 1;
    if (low[row] === NONE && best[row] === NONE && high[row] === NONE) continue;
    const least = low[row] === NONE ? 0 : low[row];
    const likely = best[row] === NONE ? least : best[row];
    sum.known += 1;
    sum.low += least;
    sum.best += likely;
    sum.high += high[row] === NONE ? likely : high[row];
    sum.open = sum.open || high[row] === NONE;
  }
  state.version = selection.version;
  return state.sums;
}

/** @param {any} sum @param {string} measure @returns {number | null} null: unknown */
function valueOf(sum, measure) {
  if (measure === "count") return sum.count;
  return sum.known === 0 ? null : sum[measure];
}

/** @param {any} sum @param {string} measure */
function figureOf(sum, measure) {
  const value = valueOf(sum, measure);
  if (value === null) return "?";
  return shortNumber(value) + (measure === "high" && sum.open ? "+" : "");
}

/**
 * Round steps up to the largest value, few enough to be told apart.
 * @param {number} most
 * @returns {number[]} the least of each class
 */
export function classesOf(most) {
  if (most <= CLASSES) return Array.from({ length: Math.max(1, most) }, (_, n) => n + 1);
  const ratio = most ** (1 / CLASSES);
  const rounded = (value) => {
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) || value;
  };
  const steps = Array.from({ length: CLASSES - 1 }, (_, n) => rounded(ratio ** (n + 1)));
  return [...new Set([1, ...steps])].filter((step) => step <= most).sort((one, other) => one - other);
}

/** @param {any[]} sums @param {string} measure */
function shadesOf(sums, measure) {
  const values = sums.map((sum) => valueOf(sum, measure));
  const most = values.reduce((/** @type {number} */ top, value) => Math.max(top, value ?? 0), 0);
  const steps = classesOf(most);
  const strength = (value) => {
    const step = steps.filter((least) => value >= least).length;
    return step === 0 ? 0 : 0.14 + (0.62 * step) / steps.length;
  };
  const shade = (sum) => {
    const value = valueOf(sum, measure);
    return value === null ? null : strength(value);
  };
  return Object.assign(shade, { steps, strength });
}

/** @param {number} strength */
function shadeColour(strength) {
  return "rgb(" + themeColour("shade-division") + " / " + Math.round(strength * 100) + "%)";
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} path @param {number | null} strength null: unknown */
function drawDivision(ctx, path, strength) {
  if (strength !== null) {
    ctx.fillStyle = shadeColour(strength);
    ctx.fill(path, "evenodd");
  }
  ctx.strokeStyle = shadeColour(0.8);
  ctx.setLineDash(strength === null ? [3, 4] : []);
  ctx.lineWidth = 1.1;
  ctx.stroke(path);
  ctx.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} ctx @param {any} lines @param {any} frame @param {string} figure */
function labelDivision(ctx, lines, frame, figure) {
  let largest = 0;
  const size = (line) =>
    (lines.bounds[line * 4 + 2] - lines.bounds[line * 4]) *
    (lines.bounds[line * 4 + 3] - lines.bounds[line * 4 + 1]);
  for (let line = 1; line < lines.starts.length - 1; line += 1)
    if (size(line) > size(largest)) largest = line;
  const [west, north, east, south] = lines.bounds.subarray(largest * 4, largest * 4 + 4);
  ctx.font = "700 12px system-ui, sans-serif";
  const width = ctx.measureText(figure).width + 10;
  if ((east - west) * frame.k < width || (south - north) * frame.k < 16) return;
  const x = ((west + east) / 2) * frame.k - frame.left;
  const y = ((north + south) / 2) * frame.k - frame.top;
  ctx.globalAlpha = 0.92;
  ctx.fillStyle = themeColour("panel");
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 8, width, 16, 4);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = themeColour("ink");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(figure, x, y + 0.5);
}

/** @param {any} layer @param {any} book @param {any} state @param {{ x: number, y: number }} point */
function picked(layer, book, state, point) {
  const pen = layer._ctx;
  if (!pen) return null;
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  const found = layer.shapes.find((shape) => pen.isPointInPath(shape.path, point.x, point.y, "evenodd"));
  pen.restore();
  if (!found) return null;
  const { name, country } = book.content.divisions[found.number];
  const sum = state.sums[found.number];
  const killed = sum.known === 0 ? killedWords(null, null) : killedWords(sum.low, sum.open ? null : sum.high);
  return { words: [name, countryWords(country), say("incidents", { n: sum.count }), killed], open: () => {} };
}

/** What is counted, and what the shades mean. @param {any} state @param {() => void} repaint */
function keyOf(state, repaint) {
  const shown = make("div", { class: "gm-key-steps" });
  const choice = make("select", { class: "gm-unit", "aria-label": say("measure_label") });
  for (const measure of MEASURES)
    choice.append(make("option", { value: measure }, say("measure_" + measure)));
  choice.value = state.measure;
  choice.addEventListener("change", () => {
    state.measure = choice.value;
    repaint();
  });
  let written = "";
  const update = ({ steps, strength }) => {
    const key = [state.measure, steps, themeColour("shade-division")].join();
    if (key === written) return;
    written = key;
    const swatch = (least) =>
      picture(26, 12, (ctx) => {
        ctx.fillStyle = shadeColour(strength(least));
        ctx.fillRect(0, 0, 26, 12);
      });
    fill(shown, ...steps.map((least) => make("span", {}, swatch(least), say("from_number", { n: least }))));
  };
  return { ...keyBox(say("layer_choropleth"), choice, shown), update };
}

/** A small picture of what the layer draws. */
export function choroplethSign() {
  return picture(20, 16, (ctx) => {
    [0.25, 0.5, 0.75].forEach((strength, n) => {
      ctx.fillStyle = shadeColour(strength);
      ctx.fillRect(n * 7, 2, 6, 12);
    });
  });
}
