/**
 * How quick the desk stays for a trust of 60 schools and 500 tools: `node tests/browsers/bench-desk.mjs`. Medians and worst, in ms, from the
 * page's event to the next frame after everything it leads to is done: the draft checked whole, its problems beside their fields.
 */
import { Browser, KINDS } from "./harness/browser.mjs";
import { EXTENSION } from "./harness/school.mjs";
import { until } from "./harness/until.mjs";

const TOOLS = 500;
const SCHOOLS = 60;
const ROUNDS = Number(process.env.ROUNDS ?? 15);

console.log("browser".padEnd(12) + "what".padEnd(40) + "median".padStart(9) + "worst".padStart(9));
for (const kind of KINDS) {
  const browser = await Browser.launch(kind, { install: () => EXTENSION }, () => {});
  try {
    await browser.inside((draft) => chrome.storage.local.set({ desk: draft }), draft());
    const { page } = await browser.page("desk");
    await until("the tools are there", () => page.evaluate((rows) => document.querySelectorAll("tbody tr").length === rows, TOOLS));
    tell(kind, "a key in the search of the tools", await rounds(page, "input[type=search]", false));
    await page.evaluate(() => document.querySelector("tbody button").click());
    await until("the form is there", () => page.evaluate(() => document.getElementById("field-vendor") !== null));
    tell(kind, "a key in a tool's form, all checked", await rounds(page, "#field-vendor", true));
  } finally {
    await browser.close();
  }
}

/** Types a letter or takes it away, one a round, by the page's own events. */
function rounds(page, selector, isChecked) {
  return page.evaluate(async (selector, isChecked, rounds) => {
    const control = document.querySelector(selector);
    const before = control.value;
    const took = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      control.value = control.value === before ? `${before}e` : before;
      // The check ends by saying anew what is wrong with each field, if only that nothing is.
      const checked = isChecked && new Promise((resolve) => {
        const watch = new MutationObserver(() => (watch.disconnect(), resolve(null)));
        watch.observe(document.getElementById("field-name"), { attributes: true });
      });
      control.dispatchEvent(new Event("input", { bubbles: true }));
      await checked;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      took.push(performance.now() - began);
    }
    return took;
  }, selector, isChecked, ROUNDS);
}

function draft() {
  const tool = (_, n) => ({
    ...{ id: `tool-${n}`, name: `Tool ${n}`, vendor: `Vendor ${n % 90}`, kinds: ["llm"], status: n % 3 ? "approved" : "under_review", status_since: "2026-09-01" },
    ...{ users: { staff: true, pupils: false }, purposes: ["Planning lessons", "Marking"], data_allowed: ["pseudonymised"], conditions: ["Sign in with your school account."] },
    ...{ match: [{ host: `tool-${n}.example`, subdomains: true }], assessment: { date: "2026-09-01", by_role: "AI lead", review_due: "2027-09-01" } },
  });
  const school = (_, n) => {
    const id = n.toString(16).padStart(64, "0");
    return { scope: `uk.gias.urn:${100_000 + n}`, name: `School ${n}`, keys: { [id]: { alg: "ed25519", public: "A".repeat(43) + "=", label: "AI lead" } }, role: { keyids: [id], threshold: 1 } };
  };
  const list = { scope: "uk.gias.group:TR01234", tools: Array.from({ length: TOOLS }, tool), delegations: Array.from({ length: SCHOOLS }, school), contacts: [], reminders: [] };
  return { format: "chalkline-draft/1", org: { id: list.scope, name: "A trust" }, list, bundle: null, urls: [], days: 90 };
}

function tell(kind, what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const cells = [sorted[sorted.length >> 1], sorted.at(-1)].map((time) => time.toFixed(1).padStart(9));
  console.log(kind.padEnd(12) + what.padEnd(40) + cells.join(""));
}
