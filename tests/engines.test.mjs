// The same cases as `cargo test` runs natively and through the command line, through wasm and through the page engine: one set of answers.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import * as page from "../pkg/page/engine.js";
import init, * as module from "../pkg/page/inspector.js";

const CASES = new URL("cases/", import.meta.url);

await init({ module_or_path: readFileSync(new URL("../pkg/page/inspector_bg.wasm", import.meta.url)) });

const STRICTEST = { data_allowed: [], go_on: "never", patterns: "", roster: "" };

/** Every case of every file: `{name, text, finds: [{kind, start, end}]}`, offsets in UTF-16 units. */
const cases = readdirSync(CASES)
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, CASES), "utf8")).map((each) => ({ ...each, file })));

for (const [engine, { Inspector }] of Object.entries({ wasm: module, "page engine": page })) {
  test(`${engine}: every case`, () => {
    assert.ok(cases.length > 0);
    assert.deepEqual(mismatches(new Inspector(), cases), []);
  });

  test(`${engine}: a finding that differs by one letter or in kind is a mismatch`, () => {
    const [one] = cases.filter(({ finds }) => finds.length > 0);
    const [find, ...others] = one.finds;
    for (const spoilt of [[{ ...find, start: find.start + 1 }, ...others], [{ ...find, kind: "none" }, ...others], others]) {
      assert.equal(mismatches(new Inspector(), [{ ...one, finds: spoilt }]).length, 1);
    }
  });

  test(`${engine}: rules that are none are refused by code`, () => {
    const refused = (/** @type {unknown} */ rules) => () => new Inspector(/** @type {any} */ (rules));
    assert.throws(refused({ go_on: 1 }), { name: "ChalklineError", code: "BAD_ARGUMENT", place: "rules" });
    assert.throws(refused({ ...STRICTEST, roster: "AAAA" }), { name: "ChalklineError", code: "BAD_ROSTER", place: "roster" });
  });

  test(`${engine}: a roster made by docs/record-format.md makes the detector surer of its names`, () => {
    const text = "Brzęczyk: 45%, photosynthesis: 60%";
    const names = (/** @type {any} */ rules) => new Inspector(rules).inspect(text).findings.map(({ kind, start, end }) => [kind, start, end]);
    assert.deepEqual(names(STRICTEST), []);
    assert.deepEqual(names({ ...STRICTEST, roster: rosterOf("brzeczyk") }), [["person-name", 0, 8]]);
    assert.deepEqual(names({ ...STRICTEST, roster: rosterOf("somebody") }), []);
  });
}

/** A filter of names with this word's mark and its neighbours', written from the page and from nothing else. */
function rosterOf(/** @type {string} */ word) {
  const mix = (/** @type {number} */ x) => {
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return x ^ (x >>> 16);
  };
  const hash = Buffer.from(word).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
  const place = mix(mix(hash ^ 5) ^ 7) >>> (32 - 14);
  const bytes = Buffer.alloc(9 + 2048);
  bytes.set([14, 5, 0, 0, 0, 7, 0, 0, 0]);
  bytes.fill(0xff, 9 + (place >> 10) * 128, 9 + (place >> 10) * 128 + 128);
  return bytes.toString("base64");
}

/** The cases that this engine answers in another way. */
function mismatches(inspector, cases) {
  const plain = (/** @type {{kind: string, start: number, end: number}[]} */ findings) => JSON.stringify(findings.map(({ kind, start, end }) => [kind, start, end]));
  return cases.flatMap(({ file, name, text, finds }) => {
    const found = plain(inspector.inspect(text).findings);
    return found === plain(finds) ? [] : [`${file}: ${name}: finds ${found}`];
  });
}

test("a text larger than the memory an engine begins with is judged to its end", () => {
  const filler = "The river wears its bed away where the water is quick. ".repeat(60_000);
  for (const { Inspector } of [module, page]) {
    const inspector = new Inspector();
    const text = `${filler}amira.khan@example.org`;
    const last = inspector.inspect(text).findings.at(-1);
    assert.deepEqual([last?.kind, last?.start, last?.end], ["email", filler.length, text.length]);
    assert.equal(inspector.restore(inspector.redact(text, undefined)), text);
  }
});

test("a lone surrogate shifts no offset", () => {
  for (const { Inspector } of [module, page]) {
    const text = "\ud800 x amira.khan@example.org";
    const [finding] = new Inspector().inspect(text).findings;
    assert.deepEqual([finding.kind, finding.start, finding.end], ["email", 4, text.length]);
  }
});
