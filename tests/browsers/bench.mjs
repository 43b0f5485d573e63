/**
 * What the guard adds to a paste and to a key, and how soon the question is on screen: `node tests/browsers/bench.mjs`. The same
 * thing with and without the extension in the same run, alternating; in ms, median and 95th percentile. Of keys and questions also the
 * processor time of the whole browser for one.
 */
import { KINDS } from "./harness/browser.mjs";
import { busy } from "./harness/memory.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CLASS_LIST, prose } from "./harness/texts.mjs";

const SIZES = { "1 kB": 1_000, "10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000 };
const ROUNDS = Number(process.env.ROUNDS ?? 9);
/** Where keys are typed: after so much text, and once what its paste has set going is done. */
const WRITTEN = 50_000;
const KEYS = Number(process.env.KEYS ?? 300);
/** What counts as calm: a share of a processor, over a pause in ms. */
const [CALM, PAUSE] = [0.03, 1_000];
/** A class list of 30 pupils, and that of a whole year group: 1.7 kB with some 150 findings, 10 kB with some 900. */
const LISTS = Object.fromEntries(Object.entries({ class: 1_700, year: 10_000 }).map(([list, bytes]) => [list, `${CLASS_LIST}\n`.repeat(60).slice(0, bytes)]));

print("browser", "what", "without", "95 %", "with", "95 %", "added", "95 %");
for (const kind of KINDS) {
  const schools = { without: await openSchool(kind, { extension: null }), with: await openSchool(kind) };
  try {
    for (const editor of ["textarea", "contenteditable", "prosemirror"]) await keys(kind, schools, editor);
    await pastes(kind, schools);
    for (const list in LISTS) await questions(kind, schools.with, list);
  } finally {
    await Promise.all(Object.values(schools).map((school) => school.close()));
  }
}

/** Keys typed behind a long text, from the key itself to the end of the page's own `input` event. */
async function keys(kind, schools, editor) {
  const pages = await onBothSides(schools, editor);
  for (const [side, school] of Object.entries(schools)) {
    await school.copy(prose(WRITTEN));
    await pages[side].tab.front();
    await pages[side].tab.paste();
    await pages[side].field.frame.waitForFunction((length) => window.editor.value().length >= length, {}, WRITTEN);
    await listen(pages[side].field);
    await settled(school);
  }
  const before = { without: busy(schools.without), with: busy(schools.with) };
  for (let round = 0; round < KEYS; round++) for (const side in pages) await pages[side].tab.press("e");
  const spent = (side) => [(busy(schools[side]) - before[side]) / KEYS];
  tell(kind, `  processor, ${editor}`, { without: spent("without"), with: spent("with") });
  const took = ({ field }) => field.frame.evaluate(() => window.took);
  tell(kind, `key in ${editor}`, { without: await took(pages.without), with: await took(pages.with) });
}

/** Until the browser has next to nothing to do. */
async function settled(school) {
  for (let last = -Infinity, now = busy(school); now - last > CALM * PAUSE; last = now, now = busy(school)) await new Promise((done) => setTimeout(done, PAUSE));
}

/** Pastes of clean text of each size. */
async function pastes(kind, schools) {
  const pages = await onBothSides(schools, "textarea");
  for (const [size, bytes] of Object.entries(SIZES)) {
    const times = { without: [], with: [] };
    for (const [side, school] of Object.entries(schools)) {
      await school.copy(prose(bytes));
      await pages[side].tab.front();
      await paste(pages[side]);
    }
    for (let round = 0; round < ROUNDS; round++) for (const side in pages) times[side].push(await paste(pages[side]));
    tell(kind, `paste of ${size}`, times);
  }
}

/** One paste into the empty field: from the key to the end of the page's own `input` event. */
async function paste({ tab, field }) {
  await field.clear();
  await field.focus();
  await listen(field);
  await tab.paste();
  await field.frame.waitForFunction(() => window.took.length > 0);
  return (await field.frame.evaluate(() => window.took))[0];
}

/** From the key that pastes a class list to the frame that shows the question: the first in a new tab, and those after it. */
async function questions(kind, school, list) {
  await school.copy(LISTS[list]);
  const asked = { first: [], later: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const { tab, field } = await openChat(school, TOOLS.approved.host, "textarea");
    await settled(school);
    asked.first.push(await question(tab, field));
    asked.later.push(await question(tab, field));
    await tab.close();
  }
  for (const [which, all] of Object.entries(asked)) {
    tell(kind, `question, ${list}, ${which}`, { without: [0], with: all.map(({ took }) => took) });
    tell(kind, `  processor, ${which}`, { without: [0], with: all.map(({ spent }) => spent) });
  }
}

async function question(tab, field) {
  await field.frame.evaluate(() => {
    window.took = [];
    addEventListener("keydown", (event) => { window.began = event.timeStamp; }, { capture: true });
    new MutationObserver((_, observer) => {
      if (!document.querySelector("chalkline-guard")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - window.began)));
    }).observe(document.documentElement, { childList: true });
  });
  const before = busy(tab.browser);
  await tab.paste();
  await field.frame.waitForFunction(() => window.took.length > 0);
  const spent = busy(tab.browser) - before;
  await tab.dialog().shown("cancel");
  await tab.press("Escape");
  await tab.dialog().gone("dialog");
  const [took] = await field.frame.evaluate(() => window.took);
  return { took, spent };
}

async function onBothSides(schools, editor) {
  const open = (school) => openChat(school, TOOLS.approved.host, editor);
  return { without: await open(schools.without), with: await open(schools.with) };
}

/** Notes how long each key takes until the page's last listener has had its `input`. */
function listen(field) {
  return field.frame.evaluate(() => {
    window.took = [];
    if (window.began !== undefined) return;
    window.began = 0;
    addEventListener("keydown", (event) => { window.began = event.timeStamp; }, { capture: true });
    addEventListener("input", () => window.took.push(performance.now() - window.began));
  });
}

function tell(kind, what, times) {
  const figures = [0.5, 0.95].map((share) => [times.without, times.with].map((took) => quantile(took, share)));
  const [[without, withUs], [withoutHigh, withHigh]] = figures;
  print(kind, what, ...[without, withoutHigh, withUs, withHigh, withUs - without, withHigh - withoutHigh].map((ms) => ms.toFixed(2)));
}

function print(...cells) {
  console.log(cells.map((cell, index) => (index < 2 ? cell.padEnd(index ? 28 : 10) : cell.padStart(9))).join(""));
}

function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
