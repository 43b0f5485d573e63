/** Making elements without ever parsing a string as HTML. */

/**
 * @typedef {Node | string | null | undefined | false} Child nothing is drawn for the last three
 * @typedef {{[name: string]: string | number | boolean | null | undefined | ((event: any) => unknown)}} Attributes
 *   `onclick` and the like take a function; `true` sets a bare attribute; false, null and undefined set none
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...drawn(children));
  return element;
}

/** Replaces what an element holds. @param {Element} element @param {...Child} children */
export function fillWith(element, ...children) {
  element.replaceChildren(...drawn(children));
}

/**
 * The page's own element of this id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function part(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${type.name} #${id}`);
  return element;
}

/** @param {Child[]} children @returns {(Node | string)[]} */
const drawn = (children) => children.flatMap((child) => (child || child === "" ? [child] : []));
