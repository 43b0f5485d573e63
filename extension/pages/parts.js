/** Pieces that more than one page shows. */

import { codeOf } from "../messages.js";
import { make } from "../ui/dom.js";
import { day, moment, words, wordsForFault } from "../ui/words.js";

/** @typedef {import("../messages.js").RecordStatus} RecordStatus */
/** @typedef {import("../wasm/chalkline.js").Contact} Contact */
/** @typedef {import("../wasm/chalkline.js").RecordSummary} RecordSummary */
/** @typedef {import("../wasm/chalkline.js").Standing} Standing */
/** @typedef {import("../wasm/chalkline.js").Tool} Tool */
/** @typedef {import("../ui/dom.js").Child} Child */

/** How a standing looks: its icon and its wash. @type {Record<Standing, {face: string, wash: string}>} */
export const LOOKS = {
  approved: { face: "approved", wash: "good" },
  approved_with_conditions: { face: "caution", wash: "care" },
  under_review: { face: "caution", wash: "care" },
  not_approved: { face: "stop", wash: "stop" },
  cannot_confirm: { face: "caution", wash: "care" },
  not_on_record: { face: "caution", wash: "care" },
  no_record: { face: "caution", wash: "care" },
};

/** The sign of the toolbar button beside what it stands for. @param {string} face @param {...Child} beside */
export const sign = (face, ...beside) => make("div", { class: "sign" }, make("img", { src: `../icons/${face}-48.png`, alt: "" }), make("div", {}, ...beside));

/** Pairs of term and description; a pair without description is left out. @param {[string, Child][]} pairs */
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => value || value === "");
  return make("dl", {}, ...shown.flatMap(([key, value]) => [make("dt", {}, words(key)), make("dd", {}, value)]));
}

/** One line as it is, several as a list, none as nothing. @param {string[] | undefined} lines */
export function list(lines = []) {
  return lines.length > 1 ? make("ul", {}, ...lines.map((line) => make("li", {}, line))) : lines[0];
}

/** @param {RecordSummary} summary */
export function recordFacts(summary) {
  return facts([
    ["popup_record_org", summary.name],
    ["popup_record_version", words("popup_record_version_of", summary.version, day(summary.issued))],
    ["popup_record_expires", day(summary.expires)],
    ["popup_record_fingerprint", make("span", { class: "code" }, summary.fingerprint)],
  ]);
}

/** How the fetching goes, in words; a fault for whoever asked, or once everybody is to hear of it. @param {RecordStatus} status */
export function refreshFacts({ refresh, told }, asked = true) {
  return facts([
    ["popup_refresh_ok", moment(refresh.last_ok)],
    ["popup_refresh_next", refresh.next_try && moment(refresh.next_try)],
    ["popup_refresh_fault", refresh.last_error && (asked || told === "everyone") && wordsForFault(refresh.last_error)],
  ]);
}

/**
 * Everything the record says of a tool that helps somebody who is about to use it.
 * @param {Tool} tool
 * @param {Tool[]} all the record's tools: `use_instead` names them by id
 */
export function toolFacts(tool, all) {
  const nameOf = (/** @type {string} */ id) => all.find((other) => other.id === id)?.name ?? id;
  const instead = list(tool.use_instead?.map(nameOf));
  if (tool.status === "not_approved") return facts([["tool_reason", tool.status_reason], ["tool_use_instead", instead]]);
  return facts([
    ["tool_reason", tool.status_reason],
    ["tool_conditions", list(tool.conditions)],
    ["tool_users", list(usersOf(tool.users))],
    ["tool_data", list(dataOf(tool))],
    ["tool_purposes", list(tool.purposes)],
    ["tool_not_for", list(tool.not_for)],
    ["tool_account", list(accountOf(tool))],
    ["tool_use_instead", instead],
    ["tool_review_due", tool.assessment && day(tool.assessment.review_due)],
  ]);
}

/** @param {Contact[]} contacts */
export function contactList(contacts) {
  return make("ul", {}, ...contacts.map((contact) => make("li", {}, contactLine(contact))));
}

/** @param {Contact} contact */
function contactLine({ role, name, email, phone }) {
  const line = make("span", {}, [name, roleWords(role)].filter(Boolean).join(", "));
  if (email) line.append(" · ", make("a", { href: `mailto:${email}` }, email));
  if (phone) line.append(" · ", make("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone));
  return line;
}

/** A role the core knows by a token, or one of the school's own words. @param {string} role */
const roleWords = (role) => chrome.i18n.getMessage(`role_${role.replace(/\W/g, "_")}`) || role;

/** A fault said in words, with its code for whoever is asked for help. @param {unknown} error */
export function faultLine(error) {
  const code = typeof error === "string" ? error : codeOf(error).code;
  return make("p", { role: "alert", class: "problem" }, `${wordsForFault(code)} `, make("span", { class: "code" }, `(${code})`));
}

/** @param {Tool["users"]} users */
function usersOf({ staff, pupils, pupil_min_age, parental_consent, supervised }) {
  return [
    staff && words("tool_users_staff"),
    pupils && (pupil_min_age ? words("tool_users_pupils_from", pupil_min_age) : words("tool_users_pupils")),
    pupils && supervised && words("tool_users_supervised"),
    pupils && parental_consent && words("tool_users_consent"),
  ].filter((line) => typeof line === "string");
}

/** @param {Tool} tool */
function dataOf({ data_allowed }) {
  return data_allowed.length ? data_allowed.map((token) => words(`tool_data_${token}`)) : [words("tool_data_none")];
}

/** @param {Tool} tool */
function accountOf({ account }) {
  const tenants = account.tenants?.join(", ");
  return [...(account.tenant_only ? [tenants ? words("tool_account_tenants", tenants) : words("tool_account_school")] : []), ...(account.settings ?? [])];
}
