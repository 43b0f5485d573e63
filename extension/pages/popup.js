/** The toolbar popup: what holds in this tab, and the school's record, searchable without a connection. */

import { ask, MATTERS } from "../messages.js";
import { fillWith, make, part } from "../ui/dom.js";
import { day, fillPage, words, wordsForFault } from "../ui/words.js";
import { contactList, faultLine, LOOKS, recordFacts, refreshFacts, sign, toolFacts } from "./parts.js";

/** @typedef {import("../messages.js").RecordStatus} RecordStatus */
/** @typedef {import("../messages.js").TabStatus} TabStatus */
/** @typedef {import("../wasm/chalkline.js").Standing} Standing */
/** @typedef {import("../wasm/chalkline.js").Tool} Tool */
/** @typedef {import("../wasm/chalkline.js").Verdict} Verdict */

/** Rows shown before a search narrows them. */
const ROWS = 40;

const tab = part("tab", HTMLDivElement);
const search = part("search", HTMLInputElement);
const refreshButton = part("refresh", HTMLButtonElement);

fillPage();
start();

async function start() {
  try {
    const [status, here] = await Promise.all([ask("record", {}), tabStatus()]);
    showTab(here, status);
    showRecord(status);
    search.addEventListener("input", () => showTools(status.tools));
  } catch (error) {
    fillWith(tab, make("section", { class: "stop" }, faultLine(error)));
  }
}

refreshButton.addEventListener("click", async () => {
  refreshButton.disabled = true;
  try {
    const status = await ask("refresh", {});
    showTab(await tabStatus(), status);
    showRecord(status, true);
  } catch (error) {
    fillWith(part("facts", HTMLDivElement), faultLine(error));
  }
  refreshButton.disabled = false;
});

/** @returns {Promise<TabStatus>} */
async function tabStatus() {
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  return ask("tab_status", { tabId: active?.id ?? chrome.tabs.TAB_ID_NONE });
}

/** @param {TabStatus} here @param {RecordStatus} status */
function showTab({ url, verdict, guarding, suspected }, status) {
  fillWith(
    tab,
    guarding?.field === false && unprotected(guarding.reason),
    verdict && !guarding && unprotected("NO_ANSWER"),
    verdict ? ruling(verdict, status.tools) : suspected ? suspicion(suspected) : make("section", {}, make("p", {}, words("popup_not_a_tool"))),
    status.health !== "FRESH" && healthCard(status),
    status.told === "everyone" && make("section", { class: "care" }, faultLine(status.refresh.last_error)),
    status.due && dueCard(status.due),
    status.countsFault && make("section", { class: "care" }, faultLine(status.countsFault), make("div", { class: "buttons" }, make("a", { class: "button", href: "counts.html", target: "_blank" }, words("counts_title")))),
    ...status.notices.map(noticeCard),
    (verdict || suspected) && tellLinks(verdict?.tool?.name ?? "", suspected ?? (url ? new URL(url).hostname : "")),
  );
}

/** @param {string} [reason] error code */
function unprotected(reason) {
  return make(
    "section",
    { class: "stop", role: "alert" },
    sign("unprotected", make("h2", {}, words("popup_unprotected"))),
    make("p", {}, words("popup_unprotected_means")),
    reason && faultLine(reason),
  );
}

/** @param {Verdict} verdict @param {Tool[]} all */
function ruling({ standing, tool, contacts }, all) {
  const { face, wash } = LOOKS[standing];
  return make(
    "section",
    { class: wash },
    sign(face, make("h2", {}, words(`standing_${standing}`)), tool && make("div", {}, tool.vendor ? words("tool_by", tool.name, tool.vendor) : tool.name)),
    make("p", {}, words(`standing_${standing}_means`)),
    tool && toolFacts(tool, all),
    contacts.length > 0 && make("h3", {}, words("popup_contact")),
    contacts.length > 0 && contactList(contacts),
  );
}

/** A tool nobody has listed. @param {string} host */
function suspicion(host) {
  return make("section", { class: "care" }, sign("caution", make("h2", {}, words("spot_title")), make("div", {}, host)), make("p", {}, words("spot_means")));
}

/** For whoever keeps the record on this computer. @param {NonNullable<RecordStatus["due"]>} due */
function dueCard({ expires, reviews, fault }) {
  return make(
    "section",
    { class: "care" },
    make("h2", {}, words("due_title")),
    fault && make("p", {}, words("due_fault")),
    fault && faultLine(fault),
    expires && make("p", {}, words("due_expires", day(expires))),
    reviews.length > 0 && make("p", {}, words("due_reviews", reviews.join(", "))),
    make("div", { class: "buttons" }, make("a", { class: "button", href: "desk.html", target: "_blank" }, words("options_keeper_button"))),
  );
}

/** @param {RecordStatus["notices"][number]} notice */
function noticeCard({ id, title, text }) {
  const read = async () => {
    const status = await ask("acknowledge", { id });
    showTab(await tabStatus(), status);
  };
  return make("section", {}, make("h2", {}, title), make("p", {}, text), make("div", { class: "buttons" }, make("button", { type: "button", onclick: read }, words("notice_read"))));
}

/** Ways to tell the school; the forms know the tool and nothing of the page. @param {string} tool @param {string} host */
function tellLinks(tool, host) {
  const link = (/** @type {string} */ about) => make("li", {}, make("a", { href: `tell.html?${new URLSearchParams({ about, tool, host })}`, target: "_blank" }, words(`tell_${about}`)));
  return make("section", {}, make("h2", {}, words("tell_school")), make("ul", {}, ...MATTERS.map(link)));
}

/** @param {RecordStatus} status */
function healthCard({ health, fault, refresh }) {
  const reason = fault ?? refresh.last_error;
  const action = health === "NOT_ENROLLED" && make("a", { class: "button", href: "options.html", target: "_blank" }, words("popup_join"));
  return make(
    "section",
    { class: "care" },
    make("p", {}, words(`health_${health}`)),
    reason && make("p", {}, wordsForFault(reason)),
    action && make("div", { class: "buttons" }, action),
  );
}

/** @param {RecordStatus} status @param {boolean} asked whether the person has just asked for a fetch */
function showRecord(status, asked = false) {
  const { summary, tools, contacts, health } = status;
  fillWith(part("edition", HTMLSpanElement), summary && words("popup_record_edition", summary.name, summary.version, day(summary.issued)));
  part("tools", HTMLDetailsElement).hidden = tools.length === 0;
  refreshButton.hidden = health === "NOT_ENROLLED";
  showTools(tools);
  fillWith(
    part("facts", HTMLDivElement),
    make("p", {}, words(`health_${health}`)),
    summary && recordFacts(summary),
    health !== "NOT_ENROLLED" && refreshFacts(status, asked),
    contacts.length > 0 && make("h3", {}, words("popup_contact")),
    contacts.length > 0 && contactList(contacts),
  );
}

/** @param {Tool[]} tools */
function showTools(tools) {
  const wanted = fold(search.value).split(/\s+/);
  const found = tools.filter((tool) => wanted.every((word) => haystack(tool).includes(word)));
  part("found", HTMLParagraphElement).textContent = words("popup_tools_found", found.length, tools.length);
  fillWith(part("list", HTMLDivElement), ...found.slice(0, ROWS).map((tool) => toolRow(tool, tools)), found.length > ROWS && make("p", { class: "soft" }, words("popup_tools_more")));
}

/** @param {Tool} tool @param {Tool[]} all */
function toolRow(tool, all) {
  const standing = words(`standing_${tool.status}`);
  return make("details", {}, make("summary", {}, tool.name, " ", make("span", { class: "standing" }, `· ${standing}`)), toolFacts(tool, all));
}

/** @param {Tool} tool */
const haystack = ({ name, vendor = "", match, purposes = [] }) => fold([name, vendor, ...match.map(({ host }) => host), ...purposes].join(" "));

/** Lower case, without accents. @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
