// The page's modules without a browser: what they work out, not what they draw.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { NONE, Table, gathered } from "../../geomap/maps/page/columns.js";
import { polygonsOf, safeCell } from "../../geomap/maps/page/export.js";
import { Facet, sortedByList } from "../../geomap/maps/page/facets.js";
import { distanceM, distanceWords } from "../../geomap/maps/page/geodesy.js";
import { isInside } from "../../geomap/maps/page/selection.js";
import { stepStart } from "../../geomap/maps/page/timescale.js";
import { codeWords, countryWords, datesWords, isoDay, say, speak } from "../../geomap/maps/page/language.js";
import { rangeWords, searchForm, visibleText } from "../../geomap/maps/page/words.js";

const LANGUAGES = new URL("../../geomap/maps/page/languages/", import.meta.url);
const wordsOf = (code) => JSON.parse(readFileSync(new URL(code + ".json", LANGUAGES), "utf-8"));
const codes = readdirSync(LANGUAGES)
  .filter((name) => /^[a-z]{2}\.json$/.test(name))
  .map((name) => name.slice(0, 2));
speak(wordsOf("en"));

const day = (text) => Date.parse(text + "T00:00:00Z") / 86400000;

function tableOf(columns, bytes, texts) {
  return new Table({ count: 3, columns }, { bytes: Uint8Array.from(bytes), texts });
}

test("numbers come out of their planes, nought is unknown", () => {
  const table = tableOf({ killed: { at: 0, width: 2, base: 10 } }, [1, 0, 0, 0, 0, 1], []);
  assert.deepEqual([...table.ints("killed")], [10, NONE, 265]);
  assert.deepEqual(
    [0, 1, 2].map((row) => table.get("killed", row)),
    [10, null, 265],
  );
});

test("a scaled column is a fraction, its stored numbers stay whole", () => {
  const table = tableOf({ lat: { at: 0, width: 1, base: 340, scale: 10 } }, [1, 2, 0], []);
  assert.deepEqual(
    [0, 1, 2].map((row) => table.get("lat", row)),
    [34, 34.1, null],
  );
});

test("a column beside another adds to it", () => {
  const columns = { low: { at: 0, width: 1, base: 5 }, high: { same: 2, beside: "low" } };
  const table = tableOf(columns, [1, 3, 0], []);
  assert.deepEqual(
    [0, 1, 2].map((row) => table.get("high", row)),
    [7, 9, null],
  );
});

test("late texts are unknown until they have come", () => {
  const columns = { note: { codes: { at: 0, width: 1, base: 0 }, late: 0 } };
  const table = tableOf(columns, [2, 1, 0], null);
  assert.equal(table.get("note", 0), null);
  table.store.texts = [["a", "b"]];
  assert.deepEqual(
    [0, 1, 2].map((row) => table.get("note", row)),
    ["b", "a", null],
  );
});

test("running ids are their row", () => {
  const table = tableOf({ id: { prefix: "e", first: 7 } }, [], []);
  assert.equal(table.get("id", 2), "e9");
});

test("what hangs on a row is gathered in order", () => {
  const { starts, rows } = gathered(Int32Array.from([1, NONE, 0, 1]), 3);
  assert.deepEqual([...starts], [0, 1, 3, 3]);
  assert.deepEqual([...rows], [2, 0, 3]);
});

function facetOf(lists) {
  const values = lists;
  const incidents = { values: () => values, ints: () => Int32Array.from(lists, (_, row) => row) };
  const sort = sortedByList("actors", (one) => one);
  return new Facet("actor", "Actor", 4, sort, { count: lists.length, incidents });
}

test("a facet takes in, leaves out, and counts what others pass", () => {
  const facet = facetOf([["a", "b"], ["b"], [], ["c"]]);
  const fails = new Uint32Array(4);
  facet.included.add("b");
  facet.apply(fails);
  assert.deepEqual([...fails], [0, 0, 4, 4]);
  facet.excluded.add("a");
  facet.apply(fails);
  assert.deepEqual([...fails], [4, 0, 4, 4]);
  fails[3] |= 1;
  const names = facet.whole.values.map((value) => value.name);
  const counts = Object.fromEntries([...facet.counts(fails)].map((count, n) => [names[n], count]));
  assert.deepEqual(counts, { "-": 1, a: 1, b: 2, c: 0 });
  facet.clear();
  facet.apply(fails);
  assert.deepEqual([...fails], [0, 0, 0, 1]);
});

test("cells that a spreadsheet would compute are made harmless", () => {
  for (const cell of ["=1+1", "+1", "-2", "@x", "  =1", "'=1", "＝1", "\t=1", "a;=1", "\u200b=1"])
    assert.ok(safeCell(cell).includes("'"), cell);
  for (const cell of ["about 20", "20–22", "a - b", "x=1", 5, -3])
    assert.ok(!String(safeCell(cell)).includes("'"));
  assert.equal(safeCell('say "x", y'), '"say ""x"", y"');
  assert.equal(safeCell(null), "");
});

test("a ring in a ring is its hole", () => {
  const box = (a, b) => [
    [a, a],
    [b, a],
    [b, b],
    [a, b],
    [a, a],
  ];
  const found = polygonsOf([box(0, 10), box(2, 4), box(20, 30)]);
  assert.deepEqual(
    found.map((polygon) => polygon.length),
    [2, 1],
  );
});

test("a point lies in a polygon or not", () => {
  const corners = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, 1],
    [0, 4],
  ];
  assert.ok(isInside(corners, 0.5, 2));
  assert.ok(!isInside(corners, 2, 2));
});

test("distances are those of the ellipsoid", () => {
  // A degree of the meridian at the equator and at 45 degrees; half the equator.
  assert.ok(Math.abs(distanceM([0, 0], [0, 1]) - 110574.4) < 20);
  assert.ok(Math.abs(distanceM([0, 44.5], [0, 45.5]) - 111131.8) < 20);
  assert.ok(Math.abs(distanceM([0, 0], [1, 0]) - 111319.5) < 20);
  assert.equal(distanceM([36, 34], [36, 34]), 0);
  assert.equal(distanceWords(850.4), "850 m");
  assert.equal(distanceWords(12345), "12.3 km");
});

test("steps begin on Mondays, firsts of the month and of the year", () => {
  assert.equal(isoDay(stepStart("week", day("2015-09-30"), 0)), "2015-09-28");
  assert.equal(isoDay(stepStart("week", day("2015-09-28"), 1)), "2015-10-05");
  assert.equal(isoDay(stepStart("month", day("2015-12-31"), 1)), "2016-01-01");
  assert.equal(isoDay(stepStart("year", day("2015-12-31"), -1)), "2014-01-01");
  assert.equal(isoDay(stepStart("day", day("2016-02-28"), 1)), "2016-02-29");
});

test("unknown is never nought", () => {
  assert.equal(rangeWords(null, null), "number unknown");
  assert.equal(rangeWords(0, 0), "0");
  assert.equal(rangeWords(24, null), "at least 24");
  assert.equal(rangeWords(null, 3), "up to 3");
});

test("search takes no notice of case, accents and Arabic spelling", () => {
  assert.equal(searchForm("TALBĪSAH"), searchForm("talbisah"));
  assert.equal(searchForm("إدلب"), searchForm("ادلب"));
  assert.equal(searchForm("Łódź"), "lodz");
});

test("characters that would act are shown", () => {
  assert.equal(visibleText("a\u202eb"), "a⟨U+202E⟩b");
});

test("every language has the plural forms of its rules, and no others", () => {
  assert.equal(codes.length, 6);
  for (const code of codes) {
    const words = wordsOf(code);
    const needed = new Intl.PluralRules(words.locale).resolvedOptions().pluralCategories.sort();
    for (const [key, entry] of Object.entries(words)) {
      if (typeof entry === "string" || ["code", "ground", "type"].includes(key)) continue;
      assert.deepEqual(Object.keys(entry).sort(), needed, code + " " + key);
    }
  }
});

test("plural forms follow the number, numbers the language", () => {
  const said = (code, numbers) => {
    speak(wordsOf(code));
    return numbers.map((n) => say("incidents", { n }));
  };
  assert.deepEqual(said("en", [1, 2]), ["1 incident", "2 incidents"]);
  assert.deepEqual(said("ru", [1, 2, 5, 21]), ["1 инцидент", "2 инцидента", "5 инцидентов", "21 инцидент"]);
  assert.deepEqual(said("ar", [1, 2, 3, 11]), ["حادث واحد", "حادثان", "3 حوادث", "11 حادثًا"]);
  assert.match(said("fr", [12345])[0], /^12\s345 incidents$/);
  speak(wordsOf("en"));
});

test("days and countries are named as the language names them", () => {
  const found = codes.map((code) => {
    speak(wordsOf(code));
    return [datesWords(day("2015-09-30"), day("2015-10-02")), countryWords("SY")];
  });
  speak(wordsOf("en"));
  assert.equal(new Set(found.map(([days]) => days)).size, codes.length);
  assert.ok(found.every(([days]) => days.includes("30") && days.includes("2015")));
  assert.equal(countryWords("SY"), "Syria");
  assert.equal(countryWords("Aleppo"), "Aleppo");
});

test("a code that nobody knows is shown as it is, whatever its name", () => {
  assert.equal(codeWords("constructor"), "constructor");
  assert.equal(codeWords("some_new_code"), "some new code");
  assert.equal(say("no such words"), "no such words");
});
