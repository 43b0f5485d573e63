/**
 * Does a long day cost memory? `node tests/browsers/endurance.mjs`: class lists pasted one after another into one page, asked about
 * and replaced; memory in MB (proportional set size) of all the browser's processes, beside the same browser without us.
 */
import { KINDS } from "./harness/browser.mjs";
import { memory } from "./harness/memory.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CLASS_LIST } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const PASTES = Number(process.env.PASTES ?? 500);
/** The first ones fill caches and wake what sleeps. */
const WARM = 50;

console.log(`Memory of the whole browser over ${PASTES} pastes of a class list, MB`);
for (const kind of KINDS) {
  const plain = await day(kind, { extension: null });
  const ours = await day(kind, {});
  console.log(`${kind}: with us ${grown(ours)}; without us ${grown(plain)}; at its end ours is ${(ours.end - plain.end).toFixed(0)} more`);
}

function grown({ warm, end }) {
  return `${warm.toFixed(0)} after ${WARM}, ${end.toFixed(0)} at the end (${(((end - warm) / (PASTES - WARM)) * 1000).toFixed(0)} kB a paste)`;
}

async function day(kind, options) {
  const school = await openSchool(kind, options);
  try {
    await school.copy(CLASS_LIST);
    const page = await openChat(school, TOOLS.approved_with_conditions.host, "textarea");
    await pastes(page, WARM, options.extension === null);
    const warm = await memory(school);
    await pastes(page, PASTES - WARM, options.extension === null);
    return { warm, end: await memory(school) };
  } finally {
    await school.close();
  }
}

async function pastes({ tab, field }, count, isPlain) {
  for (let paste = 0; paste < count; paste++) {
    await field.renew();
    await tab.paste();
    if (!isPlain) {
      await tab.dialog().shown("replace");
      await tab.press("Enter");
    }
    await until("the text stands", async () => (await field.value()).length > 10);
  }
}
