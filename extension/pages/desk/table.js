/** The tools of the draft: searchable, sortable, one row a tool. */

import { fillWith, make } from "../../ui/dom.js";
import { day, words } from "../../ui/words.js";
import { lineOf } from "./fields.js";

/** @typedef {import("./draft.js").DraftTool} DraftTool */

/** @type {{key: string, of: (tool: DraftTool) => string, show?: (tool: DraftTool) => string}[]} */
const COLUMNS = [
  { key: "name", of: ({ name = "" }) => name },
  { key: "vendor", of: ({ vendor = "" }) => vendor },
  { key: "status", of: ({ status = "" }) => words(`standing_${status}`) },
  { key: "assessment_review_due", of: ({ assessment }) => assessment?.review_due ?? "", show: ({ assessment }) => (assessment?.review_due ? day(assessment.review_due) : "") },
];

export class Table {
  #sorted = { column: COLUMNS[0], up: true };
  #wanted = "";
  #count = make("p", { class: "soft", role: "status" });
  /** @type {{row: HTMLElement, text: string}[]} every tool's row, and what a search looks through */
  #rows = [];

  /**
   * @param {HTMLElement} place
   * @param {() => DraftTool[]} tools
   * @param {(tool: DraftTool) => void} edit
   * @param {(tool: DraftTool) => number} errors how many things in it must be mended
   */
  constructor(place, tools, edit, errors) {
    this.#place = place;
    this.#tools = tools;
    this.#edit = edit;
    this.#errors = errors;
  }

  #place;
  #tools;
  #edit;
  #errors;

  /** @param {string} wanted words to search for */
  search(wanted) {
    this.#wanted = wanted;
    this.#show();
  }

  draw() {
    const collator = new Intl.Collator(undefined, { numeric: true });
    const { column, up } = this.#sorted;
    const sorted = [...this.#tools()].sort((a, b) => collator.compare(column.of(a), column.of(b)) * (up ? 1 : -1));
    this.#rows = sorted.map((tool) => ({ row: this.#row(tool), text: haystack(tool) }));
    const head = make("thead", {}, make("tr", {}, ...COLUMNS.map((column) => this.#head(column))));
    fillWith(this.#place, this.#count, make("table", {}, head, make("tbody", {}, ...this.#rows.map(({ row }) => row))));
    this.#show();
  }

  /** Rows that a search does not want are hidden, not unmade: a key must not cost the building of a table. */
  #show() {
    const parts = fold(this.#wanted).split(/\s+/);
    for (const { row, text } of this.#rows) row.hidden = !parts.every((part) => text.includes(part));
    const found = this.#rows.filter(({ row }) => !row.hidden).length;
    this.#count.textContent = words("popup_tools_found", found, this.#rows.length);
  }

  /** @param {typeof COLUMNS[number]} column */
  #head(column) {
    const { column: current, up } = this.#sorted;
    const direction = column !== current ? undefined : up ? "ascending" : "descending";
    const sort = () => {
      this.#sorted = { column, up: column !== current || !up };
      this.draw();
      /** @type {HTMLElement | null} */ (this.#place.querySelector(`[data-column="${column.key}"]`))?.focus();
    };
    const arrow = direction && make("span", { "aria-hidden": "true" }, up ? " ▲" : " ▼");
    return make("th", { scope: "col", "aria-sort": direction }, make("button", { type: "button", class: "plain", "data-column": column.key, onclick: sort }, words(`desk_field_${column.key}`), arrow));
  }

  /** @param {DraftTool} tool */
  #row(tool) {
    const open = make("button", { type: "button", class: "plain link", onclick: () => this.#edit(tool) }, tool.name || words("desk_unnamed"));
    const errors = this.#errors(tool);
    const cells = COLUMNS.slice(1).map(({ key, of, show }) => make("td", { "data-label": words(`desk_field_${key}`) }, (show ?? of)(tool)));
    return make("tr", {}, make("th", { scope: "row" }, open, errors > 0 && make("span", { class: "problem" }, ` ${words("desk_to_mend", errors)}`)), ...cells);
  }
}

/** @param {DraftTool} tool */
const haystack = ({ name = "", vendor = "", match = [], status = "" }) => fold([name, vendor, words(`standing_${status}`), ...match.map(lineOf)].join(" "));

/** @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
