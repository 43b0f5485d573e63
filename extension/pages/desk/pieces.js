/** Small pieces that several parts of the desk use. */

import { fillWith, make } from "../../ui/dom.js";
import { faultLine } from "../parts.js";

let fields = 0;

/** A label, a hint, and what it labels. @param {string} label @param {HTMLElement} control @param {string} [hint] */
export function field(label, control, hint) {
  control.id ||= `control-${++fields}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return make("div", { class: "field" }, make("label", { for: control.id }, label), hint && make("span", { class: "hint", id: `${control.id}-hint` }, hint), control);
}

/**
 * Runs a job with its button held. What it throws is said in `place`: words as they are, faults by their code.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} place
 * @param {() => Promise<unknown>} job
 */
export async function whileBusy(button, place, job) {
  button.disabled = true;
  fillWith(place);
  await new Promise((painted) => setTimeout(painted, 30)); // opening a key takes a second or two of this page's only thread
  try {
    await job();
  } catch (error) {
    fillWith(place, typeof error === "string" ? make("p", { role: "alert", class: "problem" }, error) : faultLine(error));
  }
  button.disabled = false;
}

/** Hands a file to the person. @param {string} name @param {string | Uint8Array<ArrayBuffer>} content @param {string} type */
export function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A picture drawn by the core. @param {string} svg @param {string} alt */
export function svgPicture(svg, alt) {
  return make("img", { class: "qr", alt, src: `data:image/svg+xml;utf8,${encodeURIComponent(svg)}` });
}

/** A button that opens a file of the person's choice. @param {string} words @param {string} accept @param {(file: File) => unknown} take */
export function fileButton(words, accept, take) {
  const input = make("input", { type: "file", accept, hidden: true, onchange: async () => {
    const [file] = input.files ?? [];
    input.value = "";
    if (file) await take(file);
  } });
  return make("span", {}, input, make("button", { type: "button", onclick: () => input.click() }, words));
}
