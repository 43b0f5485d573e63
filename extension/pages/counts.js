/** What was counted on this device, shown to the person it is about; theirs to hand on or to delete. */

import { ask, exported } from "../messages.js";
import { fillWith, make, part } from "../ui/dom.js";
import { day, fillPage, words } from "../ui/words.js";
import { download } from "./desk/pieces.js";
import { faultLine } from "./parts.js";

/** @typedef {import("../messages.js").Count} Count */
/** @typedef {import("../messages.js").Weeks} Weeks */

const place = part("weeks", HTMLDivElement);
const exportButton = part("export", HTMLButtonElement);

/** @type {Weeks} */
let weeks = {};

fillPage();
exportButton.addEventListener("click", () => download("chalkline-counts.json", exported(weeks), "application/json"));
part("forget", HTMLButtonElement).addEventListener("click", () => show(() => ask("forget_counts", {})));
show(() => ask("counts", {}));
showCollector(await ask("collector", {}));

/** Where the record asks for counts to be sent, in words, before any is; a person may have to allow it. @param {import("../messages.js").Collector | null} collector */
function showCollector(collector) {
  const place = part("collector", HTMLDivElement);
  if (!collector) return fillWith(place);
  const { host, leave, allowed, fault } = collector;
  const allow = async () => {
    if (await chrome.permissions.request(leave)) showCollector(await ask("send_counts", {}));
  };
  fillWith(
    place,
    make("section", {}, make("p", {}, words("counts_collector", host)), fault && faultLine(fault), !allowed && make("div", { class: "buttons" }, make("button", { type: "button", onclick: allow }, words("counts_collector_allow", host)))),
  );
}

/** @param {() => Promise<Weeks>} question */
async function show(question) {
  exportButton.disabled = true;
  try {
    const [answer, { tools }] = await Promise.all([question(), ask("record", {})]);
    weeks = answer;
    const nameOf = (/** @type {string} */ id) => tools.find((tool) => tool.id === id)?.name ?? words("standing_not_on_record");
    const rows = Object.entries(weeks).reverse().flatMap(([week, counts]) => counts.map((count) => row(week, count, nameOf)));
    const head = ["counts_week", "counts_tool", "counts_warning", "counts_outcome", "counts_count"].map((key) => make("th", { scope: "col" }, words(key)));
    exportButton.disabled = false;
    fillWith(place, rows.length ? make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)) : make("p", {}, words("counts_none")));
  } catch (error) {
    fillWith(place, faultLine(error));
  }
}

/** @param {string} week @param {Count} count @param {(id: string) => string} nameOf */
function row(week, { tool, severity, outcome, count }, nameOf) {
  const cell = (/** @type {string} */ key, /** @type {string} */ text) => make("td", { "data-label": words(key) }, text);
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, day(week)),
    cell("counts_tool", nameOf(tool)),
    cell("counts_warning", words(`severity_${severity}`)),
    cell("counts_outcome", words(`outcome_${outcome.replace("-", "_")}`)),
    cell("counts_count", String(count)),
  );
}
