// @ts-check
// Names on the ground: countries, divisions, towns by zoom; a name that would touch another is
// left out, the more important one stays.
import { canvasLayer, inFrame } from "./canvas.js";
import { groundWords } from "./language.js";
import { themeColour } from "./marks.js";
import { worldX, worldY } from "./unpack.js";
import { visibleText } from "./words.js";

const NAMED_MARKS = 40;
const JOINED = /[\u0600-\u06ff]/; // letters that hang together

/**
 * @typedef {{ text: string, x: number, y: number, font: string, colour: string, dot: boolean,
 *             spaced: boolean }} Label
 */

/**
 * The layer of names; what it names comes later, with `name`.
 * @param {any} map
 */
export function labelLayer(map) {
  let names = /** @type {any} */ ({ countries: [], divisions: [], towns: [] });
  map.gmLabels = canvasLayer("gm-labels", (ctx, frame) => {
    const colours = {
      ink: themeColour("label"),
      soft: themeColour("label-soft"),
      ground: themeColour("label-ground"),
    };
    const marks = (map.gmMarks || []).filter((mark) => mark.zoom === frame.zoom);
    const taken = [...(map.gmAreaLabels || []), ...takenByMarks(marks)];
    const named = marks.filter((mark) => mark.look && mark.book.isNamed(mark.row));
    if (named.length <= NAMED_MARKS)
      for (const mark of oneOfEachPlace(named)) nameMark(ctx, mark, taken, colours);
    if (map.gmTiles > 0) return;
    for (const label of candidates(frame, names, colours)) place(ctx, frame, label, taken, colours);
  });
  map.gmLabels.name = (record) => (names = namesOf(record));
  return map.gmLabels;
}

/** @param {any} record of the ground */
function namesOf({ countries, divisions, towns }) {
  const at = (lon, lat) => ({ x: worldX(lon), y: worldY(lat) });
  return {
    countries: countries.map(([name, lon, lat, size, code]) => ({
      name: groundWords(name, code),
      size,
      ...at(lon, lat),
    })),
    divisions: divisions.map(([name, lon, lat, rank]) => ({ name, rank, ...at(lon, lat) })),
    towns: towns.map(([name, lon, lat, people]) => ({ name, people, ...at(lon, lat) })),
  };
}

/** Where marks were drawn a name would be unreadable. @param {any[]} marks @returns {number[][]} */
function takenByMarks(marks) {
  return marks.length > 400
    ? []
    : marks.map((mark) => {
        const below = mark.look ? mark.r : mark.r + 18; // the killed stand under a cluster
        return [mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + below];
      });
}

/** Of the marks fanned out round one point only the first is named. @param {any[]} marks */
function oneOfEachPlace(marks) {
  const seen = new Set();
  return marks.filter((mark) => {
    const key = mark.from ? mark.from.x + " " + mark.from.y : mark.row;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * The name of an incident's place beside its mark.
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} mark
 * @param {number[][]} taken
 * @param {any} colours
 */
function nameMark(ctx, mark, taken, colours) {
  const look = {
    font: "700 12px system-ui, sans-serif",
    colour: colours.ink,
    dot: false,
    spaced: false,
    text: visibleText(mark.book.placeName(mark.row)),
  };
  ctx.font = look.font;
  const half = ctx.measureText(look.text).width / 2 + mark.r + 4;
  const sides = [
    [half, 0],
    [-half, 0],
    [0, mark.r + 9],
    [0, -mark.r - 9],
  ];
  for (const [x, y] of sides)
    if (write(ctx, { ...look, x: mark.x + x, y: mark.y + y }, taken, colours)) return;
}

/** How many people a town needs to be named. @param {number} zoom */
function peopleFrom(zoom) {
  if (zoom < 4) return 8e6;
  if (zoom < 5) return 2.5e6;
  if (zoom < 6) return 6e5;
  if (zoom < 7) return 1.5e5;
  return zoom < 8 ? 5e4 : 0;
}

/**
 * All names that this zoom may show, most important first.
 * @param {any} frame
 * @param {any} names
 * @param {any} colours
 * @returns {Label[]}
 */
function candidates(frame, names, colours) {
  const { zoom } = frame;
  /** @type {Label[]} */
  const labels = [];
  if (zoom >= 2 && zoom < 7.5) {
    for (const country of names.countries) {
      if (country.size * 4 ** zoom < 9000) continue;
      labels.push(
        label(frame, country, {
          font: "600 " + (zoom < 4 ? 11 : 13) + "px system-ui, sans-serif",
          colour: colours.soft,
          spaced: true,
        }),
      );
    }
  }
  const least = peopleFrom(zoom);
  const towns = names.towns.filter((town) => town.people >= least);
  const big = towns.filter((town) => town.people >= 5e5);
  for (const town of big) labels.push(label(frame, town, townLook(town, colours)));
  if (zoom >= 6) {
    for (const division of names.divisions) {
      if (division.rank > zoom + 3.5) continue;
      labels.push(
        label(frame, division, {
          font: "italic 500 11px system-ui, sans-serif",
          colour: colours.soft,
          spaced: false,
        }),
      );
    }
  }
  for (const town of towns) if (town.people < 5e5) labels.push(label(frame, town, townLook(town, colours)));
  return labels;
}

/** @param {any} town @param {any} colours */
function townLook(town, colours) {
  const large = town.people >= 5e5;
  return {
    font: (large ? "600 12px" : "400 11px") + " system-ui, sans-serif",
    colour: colours.ink,
    dot: true,
  };
}

/** @param {any} frame @param {any} named @param {any} look @returns {Label} */
function label(frame, named, look) {
  return {
    text: look.spaced ? named.name.toUpperCase() : named.name,
    x: named.x * frame.k - frame.left,
    y: named.y * frame.k - frame.top,
    dot: false,
    ...look,
  };
}

/**
 * Draw a name where there is room.
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} frame
 * @param {Label} name
 * @param {number[][]} taken
 * @param {any} colours
 */
function place(ctx, frame, name, taken, colours) {
  if (inFrame(frame, name.x, name.y, 0)) write(ctx, name, taken, colours);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Label} name
 * @param {number[][]} taken
 * @param {any} colours
 */
function write(ctx, name, taken, colours) {
  ctx.font = name.font;
  const spacing = name.spaced && !JOINED.test(name.text) ? 1.5 : 0;
  ctx.letterSpacing = spacing + "px";
  const width = ctx.measureText(name.text).width;
  const left = name.dot ? name.x + 5 : name.x - width / 2;
  const box = [Math.min(left, name.x - 3) - 3, name.y - 8, left + width + 3, name.y + 8];
  if (taken.some((other) => touches(box, other))) return false;
  taken.push(box);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = colours.ground;
  ctx.strokeText(name.text, left, name.y);
  ctx.fillStyle = name.colour;
  ctx.fillText(name.text, left, name.y);
  ctx.letterSpacing = "0px";
  if (name.dot) townDot(ctx, name, colours);
  return true;
}

/** @param {CanvasRenderingContext2D} ctx @param {Label} name @param {any} colours */
function townDot(ctx, name, colours) {
  ctx.beginPath();
  ctx.arc(name.x, name.y, 2, 0, Math.PI * 2);
  ctx.fillStyle = colours.ground;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = name.colour;
  ctx.stroke();
}

/** @param {number[]} one @param {number[]} other */
function touches(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
