/** The reminder to check an answer before it is used: short, rationed, never in the way. */

import { button, checkbox, h } from "./element.js";
import { isReminderDue, momentOf } from "./engine.js";
import { outgoing, setRestoring, write } from "./copy.js";
import { closer, put, speak, take, tell } from "./shelf.js";
import { toolName, verdict } from "./visit.js";
import { say } from "./words.js";

/** @typedef {import("./copy.js").Copied} Copied */

/** Every how many copies, until the record says. */
const EVERY = 10;
/** The kinds of tool that have words of their own, the more telling first. */
const KINDS = ["image", "video", "voice", "search", "nlp", "code"];
/** Copies in this page's life. */
let copies = 0;

/** @param {Copied} copied @param {boolean} hasNames names were put back, which is always said */
export function remind(copied, hasNames) {
  copies++;
  const isDue = isReminderDue(copies, verdict()?.reminder.every ?? EVERY);
  if (isDue || hasNames) show(copied, hasNames, isDue);
}

/** @param {Copied} copied @param {boolean} hasNames @param {boolean} isDue */
function show(copied, hasNames, isDue) {
  const card = h("section", { class: "card skin", "data-part": "reminder", role: "region", "aria-label": say("reminder_label") });
  const close = closer(card, "reminder-dismiss", () => take("reminder"));
  card.append(h("div", { class: "top" }, h("p", { class: "brand" }, "Chalkline"), close));
  if (isDue) card.append(...checks(), ...decision(copied));
  if (hasNames) card.append(restoreSwitch(copied));
  card.append(h("div", { class: "actions" }, button("attribution", say("reminder_attribution"), () => attribute(copied))));
  put(card);
  speak(say(isDue ? "reminder_spoken" : "reminder_restored"));
}

function checks() {
  const kind = KINDS.find((kind) => verdict()?.tool?.kinds.includes(kind)) ?? "llm";
  const { messages = [], by_kind = {}, links = [] } = verdict()?.reminder ?? {};
  return [
    h("h2", {}, say(`reminder_title_${kind}`)),
    h("ul", { class: "ticks" }, ...["accuracy", "suitability", "curriculum"].map((check) => h("li", {}, say(`reminder_${check}`)))),
    ...[...messages, ...(by_kind[kind] ?? [])].map((message) => h("p", {}, message)),
    ...(links.length ? [h("p", {}, say("reminder_links"), " ", ...links.flatMap(linkTo))] : []),
  ];
}

/** A mark and a report are a person's to give. @param {Copied} copied */
function decision({ text }) {
  const moment = momentOf(text);
  return moment ? [h("p", { "data-part": "moment", class: "moment" }, say(`reminder_moment_${moment}`))] : [];
}

/** @param {{title: string, url: string}} link @param {number} index */
function linkTo({ title, url }, index) {
  return [index ? ", " : "", h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title)];
}

/** @param {Copied} copied */
function restoreSwitch(copied) {
  const change = (/** @type {boolean} */ isOn) => {
    setRestoring(isOn);
    putBack(outgoing(copied), isOn ? "reminder_restored" : "reminder_not_restored");
  };
  return checkbox("restore-switch", say("reminder_restore"), true, change).label;
}

/** Adds a line of who made it and who is to check it. @param {Copied} copied */
function attribute(copied) {
  const line = say("attribution_line", toolName());
  const { text, html } = outgoing(copied);
  const footer = document.createElement("p");
  footer.textContent = line;
  putBack({ text: `${text}\n\n${line}`, html: html && html + footer.outerHTML }, "reminder_attributed");
}

/** @param {Copied} copied @param {string} key what to say when it is done */
async function putBack(copied, key) {
  try {
    await write(copied);
    tell(say(key));
  } catch {
    tell(say("reminder_no_clipboard"));
  }
}
