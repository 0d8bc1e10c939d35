// @ts-check
// The page's own words, from one data file a language (languages/*.json), and numbers and days
// as that language writes them. Words of reports never pass through here.

/** @typedef {string | Record<string, string>} Entry one text, or one for each plural form */

/** @type {any} */
let spoken = null;

/**
 * What writes numbers and days in a language, each made when it is first needed: to make them
 * all costs more than to draw the page.
 */
const WRITERS = {
  plurals: (locale) => new Intl.PluralRules(locale),
  plain: (locale) => new Intl.NumberFormat(locale),
  short: (locale) => new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 }),
  day: (locale) => dayWriter(locale, { day: "numeric", month: "short", year: "numeric" }),
  month: (locale) => dayWriter(locale, { month: "short", year: "numeric" }),
  collator: (locale) => new Intl.Collator(locale),
  regions: (locale) => new Intl.DisplayNames(locale, { type: "region" }),
};

/** @param {string} locale @param {any} parts */
function dayWriter(locale, parts) {
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
}

/** @param {any} words a language's file, or what the page carries of it */
export function speak(words) {
  spoken = { words };
}

/** @param {keyof typeof WRITERS} name @returns {any} */
function writer(name) {
  const speaker = language();
  if (!speaker[name]) speaker[name] = WRITERS[name](speaker.words.locale);
  return speaker[name];
}

/** What the page speaks, read when the first word is said. */
function language() {
  if (!spoken) {
    const block = document.getElementById("geomap-words");
    speak(JSON.parse((block && block.textContent) || '{"locale":"en-GB"}'));
  }
  return spoken;
}

/** Whether lines run from right to left. */
export function isRightToLeft() {
  return language().words.direction === "rtl";
}

/** @param {string} key @param {Record<string, any>} facts @returns {string} */
function pattern(key, facts) {
  const entry = /** @type {Entry | undefined} */ (language().words[key]);
  if (entry === undefined) return key;
  if (typeof entry === "string") return entry;
  return entry[writer("plurals").select(facts.n)] ?? entry.other;
}

/**
 * Words of the page: numbers among the facts are written as the language writes them, and `n`
 * chooses the plural form.
 * @param {string} key
 * @param {Record<string, string | number>} [facts] what stands in braces
 * @returns {string}
 */
export function say(key, facts) {
  return sayParts(key, facts).join("");
}

/**
 * The same in parts, for facts that are elements.
 * @param {string} key
 * @param {Record<string, any>} [facts]
 * @returns {any[]}
 */
export function sayParts(key, facts = {}) {
  return pattern(key, facts)
    .split(/\{(\w+)\}/)
    .map((part, n) => {
      if (n % 2 === 0) return part;
      const fact = facts[part];
      return typeof fact === "number" ? numberWords(fact) : (fact ?? "");
    })
    .filter((part) => part !== "");
}

/** @param {number} number */
export function numberWords(number) {
  if (Number.isInteger(number) && number >= 0 && number < 1000) return String(number);
  return writer("plain").format(number);
}

/** "1.24K": for where there is little room. @param {number} number */
export function shortNumber(number) {
  return number < 1000 ? numberWords(number) : writer("short").format(number);
}

const UNIT_DAY = 86400000;

/** @param {number} day days since 1970-01-01 */
export function isoDay(day) {
  return new Date(day * UNIT_DAY).toISOString().slice(0, 10);
}

/** @param {number | null} day days since 1970-01-01 */
export function dayWords(day) {
  return day === null ? say("date_unknown") : writer("day").format(day * UNIT_DAY);
}

/** @param {number} day */
export function monthWords(day) {
  return writer("month").format(day * UNIT_DAY);
}

/**
 * @param {number | null} start
 * @param {number | null} last
 */
export function datesWords(start, last) {
  if (start === null || last === null || last === start) return dayWords(start);
  return writer("day").formatRange(start * UNIT_DAY, last * UNIT_DAY);
}

/** A country by its code; what is no code stays as it is. @param {string} code */
export function countryWords(code) {
  return /^[A-Z]{2}$/.test(code) ? writer("regions").of(code) : code;
}

/** Compare two texts as the language sorts them. @param {string} one @param {string} other */
export function compareWords(one, other) {
  return writer("collator").compare(one, other);
}

/** Texts as one, with the language's comma. @param {string[]} texts */
export function listWords(texts) {
  return texts.join(say("list_separator"));
}

/** @param {"code" | "type" | "ground"} table @param {string} name @returns {string | undefined} */
function known(table, name) {
  const words = language().words[table];
  return words && Object.hasOwn(words, name) ? words[name] : undefined;
}

/** A code in words; one that is not known with its underscores as spaces. @param {unknown} code */
export function codeWords(code) {
  const name = String(code);
  return (
    known("code", name) ?? name.replaceAll("_", " ").replace(/^(un|ngo)\b/, (short) => short.toUpperCase())
  );
}

/** A country of the basemap, which has English names. @param {string} name @param {string} [code] */
export function groundWords(name, code) {
  if (language().words.locale.startsWith("en")) return name;
  return code ? countryWords(code) : (known("ground", name) ?? name);
}

/** A type of event; one that is not ACLED's stays as its table writes it. @param {unknown} type */
export function typeWords(type) {
  return known("type", String(type)) ?? codeWords(type);
}
