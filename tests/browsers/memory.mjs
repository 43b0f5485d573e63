/**
 * What an AI tab costs in memory with us and without: `node tests/browsers/memory.mjs`. One tab for each tool of the tests, each in a
 * process of its own, each having taken one class list; MB (proportional set size) that a tab adds to the whole browser.
 * One that takes more than the budget is called so.
 */
import { KINDS } from "./harness/browser.mjs";
import { memory } from "./harness/memory.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CLASS_LIST } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

/** MB a tab of ours may take beside one without us. */
const BUDGET = 15;

console.log("Memory of an AI tab, MB");
console.log(["browser", "without", "with", "added"].map((cell) => cell.padEnd(10)).join(""));
for (const kind of KINDS) {
  const without = await ofOneTab(kind, { extension: null });
  const ours = await ofOneTab(kind, {});
  const verdict = ours - without > BUDGET ? `over the budget of ${BUDGET}` : "";
  console.log([kind, ...[without, ours, ours - without].map((mb) => mb.toFixed(1)), verdict].map((cell) => cell.padEnd(10)).join("").trimEnd());
}

async function ofOneTab(kind, options) {
  const browser = await openSchool(kind, options);
  const tools = Object.values(TOOLS);
  try {
    await browser.copy(CLASS_LIST);
    const before = await memory(browser);
    for (const { host } of tools) await takeClassList(await openChat(browser, host, "textarea"), options.extension === null);
    return ((await memory(browser)) - before) / tools.length;
  } finally {
    await browser.close();
  }
}

async function takeClassList({ tab, field }, isPlain) {
  await tab.paste();
  if (!isPlain) await tab.dialog().click("replace");
  await until("the text stands", async () => (await field.value()).length > 10);
}
