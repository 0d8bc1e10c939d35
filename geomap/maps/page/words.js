// @ts-check
// Numbers, dates and codes as words.

const UNIT_DAY = 86400000;

/**
 * Spell out characters that would reorder or hide their neighbours.
 * @param {unknown} text
 * @returns {string}
 */
export function visibleText(text) {
  return String(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (found) => "⟨U+" + found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩",
  );
}

const PLAIN = new Intl.NumberFormat("en-GB");

/** @param {number} number */
export function numberWords(number) {
  return PLAIN.format(number);
}

/**
 * A number with its bounds: null is open or unknown, never nought.
 * @param {number | null} low
 * @param {number | null} high
 * @returns {string}
 */
export function rangeWords(low, high) {
  if (low === null) return high === null ? "number unknown" : "up to " + numberWords(high);
  if (high === null) return "at least " + numberWords(low);
  if (low === high) return numberWords(low);
  return numberWords(low) + "–" + numberWords(high);
}

const SHORT = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 });

/** "1.24K": for where there is little room. @param {number} number */
export function shortNumber(number) {
  return number < 1000 ? String(number) : SHORT.format(number);
}

/** @param {number | null} day days since 1970-01-01 */
export function dayWords(day) {
  return day === null ? "date unknown" : new Date(day * UNIT_DAY).toISOString().slice(0, 10);
}

/**
 * @param {number | null} start
 * @param {number | null} last
 */
export function datesWords(start, last) {
  if (start === null) return "date unknown";
  return last === null || last === start ? dayWords(start) : dayWords(start) + " to " + dayWords(last);
}

/** Codes with underscores as words. @param {unknown} code */
export function codeWords(code) {
  const words = String(code).replaceAll("_", " ");
  return words.replace(/^(un|ngo)\b/, (short) => short.toUpperCase());
}

const QUALIFIERS = {
  exact: "given as exact",
  at_least: "at least",
  more_than: "more than",
  up_to: "up to",
  fewer_than: "fewer than",
  about: "about",
  nearly: "nearly",
  range: "a range",
  vague: "no figure given",
  zero: "none, said outright",
};

/** @param {string | null} qualifier */
export function qualifierWords(qualifier) {
  return qualifier === null ? "" : QUALIFIERS[qualifier] || codeWords(qualifier);
}

/**
 * The figure of one claim in words.
 * @param {number | null} low
 * @param {number | null} best
 * @param {number | null} high
 * @param {string | null} qualifier
 */
export function figureWords(low, best, high, qualifier) {
  if (qualifier === "zero") return "none";
  if (low === null && high === null && best === null) return "number unknown";
  if (best !== null && ["about", "nearly", "more_than", "fewer_than"].includes(String(qualifier))) {
    return qualifierWords(qualifier) + " " + numberWords(best);
  }
  return rangeWords(low, high);
}

const PLACE_PRECISION = [
  "",
  "exact place",
  "near a known place",
  "district known",
  "province known",
  "a line, border or informal region",
  "country only",
  "international waters or airspace",
];

/** UCDP where_prec in words. @param {number | null} precision */
export function placePrecisionWords(precision) {
  return (precision !== null && PLACE_PRECISION[precision]) || "precision unknown";
}

const DATE_PRECISION = [
  "",
  "exact day",
  "within two to six days",
  "within a week",
  "within a month",
  "within a year",
];

/** UCDP date_prec in words. @param {number | null} precision */
export function datePrecisionWords(precision) {
  return (precision !== null && DATE_PRECISION[precision]) || "";
}

const UNMARKED = { ø: "o", Ø: "o", ł: "l", Ł: "l", đ: "d", Đ: "d", ı: "i", æ: "ae", Æ: "ae" };

/**
 * One form of a text for searching: no case, no accents, no Arabic vowel signs.
 * @param {unknown} text
 */
export function searchForm(text) {
  const written = String(text);
  // Most texts are plain, and this is done to every text of a large table.
  if (/^[\u0000-\u007f]*$/.test(written)) return written.replace(/['`]/g, "").toLowerCase();
  return written
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u02b9-\u02bf\u2018\u2019'`]/g, "")
    .replace(/[øØłŁđĐıæÆ]/g, (letter) => UNMARKED[letter])
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}

/**
 * "1 incident", "2 incidents".
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function countWords(count, one, many) {
  return numberWords(count) + " " + (count === 1 ? one : many || one + "s");
}
