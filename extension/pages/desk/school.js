/** About the school: whose record it is, whom to ask, how the extension behaves. */

import { fillWith, make } from "../../ui/dom.js";
import { words } from "../../ui/words.js";
import { loadCore } from "./core.js";
import { linesOf, write } from "./fields.js";
import { field } from "./pieces.js";
import { rosterSection } from "./roster.js";
import { schoolsSection } from "./schools.js";

/** @typedef {import("./draft.js").Desk} Desk */

/** The three whom staff must be able to ask; the record is public, so they are roles. */
const ROLES = ["ai_lead", "data_protection", "designated_safeguarding_lead"];

/** @param {HTMLElement} place @param {Desk} desk */
export function showSchool(place, desk) {
  const { draft } = desk;
  const fixed = draft.bundle !== null;
  const put = (/** @type {() => void} */ change) => (change(), desk.changed());
  const text = (/** @type {string} */ value, /** @type {(value: string) => void} */ set, more = {}) =>
    make("input", { value, autocomplete: "off", oninput: ({ target }) => put(() => set(target.value.trim())), ...more });
  const name = text(draft.org.name, (value) => (draft.org.name = value), { disabled: fixed });
  const schools = make("div");
  const showSchools = () => fillWith(schools, schoolsSection(desk, showSchools));
  const rename = async (/** @type {string} */ typed) => {
    const core = await loadCore();
    draft.org.id = draft.list.scope = core.organisation_id(typed) ?? typed; // What is none is said to be none by the check.
    showSchools();
    desk.changed();
  };
  const id = make("input", { value: draft.org.id, autocomplete: "off", disabled: fixed, spellcheck: "false", oninput: ({ target }) => rename(target.value.trim()) });
  const policy = text(/** @type {string} */ (draft.list.policy_url ?? ""), (value) => write(draft.list, "policy_url", value), { type: "url" });
  const collector = text(settingsOf(desk).collector ?? "", (value) => write(draft.list, "settings.collector", value), { type: "url" });
  const reminders = make("textarea", { rows: 3, oninput: () => put(() => write(draft.list, "reminders", linesOf(reminders.value))) }, asLines(draft.list.reminders));
  const goOn = make("input", { type: "checkbox", id: "go-on", checked: settingsOf(desk).go_on === "never", onchange: () => put(() => write(draft.list, "settings.go_on", goOn.checked ? "never" : "")) });
  showSchools();
  fillWith(
    place,
    make("section", {}, make("h2", {}, words("desk_school_whose")), field(words("desk_school_name"), name), field(words("desk_school_id"), id, words(fixed ? "desk_school_fixed" : "desk_school_id_hint"))),
    make("section", {}, make("h2", {}, words("popup_contact")), make("p", {}, words("desk_school_roles")), ...ROLES.map((role) => contact(desk, role))),
    make(
      "section",
      {},
      make("h2", {}, words("desk_school_behaviour")),
      make("div", { class: "field" }, make("label", { class: "tick", for: "go-on" }, goOn, ` ${words("desk_school_go_on")}`)),
      field(words("desk_school_reminders"), reminders, words("desk_school_reminders_hint")),
      field(words("desk_school_policy"), policy),
      field(words("desk_school_collector"), collector, words("desk_school_collector_hint")),
    ),
    schools,
    rosterSection(desk),
  );
}

/** @typedef {{role: string, email?: string, phone?: string}} Contact */

/** @param {Desk} desk @param {string} role */
function contact(desk, role) {
  const { list } = desk.draft;
  const contacts = /** @type {Contact[]} */ (list.contacts ?? []);
  /** @type {Contact} */
  const entry = contacts.find((known) => known.role === role) ?? { role };
  const put = (/** @type {"email" | "phone"} */ member) => (/** @type {any} */ { target }) => {
    write(entry, member, target.value.trim());
    const others = /** @type {Contact[]} */ (list.contacts ?? []).filter((known) => known.role !== role);
    list.contacts = entry.email || entry.phone ? [...others, entry] : others;
    desk.changed();
  };
  return make(
    "fieldset",
    { class: "pair" },
    make("legend", {}, words(`role_${role}`)),
    field(words("desk_school_email"), make("input", { type: "email", value: entry.email ?? "", autocomplete: "off", oninput: put("email") })),
    field(words("desk_school_phone"), make("input", { type: "tel", value: entry.phone ?? "", autocomplete: "off", oninput: put("phone") })),
  );
}

/** @param {Desk} desk @returns {{go_on?: string, collector?: string}} */
const settingsOf = ({ draft }) => draft.list.settings ?? {};

/** @param {unknown} lines */
const asLines = (lines) => (Array.isArray(lines) ? lines.join("\n") : "");
