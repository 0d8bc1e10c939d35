// @ts-check
// Figures, qualifiers and precisions as words.
import { codeWords, numberWords, say } from "./language.js";

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

/**
 * A number with its bounds: null is open or unknown, never nought.
 * @param {number | null} low
 * @param {number | null} high
 * @returns {string}
 */
export function rangeWords(low, high) {
  if (low === null) return high === null ? say("number_unknown") : say("up_to", { n: high });
  if (high === null) return say("at_least", { n: low });
  return low === high ? numberWords(low) : say("range", { low, high });
}

/**
 * "20–22 killed", "at least 24 killed, as claimed".
 * @param {"killed" | "killed_claimed" | "sum_killed"} key
 * @param {number | null} low
 * @param {number | null} high
 */
export function killedRange(key, low, high) {
  return say(key, { n: high ?? low ?? 0, range: rangeWords(low, high) });
}

/** @param {number | null} low @param {number | null} high */
export function killedWords(low, high) {
  if (low === null && high === null) return say("killed_number_unknown");
  return killedRange("killed_claimed", low, high);
}

/** @param {string | null} qualifier */
export function qualifierWords(qualifier) {
  if (qualifier === null) return "";
  const key = "qualifier_" + qualifier;
  const words = say(key);
  return words === key ? codeWords(qualifier) : words;
}

const ROUNDED = ["about", "nearly", "more_than", "fewer_than"];

/**
 * The figure of one claim in words.
 * @param {number | null} low
 * @param {number | null} best
 * @param {number | null} high
 * @param {string | null} qualifier
 */
export function figureWords(low, best, high, qualifier) {
  if (qualifier === "zero") return say("figure_zero");
  if (low === null && high === null && best === null) return say("number_unknown");
  if (best !== null && ROUNDED.includes(String(qualifier))) return say("figure_" + qualifier, { n: best });
  return rangeWords(low, high);
}

/** UCDP where_prec in words. @param {number | null} precision */
export function placePrecisionWords(precision) {
  const known = precision !== null && precision >= 1 && precision <= 7;
  return say(known ? "place_" + precision : "place_unknown_precision");
}

/** UCDP date_prec in words. @param {number | null} precision */
export function datePrecisionWords(precision) {
  return precision !== null && precision >= 1 && precision <= 5 ? say("date_" + precision) : "";
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
