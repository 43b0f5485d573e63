/** The record keeper's desk: four steps over one draft, which is kept on this computer after every change. */

import { fillWith, make, part } from "../ui/dom.js";
import { fillPage, words } from "../ui/words.js";
import { Desk, draftOf } from "./desk/draft.js";
import { idOf } from "./desk/fields.js";
import { toolForm } from "./desk/form.js";
import { exportCsv, rowsOf, showImport, TABLES } from "./desk/import.js";
import { showKeys } from "./desk/keys.js";
import { download, fileButton } from "./desk/pieces.js";
import { problemsOf, toolOf } from "./desk/problems.js";
import { showPublish } from "./desk/publish.js";
import { showSchool } from "./desk/school.js";
import { starterTools } from "./desk/starter.js";
import { Table } from "./desk/table.js";
import { faultLine } from "./parts.js";

/** @typedef {import("./desk/draft.js").DraftTool} DraftTool */

const place = part("place", HTMLDivElement);
const heading = part("heading", HTMLHeadingElement);
const kept = part("kept", HTMLSpanElement);
const next = part("next", HTMLDivElement);

fillPage();
const desk = await Desk.open(() => (kept.textContent = words("desk_kept", new Date().toLocaleTimeString([], { timeStyle: "short" }))));

/** @type {Record<string, () => void>} */
const STEPS = {
  tools: showTools,
  school: () => showSchool(place, desk),
  keys: () => showKeys(place, desk, () => go("publish")),
  publish: () => showPublish(place, desk),
};
/** How many views there have been. */
let views = 0;
go("tools");

/** @param {string} step */
function go(step) {
  const buttons = Object.keys(STEPS).map((name) => make("button", { type: "button", "aria-current": name === step && "step", onclick: () => go(name) }, words(`desk_step_${name}`)));
  fillWith(part("steps", HTMLOListElement), ...buttons.map((button) => make("li", {}, button)));
  say(words(`desk_step_${step}`));
  const following = followingOf(step);
  fillWith(next, following && make("button", { type: "button", onclick: () => go(following) }, words("desk_go_on", words(`desk_step_${following}`))));
  STEPS[step]();
}

/** The step after this one; none while there are no keys, which go on by themselves. @param {string} step */
function followingOf(step) {
  const steps = Object.keys(STEPS);
  return step === "keys" && !desk.draft.bundle ? undefined : steps[steps.indexOf(step) + 1];
}

/** A new view: its name in the heading, and the focus there. @param {string} title */
function say(title) {
  views++;
  heading.textContent = title;
  heading.focus();
}

async function showTools() {
  const list = make("div");
  const mine = views;
  const problems = await problemsOf(desk.draft);
  // Whoever has gone on to another view meanwhile stays there.
  if (views !== mine) return;
  const errorsOf = (/** @type {DraftTool} */ tool) => problems.filter((problem) => problem.level === "error" && toolOf(problem) === desk.draft.list.tools.indexOf(tool)).length;
  const table = new Table(list, () => desk.draft.list.tools, edit, errorsOf);
  const search = make("input", { type: "search", autocomplete: "off", "aria-label": words("popup_tools_search"), placeholder: words("popup_tools_search"), oninput: ({ target }) => table.search(target.value) });
  const imported = make("div");
  const add = (/** @type {DraftTool[]} */ tools) => {
    addTools(tools);
    draw();
  };
  const exporter = button("desk_export", () => download("ai-tools.csv", exportCsv(desk.draft.list.tools), "text/csv"));
  const start = make("section", {}, make("p", {}, words("desk_start_need")), make("p", {}, words("desk_start_how")), make("div", { class: "buttons" }, button("desk_start_list", async () => add(await starterTools()), "main")));
  const draw = () => {
    const isEmpty = desk.draft.list.tools.length === 0;
    start.hidden = !isEmpty;
    for (const part of [search, list, exporter]) part.hidden = isEmpty;
    table.draw();
  };
  fillWith(
    place,
    start,
    make(
      "section",
      {},
      search,
      list,
      make(
        "div",
        { class: "buttons" },
        button("desk_add", addOne),
        fileButton(words("desk_import"), TABLES, (file) => importFile(imported, file, add)),
        exporter,
        fileButton(words("desk_open"), ".json,application/json", openRecord),
      ),
      imported,
    ),
  );
  draw();
}

/** Tools of a name that is already there are left as they are. @param {DraftTool[]} tools */
function addTools(tools) {
  const mine = desk.draft.list.tools;
  const taken = new Set(mine.map(({ id }) => id));
  for (const tool of tools.filter(({ name = "" }) => !isThere(name))) {
    tool.id = idOf(tool.name, taken);
    taken.add(tool.id);
    mine.push(tool);
  }
  desk.changed();
}

/** Whether a tool of this name is on the list. @param {string} wanted */
const isThere = (wanted) => desk.draft.list.tools.some(({ name = "" }) => name.toLowerCase() === wanted.toLowerCase());

function addOne() {
  const tool = { id: idOf("tool", new Set(desk.draft.list.tools.map(({ id }) => id))), name: "", kinds: ["llm"], status: "under_review", match: [] };
  desk.draft.list.tools.push(tool);
  edit(tool);
}

/** @param {DraftTool} tool */
function edit(tool) {
  const back = () => go("tools");
  const remove = () => {
    desk.draft.list.tools = desk.draft.list.tools.filter((other) => other !== tool);
    desk.changed();
    back();
  };
  const changed = () => {
    heading.textContent = tool.name || words("desk_unnamed");
    desk.changed();
    check();
  };
  const check = async () => {
    const mine = desk.draft.list.tools.indexOf(tool);
    show((await problemsOf(desk.draft)).filter((problem) => toolOf(problem) === mine));
  };
  const { form, show } = toolForm(tool, changed);
  const buttons = () => make("div", { class: "buttons" }, button("desk_back", back, "main"), button("desk_remove", remove, "danger"));
  fillWith(place, buttons(), make("br"), form, buttons());
  fillWith(next);
  say(tool.name || words("desk_unnamed"));
  check();
}

/** @param {HTMLElement} place @param {File} file @param {(tools: DraftTool[]) => void} add */
async function importFile(place, file, add) {
  fillWith(place, make("p", { role: "status" }, words("desk_import_reading", file.name)));
  try {
    showImport(place, await rowsOf(file), isThere, add);
  } catch (error) {
    fillWith(place, faultLine(error));
  }
}

/** Goes on from a published record. @param {File} file */
async function openRecord(file) {
  const draft = draftOf(await file.text());
  if (!draft) return alert(words("error_NOT_A_LIST"));
  if (desk.draft.list.tools.length && !confirm(words("desk_open_replaces"))) return;
  desk.replace(draft);
  go("tools");
}

/** @param {string} key @param {() => unknown} onclick @param {string} [look] */
function button(key, onclick, look) {
  return make("button", { type: "button", class: look, onclick }, words(key));
}
