/** Building small trees of elements without parsing any HTML: pages forbid that, and so do we. */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | null | undefined>} attributes `false`, `null` and `undefined` leave one out, `true` sets it empty
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Shows somebody's own words, as generated content: in Firefox a page can ask `window.find` whether a word stands even in a closed root.
 * @param {string} words
 */
export const shown = (words) => h("span", { "data-words": words });

/** The name of an event that hands on a person's click where the click itself may not go. No page can guess it. */
const PRESS = `press-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;

/**
 * A button that only a person can press: events made by scripts are not trusted, and do nothing.
 * @param {string} part its `data-part`
 * @param {string} label
 * @param {() => void} press
 * @param {Record<string, string | boolean | null | undefined>} [attributes]
 */
export function button(part, label, press, attributes = {}) {
  const element = h("button", { type: "button", "data-part": part, ...attributes }, label);
  element.addEventListener("click", (event) => event.isTrusted && press());
  element.addEventListener(PRESS, press);
  return /** @type {HTMLButtonElement} */ (element);
}

/** Hands a click on to what it was for. @param {EventTarget} target */
export const handOn = (target) => target.dispatchEvent(new Event(PRESS, { bubbles: true }));

/** A checkbox with its words. @param {string} part @param {Node | string} label @param {boolean} checked @param {(checked: boolean) => void} changed */
export function checkbox(part, label, checked, changed) {
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", "data-part": part }));
  box.checked = checked;
  box.addEventListener("change", (event) => event.isTrusted && changed(box.checked));
  return { box, label: h("label", { class: "check" }, box, h("span", {}, label)) };
}
