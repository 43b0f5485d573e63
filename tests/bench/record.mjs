// `cargo xtask bench engines`: what the record costs in wasm: verifying it anew, and a look-up among 5,000 rules.
// The boundary costs more than the look-up; it is taken off by asking a guard without a record the same questions.

import { readFileSync } from "node:fs";
import start, * as core from "../../pkg/wasm/chalkline.js";
import startDesk, * as desk from "../../pkg/wasm/desk.js";
import { ORG, keeper } from "./keeper.mjs";

await start({ module_or_path: readFileSync(new URL("../../pkg/wasm/chalkline_bg.wasm", import.meta.url)) });
await startDesk({ module_or_path: readFileSync(new URL("../../pkg/wasm/desk_bg.wasm", import.meta.url)) });

const RULES = 5_000;
const ROUNDS = 31;
const now = Date.now();

const bundle = keeper(desk, now).sign(Array.from({ length: RULES }, (_, n) => ({ host: `tool-${n}.example.com`, subdomains: true })));
const settings = core.settings_from_link(desk.enrolment_link(bundle, ORG, ["https://x.example/record"], "https://join.example/"));
const { state } = core.receive(Buffer.from(bundle), null, settings, now);
const full = new core.Guard(state, settings, now);
const empty = new core.Guard(null, null, now);

/** Hosts on record, hosts below them, and strangers. */
const urls = Array.from({ length: 1_000 }, (_, n) => [`https://tool-${n * 5}.example.com/x`, `https://a.b.tool-${n * 5}.example.com/`, `https://www.school-${n}.sch.uk/`]).flat();

const time = (/** @type {() => unknown} */ job) => {
  const start = performance.now();
  job();
  return performance.now() - start;
};
const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
const perUrl = (/** @type {InstanceType<typeof core.Guard>} */ guard) => (time(() => urls.forEach((url) => guard.rules(url))) * 1_000) / urls.length;

const rounds = Array.from({ length: ROUNDS }, () => ({ full: perUrl(full), empty: perUrl(empty) }));
const whole = median(rounds.map((round) => round.full));
const lookUp = median(rounds.map((round) => round.full - round.empty));
const opening = median(Array.from({ length: 9 }, () => time(() => new core.Guard(state, settings, now).free())));

console.log(`record of ${RULES} rules   verify and open ${opening.toFixed(1)} ms   address in, rules out ${whole.toFixed(2)} µs, of which the look-up ${lookUp.toFixed(2)} µs (budget 2)`);
