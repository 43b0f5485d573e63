/** The school's own spreadsheet onto the desk: a person says which column is which, then sees what each row became. */

import { fillWith, make } from "../../ui/dom.js";
import { words } from "../../ui/words.js";
import { readFile } from "./core.js";
import { parseCsv, writeCsv } from "./csv.js";
import { idOf, lineOf, linesOf, read, ruleOf, SECTIONS, write } from "./fields.js";

/** @typedef {import("./draft.js").DraftTool} DraftTool */
/** @typedef {import("./fields.js").Field} Field */

/** @type {Field[]} */
const FIELDS = SECTIONS.flatMap(({ fields }) => fields);

/** A cell holds several values apart by these. */
const APART = "; ";

/** @param {DraftTool[]} tools */
export function exportCsv(tools) {
  const head = FIELDS.map(({ at }) => words(keyOf(at)));
  return writeCsv([head, ...tools.map((tool) => FIELDS.map((field) => cellOf(field, read(tool, field.at))))]);
}

/** Files that `rowsOf` reads. */
export const TABLES = ".csv,.tsv,.txt,.xlsx,.ods,.xls";

/** The rows of a workbook's first sheet, or of values apart by commas. @param {File} file @returns {Promise<string[][]>} */
export async function rowsOf(file) {
  if (/\.(csv|tsv|txt)$/i.test(file.name)) return parseCsv(await file.text());
  const read = await readFile(new Uint8Array(await file.arrayBuffer()), file.name);
  const sheet = read.parts.find(({ label }) => typeof label === "object" && "sheet" in label);
  const text = sheet ? read.text.slice(sheet.start, sheet.end) : read.text;
  const rows = text.split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
  return rows.filter((row) => row.some((cell) => cell !== ""));
}

/**
 * Shows the columns of a file and, once they are matched, hands over the tools.
 * @param {HTMLElement} place
 * @param {string[][]} _table the titles of the columns, then the rows
 * @param {(name: string) => boolean} isThere whether a tool of this name is on the list already
 * @param {(tools: DraftTool[]) => void} take
 */
export function showImport(place, [head = [], ...rows], isThere, take) {
  if (!rows.length) return fillWith(place, make("p", { class: "problem", role: "alert" }, words("desk_import_empty")));
  const matched = head.map(guess);
  const result = make("div", { role: "status" });
  const go = () => {
    const made = rows.map((row) => toolOf(row, matched, isThere));
    const good = made.filter(({ isNew }) => isNew);
    fillWith(result, make("p", {}, words("desk_import_made", good.length, rows.length)), problemList(made));
    take(withIds(good.map(({ tool }) => tool)));
  };
  fillWith(
    place,
    make("h2", {}, words("desk_import_columns")),
    ...head.map((title, at) => columnChoice(title, rows[0][at] ?? "", matched[at], (field) => (matched[at] = field))),
    make("div", { class: "buttons" }, make("button", { type: "button", class: "main", onclick: go }, words("desk_import_take", rows.length))),
    result,
  );
}

/** @param {string} title @param {string} example @param {Field | null} chosen @param {(field: Field | null) => void} choose */
function columnChoice(title, example, chosen, choose) {
  const options = [make("option", { value: "" }, words("desk_import_skip")), ...FIELDS.map(({ at }) => make("option", { value: at, selected: at === chosen?.at }, words(keyOf(at))))];
  const select = make("select", { onchange: ({ target }) => choose(FIELDS.find(({ at }) => at === target.value) ?? null) }, ...options);
  return make("label", { class: "field" }, title, make("span", { class: "hint" }, example), select);
}

/** @param {string[]} row @param {(Field | null)[]} matched @param {(name: string) => boolean} isThere @returns {{tool: DraftTool, isNew: boolean, problems: string[]}} */
function toolOf(row, matched, isThere) {
  /** @type {DraftTool} */
  const tool = { status: "under_review", kinds: ["other"], match: [] };
  const problems = matched.flatMap((field, at) => {
    const cell = row[at]?.trim();
    if (!field || !cell) return [];
    const value = valueOf(field, cell);
    if (value === undefined) return [words("desk_import_not_understood", words(keyOf(field.at)), cell)];
    write(tool, field.at, value);
    return [];
  });
  if (!tool.name) return { tool, isNew: false, problems: [words("desk_import_no_name"), ...problems] };
  if (isThere(tool.name)) return { tool, isNew: false, problems: [words("desk_import_there", tool.name)] };
  return { tool, isNew: true, problems };
}

/** What a cell says, undefined if it cannot be understood. @param {Field} field @param {string} cell @returns {unknown} */
function valueOf({ type, of = [], words: prefix }, cell) {
  const many = linesOf(cell.replace(/\s*[;|]\s*/g, "\n"));
  const choice = (/** @type {string} */ text) => of.find((token) => token && [token, words(`${prefix}${token}`)].some((known) => plain(known) === plain(text)));
  switch (type) {
    case "addresses":
      return many.map(ruleOf).filter(({ host }) => host.includes("."));
    case "lines":
      return many;
    case "ticks":
      return many.every(choice) ? many.map(choice) : undefined;
    case "choice":
      return choice(cell);
    case "tick":
    case "yes_no":
      return /^(y|yes|true|1|x|✓|ydw|oes|ie)$/i.test(cell) ? true : /^(n|no|false|0|-|na|nac oes)$/i.test(cell) ? false : undefined;
    case "number":
      return Number.isFinite(Number(cell)) ? Number(cell) : undefined;
    case "day":
      return dayOf(cell);
    default:
      return cell;
  }
}

/** `2026-09-01`, or as British spreadsheets write it, `1/9/2026`. @param {string} cell */
function dayOf(cell) {
  const [, day, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(cell) ?? [];
  const iso = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : cell;
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : undefined;
}

/** @param {Field} field @param {any} value */
function cellOf({ type, words: prefix }, value) {
  if (value === undefined) return "";
  if (type === "addresses") return value.map(lineOf).join(APART);
  if (type === "ticks") return value.map((/** @type {string} */ token) => words(`${prefix}${token}`)).join(APART);
  if (type === "choice") return words(`${prefix}${value}`);
  if (type === "tick" || type === "yes_no") return words(value ? "desk_trains_yes" : "desk_trains_no");
  return Array.isArray(value) ? value.join(APART) : String(value);
}

/** The field that a column's title names, if it is plain. @param {string} title @returns {Field | null} */
function guess(title) {
  const is = (/** @type {string} */ name) => plain(name) === plain(title);
  return FIELDS.find(({ at }) => is(at) || is(words(keyOf(at)))) ?? FIELDS.find(({ at }) => HINTS[at]?.test(title)) ?? null;
}

/** Titles that school spreadsheets use. @type {{[at: string]: RegExp}} */
const HINTS = {
  name: /^(ai )?(tool|app|product|software|service)( name)?$/i,
  vendor: /vendor|supplier|company|provider|maker/i,
  match: /address|url|web|link|domain/i,
  status: /status|decision|approved\??$/i,
  status_reason: /reason|comment|notes/i,
  "assessment.review_due": /review/i,
  "assessment.date": /^date|assess(ed|ment)/i,
  "assessment.dpia_ref": /dpia/i,
  purposes: /purpose|use(d)? for/i,
};

/** @param {DraftTool[]} tools */
function withIds(tools) {
  const taken = new Set();
  return tools.map((tool) => {
    const id = idOf(tool.name, taken);
    taken.add(id);
    return { id, ...tool };
  });
}

/** @param {{problems: string[]}[]} made */
function problemList(made) {
  const lines = made.flatMap(({ problems }, at) => problems.map((problem) => words("desk_import_row", at + 2, problem)));
  return lines.length > 0 && make("ul", {}, ...lines.map((line) => make("li", {}, line)));
}

/** @param {string} at */
const keyOf = (at) => `desk_field_${at.replaceAll(".", "_")}`;

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
