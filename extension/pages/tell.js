/**
 * Three forms to tell the school something: that a tool should be looked at, that an answer was wrong, that one is worried about a child.
 * What is typed here stays on this page: the person copies it, prints it, or writes it into an email of their own.
 */

import { ask } from "../messages.js";
import { fillWith, make, part } from "../ui/dom.js";
import { day, fillPage, words } from "../ui/words.js";
import { field } from "./desk/pieces.js";
import { contactList } from "./parts.js";

/** @typedef {import("../wasm/chalkline.js").Contact} Contact */

/**
 * What each form asks, whom it is for, and whether an email may carry it.
 * @type {Record<string, {fields: string[], role: string, mail: boolean}>}
 */
const FORMS = {
  request: { fields: ["tool", "address", "purpose", "data", "age", "benefit"], role: "ai_lead", mail: true },
  wrong: { fields: ["tool", "address", "task", "fault", "effect"], role: "ai_lead", mail: true },
  // What worries somebody about a child is spoken or handed over, not sent from here.
  safeguarding: { fields: ["tool", "when", "worry", "done"], role: "designated_safeguarding_lead", mail: false },
};

const LINES = new Set(["purpose", "data", "benefit", "task", "fault", "effect", "worry", "done"]);

const asked = new URLSearchParams(location.search);
const about = asked.get("about") ?? "";
const kind = Object.hasOwn(FORMS, about) ? about : "request";
const form = FORMS[kind];

fillPage();
part("title", HTMLHeadingElement).textContent = document.title = words(`tell_${kind}`);
part("copy", HTMLButtonElement).addEventListener("click", copy);
part("print", HTMLButtonElement).addEventListener("click", () => print());

/** @type {Record<string, string>} */
const known = { tool: asked.get("tool") ?? "", address: asked.get("host") ?? "", when: day(new Date().toISOString()) };
const controls = form.fields.map((name) => ({ name, control: control(name) }));
fillWith(part("form", HTMLFormElement), make("section", {}, ...controls.map(({ name, control }) => field(words(`tell_field_${name}`), control))));
start();

async function start() {
  const { contacts } = await ask("record", {}).catch(() => ({ contacts: /** @type {Contact[]} */ ([]) }));
  const mine = contacts.filter(({ role }) => role === form.role);
  fillWith(
    part("before", HTMLDivElement),
    make("section", { class: kind === "safeguarding" ? "stop" : "care" }, make("p", {}, words(`tell_${kind}_before`)), mine.length > 0 && contactList(mine)),
  );
  const email = mine.find((contact) => contact.email)?.email;
  if (form.mail && email) offerMail(email);
}

/** @param {string} name */
function control(name) {
  const value = known[name] ?? "";
  return LINES.has(name) ? make("textarea", { rows: 3, autocomplete: "off" }, value) : make("input", { value, autocomplete: "off" });
}

/** The form as text: each question, its answer below. */
function text() {
  const answers = controls.map(({ name, control }) => `${words(`tell_field_${name}`)}\n${control.value.trim() || "-"}`);
  return [words(`tell_${kind}`), day(new Date().toISOString()), ...answers].join("\n\n");
}

async function copy() {
  await navigator.clipboard.writeText(text());
  part("done", HTMLParagraphElement).textContent = words("tell_copied");
}

/** @param {string} email */
function offerMail(email) {
  const link = part("mail", HTMLAnchorElement);
  link.hidden = false;
  link.addEventListener("click", () => {
    link.href = `mailto:${email}?subject=${encodeURIComponent(words(`tell_${kind}`))}&body=${encodeURIComponent(text().replaceAll("\n", "\r\n"))}`;
  });
  link.href = `mailto:${email}`;
}
