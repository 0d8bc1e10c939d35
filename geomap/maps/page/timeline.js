// @ts-check
// The incidents over time: bars stacked by kind, a brush to choose days, and play.
import { onThemeChange } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { button, make } from "./elements.js";
import { kindColour, themeColour } from "./marks.js";
import { UNITS, fittingUnit, heightsOf, scaleOf, stepStart, ticksOf } from "./timescale.js";
import { datesWords, dayWords, isRightToLeft, say } from "./language.js";

const PLAY_PAUSE = 550; // milliseconds
const FOOT = 18; // pixels under the bars, for the years
const PRE = 6;

class Strip {
  /** @param {any} book @param {any} scale */
  constructor(book, scale) {
    this.book = book;
    this.scale = scale;
    this.canvas = make("canvas", { class: "gm-bars", "aria-hidden": "true" });
    this.handles = [0, 1].map((side) => this.makeHandle(side));
    this.box = make(
      "div",
      {
        class: "gm-strip",
        tabindex: "0",
        role: "group",
        "aria-label": say("timeline"),
      },
      this.canvas,
      ...this.handles,
    );
    /** Days run in the direction of the lines. */
    this.mirrored = isRightToLeft();
    this.playButton = button("", () => this.play(), { class: "gm-play" });
    this.stop();
    this.words = make("span", { class: "gm-days", "aria-live": "polite" });
    this.reset = button(say("all_dates"), () => this.choose(null), { class: "gm-reset" });
    this.timer = 0;
    this.width = 0;
    /** @type {[number, string][] | null} */
    this.ticks = null;
    this.unit = make("select", { class: "gm-unit", "aria-label": say("step_length") });
    for (const value of UNITS) this.unit.append(make("option", { value }, say("unit_" + value)));
    this.unit.value = fittingUnit(scale.last - scale.first);
    this.back = button("‹", () => this.step(-1), { class: "gm-step", "aria-label": say("step_back") });
    this.forth = button("›", () => this.step(1), { class: "gm-step", "aria-label": say("step_on") });
    /** @type {{ key: string, heights: any } | null} */
    this.counted = null;
    this.listen();
  }

  /** @param {number} day @param {number} steps */
  stepStart(day, steps) {
    return stepStart(this.unit.value, day, steps);
  }

  /** Show the next or the previous day, week or month. @param {number} way 1 or -1 */
  step(way) {
    const { days } = this.book.selection;
    const { first, last } = this.scale;
    const at = days ? days[0] : way > 0 ? first : last;
    const start = this.stepStart(at, days ? way : 0);
    const end = this.stepStart(start, 1) - 1;
    if (end < first || start > last) return;
    this.choose([start, end]);
  }

  /** @param {number} side 0 the first day, 1 the last */
  makeHandle(side) {
    const handle = make("button", {
      type: "button",
      class: "gm-handle",
      role: "slider",
      "aria-label": say(side === 0 ? "first_day" : "last_day"),
    });
    handle.addEventListener("keydown", (event) => {
      const on = this.mirrored ? -1 : 1;
      const steps = { ArrowLeft: -on, ArrowDown: -1, ArrowRight: on, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
        event.key
      ];
      if (steps === undefined && event.key !== "Escape") return;
      event.preventDefault();
      if (steps === undefined) return this.choose(null);
      const days = this.days();
      days[side] += steps * Math.max(1, Math.round(this.scale.step));
      this.choose(side === 0 ? [Math.min(days[0], days[1]), days[1]] : [days[0], Math.max(days[0], days[1])]);
    });
    return handle;
  }

  /** The chosen days, or all. @returns {[number, number]} */
  days() {
    const { days } = this.book.selection;
    return days ? [days[0], days[1]] : [this.scale.first, this.scale.last];
  }

  /** @param {[number, number] | null} days */
  choose(days) {
    const { first, last } = this.scale;
    this.book.selection.change((selection) => {
      selection.days = days && [
        Math.max(first, Math.min(days[0], last)),
        Math.min(last, Math.max(days[1], first)),
      ];
    });
  }

  /** @param {number} x pixels from the left of the bars */
  dayAt(x) {
    const { first, last } = this.scale;
    const along = this.mirrored ? this.width - x : x;
    const share = Math.max(0, Math.min(1, (along - PRE) / (this.width - 2 * PRE)));
    return Math.round(first + share * (last + 1 - first) - 0.5);
  }

  /** @param {number} day */
  xOf(day) {
    const { first, last } = this.scale;
    const along = PRE + ((day - first) / (last + 1 - first)) * (this.width - 2 * PRE);
    return this.mirrored ? this.width - along : along;
  }

  listen() {
    let start = /** @type {any} */ (null);
    const x = (event) => event.clientX - this.canvas.getBoundingClientRect().left;
    this.box.addEventListener("pointerdown", (event) => {
      this.stop();
      const [from, to] = this.days();
      const at = x(event);
      const chosen = this.book.selection.days !== null;
      const side = [from, to + 1].findIndex((day) => Math.abs(this.xOf(day) - at) < 9);
      if (side >= 0) start = { fixed: side === 0 ? to : from };
      else if (chosen && (at - this.xOf(from)) * (at - this.xOf(to + 1)) < 0)
        start = { move: this.dayAt(at), from, to };
      else start = { fixed: this.dayAt(at) };
      this.box.setPointerCapture(event.pointerId);
    });
    this.box.addEventListener("pointermove", (event) => {
      if (!start) return;
      const day = this.dayAt(x(event));
      if (start.move !== undefined) this.choose([start.from + day - start.move, start.to + day - start.move]);
      else this.choose([Math.min(start.fixed, day), Math.max(start.fixed, day)]);
    });
    this.box.addEventListener("pointerup", () => (start = null));
    this.box.addEventListener("pointercancel", () => (start = null));
  }

  /** Keys on the whole strip: arrows step, space plays, Escape shows all. @param {KeyboardEvent} event */
  key(event) {
    if (event.target !== this.box) return;
    const acts = {
      ArrowLeft: () => this.step(this.mirrored ? 1 : -1),
      ArrowRight: () => this.step(this.mirrored ? -1 : 1),
      " ": () => this.play(),
      Escape: () => this.choose(null),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.playButton.textContent = this.mirrored ? "◀" : "▶";
    this.playButton.setAttribute("aria-label", say("play"));
  }

  play() {
    if (this.timer) return this.stop();
    const { first, last } = this.scale;
    const [from, to] = this.days();
    const whole = to - from >= last - first;
    const steps = whole ? 1 : this.stepsIn(from, to);
    let day = whole || to >= last ? this.stepStart(first, 0) : from;
    const show = () => {
      if (day > last) return this.stop();
      this.choose([day, this.stepStart(day, steps) - 1]);
      day = this.stepStart(day, 1);
    };
    this.playButton.textContent = "❚❚";
    this.playButton.setAttribute("aria-label", say("stop"));
    this.timer = window.setInterval(show, PLAY_PAUSE);
    show();
  }

  /** How many steps the chosen days are long. @param {number} from @param {number} to */
  stepsIn(from, to) {
    let steps = 1;
    while (this.stepStart(from, steps) <= to && steps < 400) steps += 1;
    return steps;
  }

  draw() {
    const { canvas } = this;
    const width = this.box.clientWidth;
    const height = this.box.clientHeight;
    this.width = width;
    if (width === 0) return;
    if (canvas.width !== width * 2 || canvas.height !== height * 2) {
      canvas.width = width * 2;
      canvas.height = height * 2;
    }
    const ctx = canvas.getContext("2d");
    ctx.setTransform(2, 0, 0, 2, 0, 0);
    ctx.clearRect(0, 0, width, height);
    this.drawBars(ctx, height - FOOT);
    this.drawBrush(ctx, height - FOOT);
    this.drawDates(ctx, height);
    this.tell();
  }

  /** What the bars hold: the same while only the days change. */
  heights() {
    const key = this.book.selection.keyButTime();
    if (!this.counted || this.counted.key !== key)
      this.counted = { key, heights: heightsOf(this.book, this.scale) };
    return this.counted.heights;
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} floor */
  drawBars(ctx, floor) {
    const { scale, book } = this;
    const { kinds } = book.style;
    const { exact, spread } = this.heights();
    let most = 1;
    for (let bar = 0; bar < scale.bars; bar += 1) {
      let sum = 0;
      for (let at = bar * kinds.length; at < (bar + 1) * kinds.length; at += 1) sum += exact[at] + spread[at];
      most = Math.max(most, sum);
    }
    const [from, to] = this.days();
    for (let bar = 0; bar < scale.bars; bar += 1) {
      const day = scale.first + bar * scale.step;
      const start = this.xOf(day);
      const wide = Math.min(26, Math.max(1.5, Math.abs(this.xOf(day + scale.step) - start) - 1));
      const left = this.mirrored ? start - wide : start;
      const light = day + scale.step > from && day <= to ? 1 : 0.28;
      let top = floor;
      for (const [heights, alpha] of [
        [exact, 1],
        [spread, 0.45],
      ]) {
        ctx.globalAlpha = light * alpha;
        for (let kind = 0; kind < kinds.length; kind += 1) {
          const tall = (heights[bar * kinds.length + kind] / most) * (floor - 6);
          if (tall === 0) continue;
          ctx.fillStyle = kindColour(kinds[kind]);
          top -= tall;
          ctx.fillRect(left, top, wide, tall > 3 ? tall - 0.6 : tall);
        }
      }
    }
    ctx.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} floor */
  drawBrush(ctx, floor) {
    const [from, to] = this.days();
    const left = this.xOf(from);
    const right = this.xOf(to + 1);
    ctx.strokeStyle = themeColour("accent");
    ctx.lineWidth = 1.5;
    ctx.strokeRect(Math.min(left, right), 1, Math.abs(right - left), floor);
    this.handles.forEach((handle, side) => {
      handle.style.left = (side === 0 ? left : right) - 6 + "px";
      handle.setAttribute("aria-valuemin", String(this.scale.first));
      handle.setAttribute("aria-valuemax", String(this.scale.last));
      handle.setAttribute("aria-valuenow", String(side === 0 ? from : to));
      handle.setAttribute("aria-valuetext", dayWords(side === 0 ? from : to));
    });
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} height */
  drawDates(ctx, height) {
    ctx.fillStyle = themeColour("ink-soft");
    ctx.strokeStyle = themeColour("line");
    ctx.font = "11px system-ui, sans-serif";
    ctx.textBaseline = "bottom";
    ctx.textAlign = "left";
    /** @type {[number, number][]} */
    const taken = [];
    if (!this.ticks) this.ticks = ticksOf(this.scale);
    for (const [day, text] of this.ticks) {
      const x = this.xOf(day);
      const width = ctx.measureText(text).width;
      const left = Math.max(2, Math.min(this.width - width - 2, x - width / 2));
      if (taken.some(([from, to]) => left < to + 12 && left + width > from - 12)) continue;
      taken.push([left, left + width]);
      ctx.fillRect(x, height - FOOT, 1, 4);
      ctx.fillText(text, left, height - 1);
    }
  }

  tell() {
    const { selection } = this.book;
    const { undated } = this.scale;
    const [from, to] = this.days();
    const without = say(selection.undated ? "undated_shown" : "undated_hidden", { n: undated });
    this.words.textContent = datesWords(from, to) + (undated > 0 ? " · " + without : "");
    this.reset.hidden = selection.days === null;
  }
}

/**
 * Put the timeline into a box.
 * @param {any} book
 * @param {Element} home
 */
export function timelineIn(book, home) {
  const scale = scaleOf(book);
  if (!scale) {
    home.replaceChildren(make("p", { class: "gm-note" }, say("no_dates")));
    return;
  }
  const strip = new Strip(book, scale);
  const undated = scale.undated > 0 ? undatedBox(book) : null;
  const steps = make("span", { class: "gm-steps" }, strip.back, strip.unit, strip.forth);
  const line = make("div", { class: "gm-time-line" }, steps, strip.words, strip.reset);
  if (undated) line.append(undated);
  strip.box.addEventListener("keydown", (event) => strip.key(event));
  home.replaceChildren(strip.playButton, make("div", { class: "gm-time" }, strip.box, line));
  book.selection.onChange(() => strip.draw());
  onThemeChange(() => strip.draw());
  new ResizeObserver(() => strip.draw()).observe(strip.box);
}

/** @param {any} book */
function undatedBox(book) {
  const box = make("input", { type: "checkbox" });
  box.checked = true;
  box.addEventListener("change", () =>
    book.selection.change((selection) => (selection.undated = box.checked)),
  );
  book.selection.onChange(() => (box.checked = book.selection.undated));
  return make("label", { class: "gm-undated" }, box, say("show_undated"));
}

/**
 * The timeline as a control of a plain folium map.
 * @param {string} id
 */
export function timeline(id) {
  const book = casebookOf(id);
  const Corner = L.Control.extend({
    options: { position: "bottomleft" },
    onAdd() {
      const box = make("div", { class: "gm-corner gm-corner-time leaflet-bar" });
      L.DomEvent.disableClickPropagation(box);
      book.whenReady(() => timelineIn(book, box));
      return box;
    },
  });
  return new Corner();
}
