/**
 * What the guard adds to a paste: `node tests/browsers/bench.mjs`. The same paste with and without the extension in the same
 * run, alternating; medians, in ms, from the key to the end of the page's own `input` event.
 */
import { KINDS } from "./harness/browser.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { prose } from "./harness/texts.mjs";

const SIZES = { "1 kB": 1_000, "10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000 };
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const EDITOR = "textarea";

console.log(`Paste of clean text into a ${EDITOR}, ms, medians of ${ROUNDS}`);
console.log(["browser", "size", "without", "with", "added"].map((cell) => cell.padEnd(10)).join(""));
for (const kind of KINDS) {
  const sides = { without: await openSchool(kind, { extension: null }), with: await openSchool(kind) };
  try {
    const tabs = { without: await openChat(sides.without, TOOLS.approved.host, EDITOR), with: await openChat(sides.with, TOOLS.approved.host, EDITOR) };
    for (const [size, bytes] of Object.entries(SIZES)) {
      const times = { without: [], with: [] };
      for (const [side, browser] of Object.entries(sides)) {
        await browser.copy(prose(bytes));
        await tabs[side].tab.front();
        await once(tabs[side]);
      }
      for (let round = 0; round < ROUNDS; round++) for (const side of Object.keys(sides)) times[side].push(await once(tabs[side]));
      const [without, withUs] = [median(times.without), median(times.with)];
      console.log([kind, size, without.toFixed(1), withUs.toFixed(1), (withUs - without).toFixed(1)].map((cell) => cell.padEnd(10)).join(""));
    }
  } finally {
    await Promise.all(Object.values(sides).map((browser) => browser.close()));
  }
}

/** One paste into the empty field: from the moment the browser made its first event for it to the page's `input`. */
async function once({ tab, field }) {
  await field.clear();
  await field.focus();
  await field.frame.evaluate(() => {
    window.pasteTook = undefined;
    addEventListener("input", (event) => { window.pasteTook = performance.now() - window.pasteBegan; }, { capture: true, once: true });
    addEventListener("keydown", (event) => { if (event.key === "v") window.pasteBegan = event.timeStamp; }, { capture: true });
  });
  await tab.paste();
  return (await field.frame.waitForFunction(() => window.pasteTook)).jsonValue();
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
