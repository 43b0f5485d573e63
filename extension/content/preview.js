/** The text with its findings marked, each a switch: replace it, or leave it as it is. */

import { button, h, shown } from "./element.js";
import { groupBy, linesAt, sayKind } from "./summary.js";
import { say, sayCount } from "./words.js";

/**
 * @typedef {import("./weigh.js").Finding} Finding
 * @typedef {import("./weigh.js").Matter} Matter
 * @typedef {{line: number, start: number, end: number, indexes: number[]}} Row the lines that hold findings
 */

/** Findings marked at once; more on request, so that a long class list is on screen as fast as a short one. */
const PAGE = 60;
/** UTF-16 units shown on either side of a finding in a long line. */
const AROUND = 80;
/** UTF-16 units after a finding in which the first tab of its line must stand. */
const COLUMN = 200;
/** Findings from which on whole columns and kinds can be switched together. */
const MANY = 3;

const CLASS_LIST = "class-list";

/**
 * @param {Matter} matter
 * @returns {{element: HTMLElement, kept: Set<number>}} `kept` follows the switches
 */
export function makePreview(matter) {
  const kept = new Set(matter.keep);
  const { findings } = matter.inspection;
  /** @type {Map<number, HTMLElement>} */
  const marks = new Map();
  const columns = findings.length > MANY ? columnsAt(matter.text, findings.map(({ start }) => start)) : [];
  const groups = groupsOf(findings, columns).map((indexes) => makeGroup(findings, indexes, columns[indexes[0]], kept, refresh));

  function refresh() {
    for (const [index, mark] of marks) mark.setAttribute("aria-checked", String(!kept.has(index)));
    for (const group of groups) group.refresh();
  }
  /** A class list's header has nothing to replace: its cells are findings of their own. @param {number} index */
  const makeMark = (index) => {
    const { kind, start, end } = findings[index];
    if (kind === CLASS_LIST) return matter.text.slice(start, end);
    const mark = markOf(matter, index, () => (kept.has(index) ? kept.delete(index) : kept.add(index), refresh()));
    marks.set(index, mark);
    return mark;
  };

  const lines = h("div", { class: "lines" });
  const rows = rowsOf(matter.text, findings);
  addRows(lines, matter.text, findings, rows, makeMark, refresh);
  refresh();
  const switches = groups.length > 1 || findings.length > MANY ? h("fieldset", { class: "groups" }, h("legend", {}, say("preview_groups")), ...groups.map(({ label }) => label)) : null;
  const text = h("div", { class: "preview", "data-part": "preview", role: "group", "aria-label": say("preview_label"), tabindex: "0" }, lines);
  return { element: h("div", {}, h("p", { class: "hint" }, say("preview_hint")), text, switches), kept };
}

/** Adds the next page of rows, and the button for the one after. @param {HTMLElement} lines @param {string} text @param {Finding[]} findings @param {Row[]} rows @param {(index: number) => HTMLElement | string} makeMark @param {() => void} refresh */
function addRows(lines, text, findings, rows, makeMark, refresh) {
  let shown = 0;
  let count = 0;
  while (shown < rows.length && count < PAGE) count += rows[shown++].indexes.length;
  lines.append(...rows.slice(0, shown).map((row) => lineOf(text, findings, row, makeMark)));
  const rest = rows.slice(shown);
  if (rest.length === 0) return;
  const left = rest.reduce((sum, { indexes }) => sum + indexes.length, 0);
  const showRest = () => (more.remove(), addRows(lines, text, findings, rest, makeMark, refresh), refresh());
  const more = button("more", sayCount("preview_more", left), showRest, { class: "more" });
  lines.append(more);
}

/** @param {string} text @param {Finding[]} findings @returns {Row[]} */
function rowsOf(text, findings) {
  const numbers = linesAt(text, findings.map(({ start }) => start));
  /** @type {Row[]} */
  const rows = [];
  for (const [index, { start, end }] of findings.entries()) {
    const last = rows.at(-1);
    if (last && end <= last.end) last.indexes.push(index);
    else if (last && start < last.end) (last.indexes.push(index), (last.end = lineEnd(text, end)));
    else rows.push({ line: numbers[index], start: text.lastIndexOf("\n", start) + 1, end: lineEnd(text, end), indexes: [index] });
  }
  return rows;
}

/** @param {string} text @param {number} from */
function lineEnd(text, from) {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** @param {string} text @param {Finding[]} findings @param {Row} row @param {(index: number) => HTMLElement | string} makeMark */
function lineOf(text, findings, { line, start, end, indexes }, makeMark) {
  const pieces = [];
  let at = start;
  for (const index of indexes) {
    pieces.push(clip(text.slice(at, findings[index].start), at === start), makeMark(index));
    at = findings[index].end;
  }
  pieces.push(clipEnd(text.slice(at, end)));
  return h("div", { class: "line" }, h("span", { class: "number", "aria-hidden": "true" }, String(line)), h("span", { class: "words" }, ...pieces.map((piece) => (typeof piece === "string" ? shown(piece) : piece))));
}

/** @param {string} between @param {boolean} isFirst */
function clip(between, isFirst) {
  if (between.length <= 2 * AROUND) return between;
  return `${isFirst ? "" : between.slice(0, AROUND)} … ${between.slice(-AROUND)}`;
}

/** @param {string} rest */
const clipEnd = (rest) => (rest.length > AROUND ? `${rest.slice(0, AROUND)} …` : rest);

/** @param {Matter} matter @param {number} index @param {() => void} toggle */
function markOf({ text, inspection }, index, toggle) {
  const finding = inspection.findings[index];
  const words = text.slice(finding.start, finding.end);
  return button(`finding-${index}`, "", toggle, { class: "mark", role: "switch", "aria-label": say("preview_switch", words, sayKind(finding, 1)), "data-words": words });
}

/** Findings that belong together: those of one kind, and of one column where the text is a table. None where there are no columns. @param {Finding[]} findings @param {number[]} columns */
const groupsOf = (findings, columns) => groupBy([...columns.keys()].filter((index) => findings[index].kind !== CLASS_LIST), (index) => `${findings[index].kind} ${findings[index].subject} ${columns[index]}`);

/** The column of each offset in text as spreadsheets copy it, counted from 1; 0 outside tables. One walk, however long its lines are. @param {string} text @param {number[]} offsets rising */
function columnsAt(text, offsets) {
  let [at, column] = [0, 1];
  return offsets.map((offset) => {
    for (; at < offset; at++) {
      if (text[at] === "\n") column = 1;
      else if (text[at] === "\t") column++;
    }
    const isInTable = column > 1 || /^[^\n]*\t/.test(text.slice(offset, offset + COLUMN));
    return isInTable ? column : 0;
  });
}

/** @param {Finding[]} findings @param {number[]} indexes @param {number} column @param {Set<number>} kept @param {() => void} changed */
function makeGroup(findings, indexes, column, kept, changed) {
  const first = findings[indexes[0]];
  const words = sayKind(first, indexes.length);
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", "data-part": column ? `column-${column}` : `kind-${first.kind}` }));
  box.addEventListener("change", (event) => {
    if (!event.isTrusted) return;
    for (const index of indexes) box.checked ? kept.delete(index) : kept.add(index);
    changed();
  });
  const refresh = () => {
    const replaced = indexes.filter((index) => !kept.has(index)).length;
    box.checked = replaced === indexes.length;
    box.indeterminate = replaced > 0 && !box.checked;
  };
  return { label: h("label", { class: "check" }, box, h("span", {}, column ? say("group_column", column, words) : words)), refresh };
}
