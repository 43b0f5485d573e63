/**
 * The question put to a person before anything goes in. A modal dialog in a closed root: the page cannot read it or press its buttons.
 * Nothing goes in until it is answered; a page that takes it away for good only takes away its own answer.
 */

import { ask } from "../messages.js";
import { button, h, shown } from "./element.js";
import { redact } from "./engine.js";
import { sayRole } from "./panel.js";
import { report } from "./selfcheck.js";
import { makePreview } from "./preview.js";
import { DIALOG } from "./sheets.js";
import { makeStage } from "./stage.js";
import { sayWhat, sayWhere } from "./summary.js";
import { mayGoOn, toolName, verdict } from "./visit.js";
import { say, sayFault } from "./words.js";

/**
 * @typedef {import("./weigh.js").Matter} Matter
 * @typedef {{act: "replace", keep: number[]} | {act: "edited", text: string, keep: number[]} | {act: "go-on"} | {act: "looked"} | {act: "cancel"}} Choice
 */

/** The graver the finding, the graver the words. */
const TITLE = { none: "dialog_title_low", low: "dialog_title_low", personal: "dialog_title_personal", high: "dialog_title_personal", special: "dialog_title_special", safeguarding: "dialog_title_safeguarding" };
/** What the default choice is called. */
const REPLACE = { paste: "dialog_replace", drop: "dialog_replace", send: "dialog_replace_send", file: "dialog_replace_file" };
/** How often we look whether the dialog can be seen, in ms. */
const WATCH = 400;
/** How often it is brought back to the top before we accept that the page wins the display. */
const RETURNS = 25;
/** A dialog narrower than this, in pixels, nobody can read. */
const LEAST = 120;
/** What the Tab key stops at. */
const CONTROLS = 'button:not(:disabled), input:not(:disabled), textarea, summary, [tabindex="0"]';
/** Letters a reason must have: enough to be one. */
const REASON = 5;

/** The question that is open. @type {{dialog: HTMLDialogElement, regain: () => void} | null} */
let asking = null;

/** @param {Matter} matter @returns {Promise<Choice>} */
export function showDialog(matter) {
  const { promise, resolve } = hope();
  let left = RETURNS;
  const lost = () => (report("DISPLAY_LOST"), choose({ act: "cancel" }));
  const regain = () => (left-- > 0 ? reopen(dialog) : lost());
  const stage = makeStage("chalkline-guard", DIALOG, { returned: () => reopen(dialog), lost });
  /** @param {Choice} choice */
  const choose = (choice) => {
    clearInterval(watch);
    sight.disconnect();
    dialog.close();
    stage.hide();
    asking = null;
    resolve(choice);
    ask("count", { severity: matter.inspection.severity, outcome: choice.act }).catch(() => {}); // uncounted is no harm
  };
  const dialog = /** @type {HTMLDialogElement} */ (build(matter, choose));
  asking = { dialog, regain };
  stage.root.append(dialog);
  stage.show();
  reopen(dialog);
  dialog.scrollTop = 0; // The question first, wherever the default button stands.
  const sight = watchSight(dialog, regain);
  const watch = setInterval(() => isCovered(stage.host, dialog) && regain(), WATCH);
  dialog.addEventListener("cancel", (event) => (event.preventDefault(), choose({ act: "cancel" })));
  return promise;
}

/** Builds a question that nobody sees: the first that somebody does see is then there as fast as later ones. @param {string} text @param {import("./engine.js").Inspection} inspection */
export const rehearse = (text, inspection) => void build({ way: "paste", text, inspection, keep: [] }, () => {});

/** Brings the dialog to the top of the top layer, in its own size. @param {HTMLDialogElement} dialog */
function reopen(dialog) {
  if (!dialog.isConnected) return;
  const root = /** @type {ShadowRoot} */ (dialog.getRootNode());
  const focused = /** @type {HTMLElement | null} */ (root.activeElement);
  if (dialog.open) dialog.close();
  dialog.style.zoom = String(1 / /** @type {any} */ (root.host).currentCSSZoom);
  dialog.showModal();
  focused?.focus();
}

/** Chromium says when something comes to lie above an element, wherever it stands; Firefox says nothing. @param {HTMLElement} dialog @param {() => void} hidden */
function watchSight(dialog, hidden) {
  const sight = new IntersectionObserver((changes) => changes.some((change) => /** @type {any} */ (change).isVisible === false) && hidden(), /** @type {any} */ ({ trackVisibility: true, delay: 100 }));
  sight.observe(dialog);
  return sight;
}

/** What a page opens after us lies above us, and would be seen in our place. @param {Event} event */
export function stayOnTop({ target }) {
  if (target instanceof Element ? target.matches(":popover-open, :modal, :fullscreen") : document.fullscreenElement) asking?.regain();
}

/** After the last control comes the first. A browser would go to its own buttons there, and Firefox would not come back. @param {KeyboardEvent} event */
export function comeRound(event) {
  if (event.key !== "Tab" || !asking) return;
  const { dialog } = asking;
  const controls = [...dialog.querySelectorAll(CONTROLS)].filter((one) => one.checkVisibility()); // Not those in folded details.
  const [last, next] = event.shiftKey ? [controls[0], controls.at(-1)] : [controls.at(-1), controls[0]];
  const focused = /** @type {ShadowRoot} */ (dialog.getRootNode()).activeElement;
  if (focused && focused !== last && focused !== dialog) return;
  event.preventDefault();
  /** @type {HTMLElement | undefined} */ (next)?.focus();
}

/** @param {HTMLElement} host @param {HTMLDialogElement} dialog */
function isCovered(host, dialog) {
  const { left, top, width, height } = dialog.getBoundingClientRect();
  return !dialog.matches(":modal") || width < LEAST || document.elementFromPoint(left + width / 2, top + height / 2) !== host;
}

/** @param {Matter} matter @param {(choice: Choice) => void} choose */
function build(matter, choose) {
  const dialog = h("dialog", { "data-part": "dialog", "aria-labelledby": "title", "aria-describedby": "summary" });
  dialog.append(matter.media ? mediaBody(matter, choose) : matter.fault ? faultBody(matter, choose) : findingsBody(matter, choose));
  return dialog;
}

/** @param {Matter} matter @param {(choice: Choice) => void} choose */
function findingsBody(matter, choose) {
  const { severity, findings } = matter.inspection;
  const isSafeguarding = severity === "safeguarding";
  const preview = makePreview(matter);
  const replace = button("replace", say(REPLACE[matter.way]), () => choose({ act: "replace", keep: [...preview.kept].sort((a, b) => a - b) }), { class: "primary", autofocus: !isSafeguarding });
  const cancel = button("cancel", say("dialog_cancel"), () => choose({ act: "cancel" }), { autofocus: isSafeguarding });
  const body = h("div", { class: `body ${severity}` });
  const edit = button("edit", say("dialog_edit"), () => body.replaceChildren(editBody(matter, [...preview.kept], choose)));
  body.append(
    heading(TITLE[severity]),
    h("p", { id: "summary", "data-part": "summary", class: "summary" }, matter.fileName && shown(`${matter.fileName}: `), say("dialog_summary", sayWhat(findings), sayWhere(matter))),
    h("p", { class: "rule" }, isSafeguarding ? safeguardingWords() : ruleWords()),
    preview.element,
    h("div", { class: "choices" }, ...(isSafeguarding ? [cancel, edit, careful(replace)] : [replace, edit, cancel])),
  );
  if (mayGoOn() && matter.inspection.action === "warn") body.append(goOnPart(choose));
  return body;
}

/** @param {string} key */
const heading = (key) => h("div", { class: "heading" }, h("p", { class: "brand" }, "Chalkline"), h("h2", { id: "title", "data-part": "title" }, say(key)));

const ruleWords = () => say(`dialog_rule_${verdict()?.standing ?? "unknown"}`, toolName());

function safeguardingWords() {
  const lead = verdict()?.contacts.find(({ role }) => /safeguard|diogelu|\bdsl\b/i.test(role));
  const who = lead ? [sayRole(lead.role), lead.name, lead.phone, lead.email].filter(Boolean).join(", ") : say("dialog_safeguarding_lead");
  return say("dialog_safeguarding", who);
}

/** A way on that takes two steps: the words are read, then the button is there. @param {HTMLButtonElement} replace */
function careful(replace) {
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", "data-part": "reported" }));
  replace.disabled = true;
  box.addEventListener("change", (event) => event.isTrusted && (replace.disabled = !box.checked));
  return h("div", { class: "careful" }, h("label", { class: "check" }, box, h("span", {}, say("dialog_safeguarding_told"))), replace);
}

/**
 * What is edited is what would go in: a page can have the text of any field selected and read it, ours too.
 * @param {Matter} matter @param {number[]} keep @param {(choice: Choice) => void} choose
 */
function editBody(matter, keep, choose) {
  const area = /** @type {HTMLTextAreaElement} */ (h("textarea", { "data-part": "edit-text", rows: "10", "aria-label": say("dialog_edit_label"), spellcheck: "false", autocomplete: "off" }));
  area.value = redact(matter.text, keep);
  area.setSelectionRange(0, 0);
  setTimeout(() => area.focus());
  return h(
    "div",
    {},
    heading("dialog_edit_title"),
    h("p", { id: "summary" }, say("dialog_edit_hint")),
    area,
    h("div", { class: "choices" }, button("edited", say("dialog_edited"), () => choose({ act: "edited", text: area.value, keep }), { class: "primary" }), button("cancel", say("dialog_cancel"), () => choose({ act: "cancel" }))),
  );
}

/** @param {(choice: Choice) => void} choose */
function goOnPart(choose) {
  const reason = /** @type {HTMLInputElement} */ (h("input", { type: "text", "data-part": "reason", required: true, minlength: String(REASON), autocomplete: "off", "aria-describedby": "reason-hint" }));
  const form = h("form", { class: "go-on" }, h("label", {}, h("span", {}, say("dialog_reason")), reason), h("p", { id: "reason-hint", class: "hint" }, say("dialog_reason_hint")), h("button", { type: "submit", "data-part": "go-on" }, say("dialog_go_on")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.isTrusted && reason.value.trim().length >= REASON) choose({ act: "go-on" });
  });
  return h("details", { "data-part": "more-ways" }, h("summary", {}, say("dialog_go_on_summary")), form);
}

/** @param {Matter} matter @param {(choice: Choice) => void} choose */
function faultBody(matter, choose) {
  return h(
    "div",
    { class: "body fault" },
    heading("dialog_title_fault"),
    h("p", { id: "summary", "data-part": "summary" }, matter.fileName && shown(`${matter.fileName}: `), sayFault(matter.fault ?? "")),
    h("p", { class: "rule" }, say(matter.way === "file" ? "dialog_fault_file" : "dialog_fault_text")),
    h("div", { class: "choices" }, button("cancel", say("dialog_close"), () => choose({ act: "cancel" }), { class: "primary", autofocus: true })),
    mayGoOn() && goOnPart(choose),
  );
}

/** A picture or recording: the person looks, and takes thought of what can be made from it. @param {Matter} matter @param {(choice: Choice) => void} choose */
function mediaBody({ media, fileName }, choose) {
  const makesMedia = verdict()?.tool?.kinds.some((kind) => ["image", "video", "voice"].includes(kind));
  return h(
    "div",
    { class: "body special" },
    heading(`dialog_title_${media}`),
    h("p", { id: "summary", "data-part": "summary", class: "summary" }, shown(fileName ?? "")),
    h("p", { class: "rule" }, say(`dialog_${media}`)),
    makesMedia && h("p", { "data-part": "deepfake" }, say("dialog_deepfake")),
    h("div", { class: "choices" }, button("cancel", say("dialog_cancel"), () => choose({ act: "cancel" }), { class: "primary", autofocus: true }), button("looked", say("dialog_looked"), () => choose({ act: "looked" }))),
  );
}

/** @returns {{promise: Promise<Choice>, resolve: (choice: Choice) => void}} */
function hope() {
  /** @type {(choice: Choice) => void} */
  let resolve = () => {};
  return { promise: new Promise((settle) => (resolve = settle)), resolve: (choice) => resolve(choice) };
}
