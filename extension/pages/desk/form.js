/** The form for one tool. Every change goes into the draft at once. */

import { fillWith, make } from "../../ui/dom.js";
import { words } from "../../ui/words.js";
import { lineOf, linesOf, read, ruleOf, SECTIONS, write } from "./fields.js";
import { fieldOf, wordsFor } from "./problems.js";

/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("./draft.js").DraftTool} DraftTool */
/** @typedef {import("./problems.js").Problem} Problem */

/**
 * @param {DraftTool} tool
 * @param {() => void} changed
 * @returns {{form: HTMLFormElement, show: (problems: Problem[]) => void}} `show` puts problems beside their fields
 */
export function toolForm(tool, changed) {
  const parts = SECTIONS.map(({ section, fields }) =>
    make("section", {}, make("h2", {}, words(`desk_part_${section}`)), ...fields.map((field) => fieldFor(field, tool, changed))),
  );
  const open = make("section", { class: "care" });
  const form = make("form", { novalidate: true, onsubmit: (event) => event.preventDefault() }, open, ...parts);
  const show = (/** @type {Problem[]} */ problems) => {
    showOpen(open, tool);
    SECTIONS.forEach(({ fields }) => fields.forEach((field) => mark(form, field, problems)));
  };
  return { form, show };
}

/** What to find out before anybody decides; what is filled in is known. */
const TO_FIND_OUT = ["vendor", "licence_notes", "data_location", "trains_on_input", "vendor_min_age", "purposes", "account.settings", "assessment.dpa_ref", "assessment.dpia_ref", "assessment.safety_standards"];

/** Of a tool under review: what is still to be found out, each a way to its field. @param {HTMLElement} place @param {DraftTool} tool */
function showOpen(place, tool) {
  const unknown = TO_FIND_OUT.filter((at) => read(tool, at) === undefined);
  place.hidden = tool.status !== "under_review" || !unknown.length;
  const line = (/** @type {string} */ at) => make("li", {}, make("button", { type: "button", class: "plain link", onclick: () => document.getElementById(`field-${at}`)?.focus() }, words(keyOf(at))));
  fillWith(place, make("h2", {}, words("desk_find_out")), make("ul", {}, ...unknown.map(line)));
}

/** @param {string} at */
const keyOf = (at) => `desk_field_${at.replaceAll(".", "_")}`;

/** @param {HTMLFormElement} form @param {Field} field @param {Problem[]} problems */
function mark(form, { at }, problems) {
  const mine = problems.filter((problem) => fieldOf(problem) === at);
  const place = form.querySelector(`[data-problems="${at}"]`);
  if (place) fillWith(place, ...mine.map((problem) => make("p", { class: problem.level === "error" ? "problem" : "hint" }, wordsFor(problem))));
  const control = form.querySelector(`[id="field-${at}"]`);
  control?.setAttribute("aria-invalid", String(mine.some(({ level }) => level === "error")));
}

/** @param {Field} field @param {DraftTool} tool @param {() => void} changed */
export function fieldFor(field, tool, changed) {
  const key = keyOf(field.at);
  const hint = chrome.i18n.getMessage(`${key}_hint`);
  const id = `field-${field.at}`;
  const put = (/** @type {unknown} */ value) => (write(tool, field.at, value), changed());
  if (field.type === "ticks") return ticks(field, tool, key, put);
  if (field.type === "tick") return make("div", { class: "field" }, tick(id, read(tool, field.at) === true, words(key), (on) => put(on || undefined)), problemPlace(field));
  return make(
    "div",
    { class: "field" },
    make("label", { for: id }, words(key)),
    hint && make("span", { class: "hint", id: `${id}-hint` }, hint),
    control(field, tool, { id, "aria-describedby": hint ? `${id}-hint ${id}-problems` : `${id}-problems` }, put),
    problemPlace(field),
  );
}

/**
 * @param {Field} field
 * @param {DraftTool} tool
 * @param {import("../../ui/dom.js").Attributes} attributes
 * @param {(value: unknown) => void} put
 */
function control({ at, type, of = [], words: prefix }, tool, attributes, put) {
  const value = read(tool, at);
  switch (type) {
    case "choice":
      return make(
        "select",
        { ...attributes, onchange: ({ target }) => put(target.value) },
        ...of.map((choice) => make("option", { value: choice, selected: choice === (value ?? "") }, words(`${prefix}${choice || "not_said"}`))),
      );
    case "yes_no":
      return make(
        "select",
        { ...attributes, onchange: ({ target }) => put(YES_NO[target.value]) },
        ...Object.entries(YES_NO).map(([choice, meant]) => make("option", { value: choice, selected: meant === value }, words(`desk_trains_${choice}`))),
      );
    case "long":
      return make("textarea", { ...attributes, rows: 2, oninput: ({ target }) => put(target.value.trim()) }, value ?? "");
    case "lines":
      return make("textarea", { ...attributes, rows: 3, oninput: ({ target }) => put(linesOf(target.value)) }, (value ?? []).join("\n"));
    case "addresses":
      return make("textarea", { ...attributes, rows: 3, spellcheck: "false", oninput: ({ target }) => put(linesOf(target.value).map(ruleOf)) }, (value ?? []).map(lineOf).join("\n"));
    case "number":
      return make("input", { ...attributes, type: "number", min: 0, max: 120, value, oninput: ({ target }) => put(target.valueAsNumber) });
    case "day":
      return make("input", { ...attributes, type: "date", value, oninput: ({ target }) => put(target.value) });
    default:
      return make("input", { ...attributes, value, autocomplete: "off", oninput: ({ target }) => put(target.value.trim()) });
  }
}

/** @param {Field} field @param {DraftTool} tool @param {string} key @param {(value: unknown) => void} put */
function ticks({ at, of = [], words: prefix }, tool, key, put) {
  const chosen = new Set(read(tool, at) ?? []);
  const flip = (/** @type {string} */ choice) => (/** @type {boolean} */ on) => {
    if (on) chosen.add(choice);
    else chosen.delete(choice);
    put(of.filter((known) => chosen.has(known)));
  };
  return make(
    "fieldset",
    {},
    make("legend", {}, words(key)),
    ...of.map((choice) => tick(`field-${at}-${choice}`, chosen.has(choice), words(`${prefix}${choice}`), flip(choice))),
    problemPlace({ at, type: "ticks" }),
  );
}

/** @type {Record<string, boolean | undefined>} */
const YES_NO = { not_said: undefined, yes: true, no: false };

/** @param {Field} field */
const problemPlace = ({ at }) => make("div", { id: `field-${at}-problems`, "data-problems": at, "aria-live": "polite" });

/** @param {string} id @param {boolean} on @param {string} label @param {(on: boolean) => void} flip */
function tick(id, on, label, flip) {
  const box = make("input", { type: "checkbox", id, checked: on, onchange: ({ target }) => flip(target.checked) });
  return make("label", { class: "tick", for: id }, box, ` ${label}`);
}
