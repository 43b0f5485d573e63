// `cargo xtask bench`: how fast text is read, in wasm and in the page engine, beside plain JavaScript in the same run.
// Medians; the engines take turns, so that a busy machine slows all alike. Nothing here is a test: clocks fail nobody.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as page from "../../pkg/page/engine.js";
import init, * as module from "../../pkg/page/inspector.js";
import { libraryPeer, listPeer } from "./peer.mjs";
import { HOSTILE, classList, hostile, namesForPeer, prose } from "./texts.mjs";

const PAGE = new URL("../../pkg/page/engine.js", import.meta.url);
const WASM = new URL("../../pkg/page/inspector_bg.wasm", import.meta.url);
const GLUE = new URL("../../pkg/page/inspector.js", import.meta.url);
await init({ module_or_path: readFileSync(WASM) });

/** @type {[string, (text: string) => unknown][]} */
const ENGINES = [
  ["wasm", (text) => inWasm.inspect(text)],
  ["page engine", (text) => inPage.inspect(text)],
  ["regexes + Set", listPeer(namesForPeer())],
  ["regexes + compromise", libraryPeer],
];
const inWasm = new module.Inspector();
const inPage = new page.Inspector();

const SIZES = [1e3, 1e4, 1e5, 1e6, 5e6];
/** A peer that would take longer than this for one scan is not asked for a larger one. */
const PATIENCE_MS = 4000;

const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
const time = (/** @type {() => unknown} */ job) => {
  const start = performance.now();
  job();
  return performance.now() - start;
};

/** Medians in ms, one per engine; NaN for an engine that is out of the race. */
function race(/** @type {string} */ text, /** @type {Set<string>} */ out) {
  const rounds = Math.max(3, Math.min(60, Math.round(2e6 / text.length)));
  const times = ENGINES.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round += 1) {
    ENGINES.forEach(([name, scan], n) => {
      if (out.has(name)) return;
      const ms = time(() => scan(text));
      times[n].push(ms);
      if (ms > PATIENCE_MS) out.add(name);
    });
  }
  return times.map((each) => (each.length ? median(each) : Number.NaN));
}

const cell = (/** @type {number} */ value, digits = 2) => (Number.isNaN(value) ? "–" : value.toFixed(digits)).padStart(11);
const sizeName = (/** @type {number} */ size) => (size < 1e6 ? `${size / 1e3} kB` : `${size / 1e6} MB`);

function table(/** @type {string} */ title, /** @type {(size: number) => string} */ make) {
  console.log(`\n${title.padEnd(16)}${ENGINES.map(([name]) => `${name}, ms`.padStart(26)).join("")}${"wasm MB/s".padStart(11)}${"page MB/s".padStart(11)}${"compromise / wasm".padStart(19)}`);
  const out = new Set();
  for (const size of SIZES) {
    const text = make(size);
    race(text, out);
    const times = race(text, out);
    const [wasm, page, , library] = times;
    const speed = (/** @type {number} */ ms) => cell(text.length / 1e3 / ms, 1);
    console.log(`${sizeName(size).padEnd(16)}${times.map((ms) => cell(ms, 3).padStart(26)).join("")}${speed(wasm)}${speed(page)}${cell(library / wasm, 0).padStart(19)}`);
  }
}

function growth() {
  console.log(`\n${"hostile".padEnd(18)}${"wasm MB/s".padStart(11)}${"page MB/s".padStart(11)}${"growth".padStart(11)}   (at 1 MB; growth: exponent of the time from 100 kB to 5 MB, 1 is linear)`);
  for (const [name, unit] of Object.entries(HOSTILE)) {
    const ms = (/** @type {typeof inWasm | typeof inPage} */ inspector, /** @type {number} */ size) => {
      const text = hostile(unit, size);
      return median([0, 1, 2].map(() => time(() => inspector.inspect(text))));
    };
    const [small, middle, large] = [1e5, 1e6, 5e6].map((size) => ms(inWasm, size));
    console.log(`${name.padEnd(18)}${cell(1e3 / middle, 1)}${cell(1e3 / ms(inPage, 1e6), 1)}${cell(Math.log(large / small) / Math.log(50))}`);
  }
}

/** A fresh process each time: loading, building the inspector, and the first 10 kB class list. */
function cold(/** @type {string} */ name, /** @type {string} */ load) {
  const script = `
    const { classList } = await import(${JSON.stringify(new URL("texts.mjs", import.meta.url).href)});
    const text = classList(1e4);
    const { readFileSync } = await import("node:fs");
    const start = performance.now();
    ${load}
    const inspector = new engine.Inspector();
    const ready = performance.now();
    inspector.inspect(text);
    console.log(JSON.stringify([ready - start, performance.now() - ready]));`;
  const runs = Array.from({ length: 9 }, () => JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })));
  console.log(`${name.padEnd(16)}${cell(median(runs.map(([ready]) => ready)))}${cell(median(runs.map(([, first]) => first)))}`);
}

console.log(`Node ${process.version}, medians`);
table("prose", prose);
table("class list", classList);
growth();
console.log(`\n${"cold, ms".padEnd(16)}${"ready".padStart(11)}${"first 10 kB".padStart(11)}`);
cold("wasm", `const engine = await import(${JSON.stringify(GLUE.href)}); await engine.default({ module_or_path: readFileSync(new URL(${JSON.stringify(WASM.href)})) });`);
cold("page engine", `const engine = await import(${JSON.stringify(PAGE.href)});`);
