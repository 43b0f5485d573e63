/** A trust's schools: who signs for each, where it publishes, and what it may approve beyond the trust's own list. */

import { fillWith, make } from "../../ui/dom.js";
import { words } from "../../ui/words.js";
import { DATA, KINDS, write } from "./fields.js";
import { fieldFor } from "./form.js";
import { fileButton } from "./pieces.js";

/** @typedef {import("./draft.js").Desk} Desk */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {{scope: string, name?: string, keys: {[id: string]: {alg: string, public: string, label: string}}, role: {keyids: string[], threshold: number}, urls?: string[], may_add?: object}} School */

/** @type {Field[]} */
const ABOUT = [
  { at: "name", type: "text" },
  { at: "scope", type: "text" },
  { at: "urls", type: "lines" },
];
/** @type {Field[]} */
const MAY_ADD = [
  { at: "may_add.kinds", type: "ticks", of: KINDS, words: "desk_kind_" },
  { at: "may_add.max_status", type: "choice", of: ["approved_with_conditions", "approved"], words: "standing_" },
  { at: "may_add.data_allowed", type: "ticks", of: DATA, words: "tool_data_" },
  { at: "may_add.pupils", type: "tick" },
];
/** What a school that may add begins with: nothing yet. */
const LEAST = { kinds: [], max_status: "approved_with_conditions" };

/** The part of a trust's desk; null for a school, which has nobody to hand on to. @param {Desk} desk @param {() => void} redraw */
export function schoolsSection(desk, redraw) {
  const { list } = desk.draft;
  if (!list.scope.startsWith("uk.gias.group:")) return null;
  const schools = /** @type {School[]} */ (list.delegations ?? []);
  const add = () => {
    list.delegations = [...schools, { scope: "", keys: {}, role: { keyids: [], threshold: 1 } }];
    desk.changed();
    redraw();
  };
  return make(
    "section",
    {},
    make("h2", {}, words("desk_schools")),
    make("p", {}, words("desk_schools_how")),
    ...schools.map((school) => schoolCard(school, desk, redraw)),
    make("div", { class: "buttons" }, make("button", { type: "button", onclick: add }, words("desk_schools_add"))),
  );
}

/** @param {School} school @param {Desk} desk @param {() => void} redraw */
function schoolCard(school, desk, redraw) {
  const body = make("div");
  const title = make("summary", {}, titleOf(school));
  const changed = () => ((title.textContent = titleOf(school)), desk.changed());
  const draw = () => fillWith(body, ...ABOUT.map((field) => fieldFor(field, school, changed)), keysOf(school, () => (changed(), draw())), ...mayAddOf(school, () => (changed(), draw()), changed), remover(school, desk, redraw));
  // Fields have ids of their own: one school at a time.
  return make("details", { class: "card", name: "schools", ontoggle: ({ target }) => (target.open ? draw() : fillWith(body)), open: !school.scope }, title, body);
}

/** @param {School} school */
const titleOf = ({ name, scope }) => [name || words("desk_unnamed"), scope].filter(Boolean).join(" · ");

/** Whose signature counts for the school. @param {School} school @param {() => void} changed */
function keysOf(school, changed) {
  const fault = make("div", { "aria-live": "polite" });
  const take = async (/** @type {File} */ file) => {
    if (addKey(school, await file.text())) changed();
    else fillWith(fault, make("p", { class: "problem" }, words("desk_schools_no_key")));
  };
  const drop = (/** @type {string} */ id) => {
    delete school.keys[id];
    school.role.keyids = school.role.keyids.filter((other) => other !== id);
    changed();
  };
  const line = (/** @type {[string, {label: string}]} */ [id, { label }]) =>
    make("li", {}, label || id.slice(0, 8), " ", make("button", { type: "button", class: "plain link", onclick: () => drop(id) }, words("desk_schools_drop_key")));
  return make("div", { class: "field" }, make("p", {}, words("desk_schools_keys")), make("ul", {}, ...Object.entries(school.keys).map(line)), fileButton(words("desk_schools_add_key"), ".json,application/json", take), fault);
}

/** Takes the public half of a key, as `chalkline keys` writes it. @param {School} school @param {string} json @returns {boolean} */
function addKey(school, json) {
  try {
    const { keyid, alg, public: half, label = "" } = JSON.parse(json);
    if (![keyid, alg, half].every((part) => typeof part === "string")) return false;
    school.keys[keyid] = { alg, public: half, label };
    school.role.keyids = Object.keys(school.keys);
    return true;
  } catch {
    return false;
  }
}

/** @param {School} school @param {() => void} redraw @param {() => void} changed */
function mayAddOf(school, redraw, changed) {
  const flip = () => {
    write(school, "may_add", box.checked ? structuredClone(LEAST) : undefined);
    redraw();
  };
  const box = make("input", { type: "checkbox", id: "may-add", checked: Boolean(school.may_add), onchange: flip });
  return [make("div", { class: "field" }, make("label", { class: "tick", for: "may-add" }, box, ` ${words("desk_schools_may_add")}`)), ...(school.may_add ? MAY_ADD.map((field) => fieldFor(field, school, changed)) : [])];
}

/** @param {School} school @param {Desk} desk @param {() => void} redraw */
function remover(school, desk, redraw) {
  const remove = () => {
    write(desk.draft.list, "delegations", desk.draft.list.delegations.filter((/** @type {School} */ other) => other !== school));
    desk.changed();
    redraw();
  };
  return make("div", { class: "buttons" }, make("button", { type: "button", class: "danger", onclick: remove }, words("desk_schools_remove")));
}
