// @ts-check
// Days and bars of the timeline: its scale, how much each bar holds, the marks under it.
import { NONE } from "./columns.js";
import { dayWords, isoDay, monthWords } from "./language.js";

const STEPS = [1, 7, 30.4375, 91.3125, 365.25];
const DAY = 86400000;

/** What a step can be. */
export const UNITS = ["day", "week", "month", "year"];

/** The unit that fits a span of days. @param {number} span */
export function fittingUnit(span) {
  if (span > 2200) return "year";
  return span > 150 ? "month" : "day";
}

/**
 * The first day of the step that a day lies in, or of one so many steps on.
 * @param {string} unit
 * @param {number} day
 * @param {number} steps
 */
export function stepStart(unit, day, steps) {
  if (unit === "day") return day + steps;
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  if (unit === "week") return Math.floor((day + 3) / 7) * 7 - 3 + steps * 7;
  const date = new Date(day * DAY);
  if (unit === "year") return Date.UTC(date.getUTCFullYear() + steps, 0, 1) / DAY;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + steps, 1) / DAY;
}

/**
 * The span of days, and how many a bar covers.
 * @param {any} book
 * @returns {{ first: number, last: number, step: number, bars: number, undated: number } | null}
 */
export function scaleOf(book) {
  let first = Infinity;
  let last = -Infinity;
  let undated = 0;
  const starts = book.incidents.ints("start");
  const lasts = book.incidents.ints("last");
  for (let row = 0; row < starts.length; row += 1) {
    if (starts[row] === NONE) {
      undated += 1;
      continue;
    }
    if (starts[row] < first) first = starts[row];
    const until = lasts[row] === NONE ? starts[row] : lasts[row];
    if (until > last) last = until;
  }
  if (first > last) return null;
  const slack = Math.max(0, 14 - (last - first + 1));
  first -= Math.ceil(slack / 2);
  last += Math.ceil(slack / 2);
  const step = STEPS.find((days) => (last - first + 1) / days <= 140) || STEPS[STEPS.length - 1];
  const bars = Math.ceil((last - first + 1) / step);
  return { first, last: first + Math.ceil(bars * step) - 1, step, bars, undated };
}

/**
 * How much of each kind each bar holds, and how much of it is known to a longer time only:
 * that is spread over its range.
 * @param {any} book
 * @param {any} scale
 */
export function heightsOf(book, scale) {
  const kinds = book.style.kinds.length;
  const { incidents, selection } = book;
  const { fails } = selection;
  const exact = new Float32Array(scale.bars * kinds);
  const spread = new Float32Array(scale.bars * kinds);
  const starts = incidents.ints("start");
  const lasts = incidents.ints("last");
  const kind = incidents.ints("kind");
  const scope = incidents.ints("scope");
  const total = incidents.values("scope").indexOf("total");
  const { first, step, bars } = scale;
  for (let row = 0; row < fails.length; row += 1) {
    const start = starts[row];
    if (start === NONE || !selection.passesAtAnyTime(fails[row])) continue;
    if (total >= 0 && scope[row] === total) continue;
    const from = Math.floor((start - first) / step);
    const last = lasts[row];
    if (last === NONE || last === start) {
      exact[from * kinds + kind[row]] += 1;
      continue;
    }
    const to = Math.min(bars - 1, Math.floor((last - first) / step));
    for (let bar = from; bar <= to; bar += 1) spread[bar * kinds + kind[row]] += 1 / (to - from + 1);
  }
  return { exact, spread };
}

/** Days worth a mark, with their words. @param {any} scale @returns {[number, string][]} */
export function ticksOf(scale) {
  const span = scale.last - scale.first;
  /** @type {[number, string][]} */
  const ticks = [];
  const unit = span > 900 ? "year" : span > 70 ? "month" : "day";
  const words = { year: (day) => isoDay(day).slice(0, 4), month: monthWords, day: dayWords }[unit];
  const before = stepStart(unit, scale.first, 0);
  let day = before < scale.first ? stepStart(unit, scale.first, 1) : before;
  for (; day <= scale.last; day = stepStart(unit, day, 1)) ticks.push([day, words(day)]);
  return ticks;
}
