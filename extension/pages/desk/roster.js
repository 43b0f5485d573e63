/**
 * The filter of pupils' rare names: made here, from the school's own export. The names stay in this page; the draft gets the filter.
 * docs/roster.md says what it gives away, and this page says it before anything is made.
 */

import { fillWith, make } from "../../ui/dom.js";
import { words } from "../../ui/words.js";
import { loadCore, readFile } from "./core.js";
import { read, write } from "./fields.js";
import { fileButton, whileBusy } from "./pieces.js";

/** @typedef {import("./draft.js").Desk} Desk */

const FILTER = "settings.roster";
/** A list of pupils; or a draft into which `chalkline roster make` has put the filter. */
const FILES = ".csv,.tsv,.txt,.xlsx,.ods,.json";

/** @param {Desk} desk */
export function rosterSection(desk) {
  const { list } = desk.draft;
  const state = make("div", { "aria-live": "polite" });
  const fault = make("div");
  const take = async (/** @type {File} */ file) => {
    put(/\.json$/i.test(file.name) ? await filterIn(file) : await filterOf(file, read(list, FILTER)));
  };
  const chooser = fileButton(words("desk_roster_choose"), FILES, (file) => whileBusy(button, fault, () => take(file)));
  const button = /** @type {HTMLButtonElement} */ (chooser.querySelector("button"));
  const sure = make("input", { type: "checkbox", id: "roster-sure" });
  sure.addEventListener("change", () => (button.disabled = !sure.checked));
  button.disabled = true;
  const remove = make("button", { type: "button", class: "danger", onclick: () => put(undefined) }, words("desk_roster_remove"));
  const show = () => {
    const isThere = Boolean(read(list, FILTER));
    fillWith(state, make("p", {}, make("strong", {}, words(isThere ? "desk_roster_there" : "desk_roster_none"))), isThere && make("div", { class: "buttons" }, remove));
  };
  const put = (/** @type {string | undefined} */ filter) => {
    write(list, FILTER, filter);
    desk.changed();
    show();
  };
  show();
  return make(
    "section",
    {},
    make("h2", {}, words("desk_roster")),
    ...["what", "gives_away", "each_term"].map((key) => make("p", {}, words(`desk_roster_${key}`))),
    state,
    make("div", { class: "field" }, make("label", { class: "tick", for: "roster-sure" }, sure, ` ${words("desk_roster_sure")}`)),
    make("p", { class: "hint" }, words("desk_roster_choose_hint")),
    make("div", { class: "buttons" }, chooser),
    fault,
  );
}

/** The filter of the names in a list of pupils; the filter before it lends its key. @param {File} file @param {string | undefined} before */
async function filterOf(file, before) {
  const core = await loadCore();
  const { text } = await readFile(new Uint8Array(await file.arrayBuffer()), file.name);
  return core.make_roster(text, before, crypto.getRandomValues(new Uint8Array(32)));
}

/** The filter that a draft holds. @param {File} file @returns {Promise<string>} */
async function filterIn(file) {
  const filter = read(JSON.parse(await file.text()), FILTER);
  if (typeof filter !== "string") throw words("desk_roster_no_filter");
  return filter;
}
