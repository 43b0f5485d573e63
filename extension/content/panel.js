/** What the school's record says of this tool, in words, before the first keystroke. */

import { ask, MATTERS } from "../messages.js";
import { button, h } from "./element.js";
import { closer, put, speak, take, tell } from "./shelf.js";
import { onVerdict, toolName } from "./visit.js";
import { has, say, sayFault } from "./words.js";

/**
 * @typedef {import("../messages.js").Contact} Contact
 * @typedef {import("../messages.js").Tool} Tool
 * @typedef {import("../messages.js").Verdict} Verdict
 */

/** How long the panel of an approved tool stays open by itself, in ms. */
const UNFOLDED = 6_000;
/** How each standing looks. */
const LOOKS = { approved: "calm", approved_with_conditions: "calm", under_review: "caution", not_approved: "stop", cannot_confirm: "caution", not_on_record: "caution", no_record: "caution" };
/** States of the record itself that are worth a line of their own. */
const HEALTHY = new Set(["FRESH"]);

/** @type {string | null} code of why this page is not protected */
let unprotected = null;
/** @type {Verdict | null} */
let shown = null;
let isSilent = false;

/**
 * Shows the panel for each verdict. A frame of the page's own site is part of the page; one of another tool's site speaks for itself,
 * as soon as somebody writes in it.
 * @param {AbortSignal} signal
 */
export function openPanel(signal) {
  let isShown = window.top === window;
  onVerdict((verdict) => {
    shown = verdict;
    if (isShown) showPanel();
  });
  if (isShown || isPartOfParent()) return;
  window.addEventListener("focusin", () => ((isShown = true), shown && showPanel()), { once: true, signal });
}

function isPartOfParent() {
  try {
    return Boolean(window.parent.document);
  } catch {
    return false;
  }
}

/** The background does not answer: the strictest rules hold, and the panel says so. */
export function showSilent() {
  if (shown || isSilent || window.top !== window) return;
  isSilent = true;
  showPanel();
}

/** Says on the page that the guard does not hold here; null takes it back. @param {string | null} code */
export function showUnprotected(code) {
  if (code === unprotected) return;
  unprotected = code;
  showPanel();
}

function showPanel() {
  const look = unprotected ? "stop" : shown ? LOOKS[shown.standing] : "caution";
  const card = h("section", { class: `card skin ${look}`, "data-part": "panel", role: "region", "aria-label": say("panel_label") });
  const isQuiet = shown?.standing === "approved" && HEALTHY.has(shown.health) && !unprotected;
  const fold = () => (put(pill(look)), clearTimeout(timer));
  const close = () => (isQuiet ? fold() : take("panel"));
  card.append(...bodyOf(closer(card, "dismiss", close)));
  put(card);
  if (shown) speak(say(`standing_${shown.standing}_words`, toolName()));
  const timer = isQuiet ? setTimeout(() => !card.matches(":hover, :focus-within") && card.isConnected && fold(), UNFOLDED) : undefined;
}

/** @param {string} look */
const pill = (look) => button("panel", say("panel_pill", toolName()), showPanel, { class: `pill skin ${look}`, "aria-expanded": "false" });

/** @param {HTMLElement} close */
function bodyOf(close) {
  const top = h("div", { class: "top" }, h("p", { class: "brand" }, "Chalkline"), close);
  const broken = unprotected && h("p", { "data-part": "unprotected" }, h("strong", {}, say("panel_unprotected")), " ", sayFault(unprotected));
  if (!shown) return [top, broken || h("p", {}, say(isSilent ? "panel_silent" : "panel_waiting"))];
  const { standing, health, tool, notices } = shown;
  const badge = h("p", { class: "badge", "data-part": "standing", "data-standing": standing }, say(`standing_${standing}`));
  const words = [h("h2", {}, toolName()), badge, h("p", {}, say(`standing_${standing}_words`, toolName()))];
  const state = HEALTHY.has(health) ? null : h("p", { "data-part": "health" }, say(`health_${health}`));
  return [top, broken, ...words, state, tool?.status_reason && h("p", {}, tool.status_reason), ...(tool ? essentials(tool) : []), ...notices.map(noticeOf), details(shown)].filter((part) => part instanceof HTMLElement);
}

/** News for staff. @param {Verdict["notices"][number]} notice */
const noticeOf = ({ title, text }) => h("section", { "data-part": "school-notice" }, h("h3", {}, title), h("p", {}, text));

/** What a person needs before the first key. @param {Tool} tool */
function essentials({ conditions, data_allowed, use_instead, status }) {
  const isUsable = status === "approved" || status === "approved_with_conditions";
  return [section("panel_use_instead", use_instead), section("panel_conditions", conditions), isUsable ? section("panel_data", data_allowed.length ? data_allowed.map(sayData) : [say("data_none")]) : null];
}

/** @param {string} token */
const sayData = (token) => (has(`data_${token}`) ? say(`data_${token}`) : token);

/** @param {Verdict} verdict */
function details({ tool, record, contacts }) {
  const parts = [
    tool && section("panel_purposes", tool.purposes),
    tool && section("panel_not_for", tool.not_for),
    tool && section("panel_account", tool.account?.settings ?? []),
    section("panel_contacts", contacts.map(sayContact)),
    tellSchool(),
    record && h("p", { class: "hint" }, say("panel_record", record.name, record.version, record.issued.slice(0, 10))),
    h("p", { class: "hint" }, say("panel_typing")),
  ].filter((part) => part instanceof HTMLElement);
  return h("details", { "data-part": "details" }, h("summary", {}, say("panel_details")), ...parts);
}

/** Ways to tell the school, each a page of ours in a tab of its own: nothing is written where the tool's page could see it. */
function tellSchool() {
  const open = (/** @type {import("../messages.js").Matter} */ about) => ask("tell", { about }).catch(() => tell(say("panel_silent")));
  return h("section", { "data-part": "tell" }, h("h3", {}, say("tell_school")), ...MATTERS.map((about) => button(`tell-${about}`, say(`tell_${about}`), () => open(about))));
}

/** @param {Contact} contact */
const sayContact = ({ role, name, email, phone }) => [[sayRole(role), name].filter(Boolean).join(": "), email, phone].filter(Boolean).join(", ");

/** A role the record names by a token, or in the school's own words. @param {string} role */
export const sayRole = (role) => (has(`role_${role.replace(/\W/g, "_")}`) ? say(`role_${role.replace(/\W/g, "_")}`) : role);

/** @param {string} key @param {string[] | undefined} lines */
function section(key, lines) {
  return lines?.length ? h("section", {}, h("h3", {}, say(key)), lines.length === 1 ? h("p", {}, lines[0]) : h("ul", {}, ...lines.map((line) => h("li", {}, line)))) : null;
}
