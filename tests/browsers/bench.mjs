/**
 * What the guard adds to a paste and to a key: `node tests/browsers/bench.mjs`. The same thing with and without the extension in
 * the same run, alternating; medians, in ms, from the key to the end of the page's own `input` event.
 */
import { KINDS } from "./harness/browser.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { prose } from "./harness/texts.mjs";

const SIZES = { "1 kB": 1_000, "10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000 };
const ROUNDS = Number(process.env.ROUNDS ?? 9);
/** Where keys are typed: after so much text. */
const WRITTEN = 50_000;
const KEYS = 40;

print("browser", "what", "without", "with", "added");
for (const kind of KINDS) {
  const schools = { without: await openSchool(kind, { extension: null }), with: await openSchool(kind) };
  try {
    await pastes(kind, schools);
    for (const editor of ["textarea", "prosemirror"]) await keys(kind, schools, editor);
  } finally {
    await Promise.all(Object.values(schools).map((school) => school.close()));
  }
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

/** One paste into the empty field: from the moment the browser made its first event for it to the page's `input`. */
async function paste({ tab, field }) {
  await field.clear();
  await field.focus();
  await listen(field);
  await tab.paste();
  await field.frame.waitForFunction(() => window.took.length > 0);
  return (await field.frame.evaluate(() => window.took))[0];
}

/** Keys typed behind a long text. */
async function keys(kind, schools, editor) {
  const pages = await onBothSides(schools, editor);
  for (const [side, school] of Object.entries(schools)) {
    await school.copy(prose(WRITTEN));
    await pages[side].tab.front();
    await pages[side].tab.paste();
    await pages[side].field.frame.waitForFunction((length) => window.editor.value().length >= length, {}, WRITTEN);
    await listen(pages[side].field);
  }
  for (let round = 0; round < KEYS; round++) for (const side in pages) await pages[side].tab.press("e");
  const took = ({ field }) => field.frame.evaluate(() => window.took);
  tell(kind, `key in ${editor}`, { without: await took(pages.without), with: await took(pages.with) });
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
  const [without, withUs] = [median(times.without), median(times.with)];
  print(kind, what, without.toFixed(2), withUs.toFixed(2), (withUs - without).toFixed(2));
}

function print(...cells) {
  console.log(cells.map((cell, index) => (index < 2 ? cell.padEnd(18) : cell.padStart(9))).join(""));
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
