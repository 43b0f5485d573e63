/**
 * A host element with a closed shadow root: where our words stand on somebody else's page.
 * The page can remove the host, not read it; while it is wanted it comes back.
 */

/** How often a removed host is put back before we accept that the page wins the display. */
const RETURNS = 50;

/** Weak, so that nothing of an answered question is kept. @type {WeakSet<EventTarget>} */
const hosts = new WeakSet();

/** Whether an event on the window happened inside something of ours: of a closed root only the host is told. @param {any} event */
export const isOurs = ({ target }) => hosts.has(target);

/** Whether it tells of something inside ours, as in Firefox also what happens to those further out, who are entered or left with it. @param {any} event */
export const tellsOfOurs = ({ explicitOriginalTarget }) => hosts.has(explicitOriginalTarget?.getRootNode?.().host);

/**
 * @typedef {object} Stage
 * @property {ShadowRoot} root
 * @property {HTMLElement} host
 * @property {() => void} show
 * @property {() => void} hide
 */

/**
 * @param {string} name of the host element
 * @param {string} css
 * @param {{returned?: () => void, lost?: () => void}} [events] the host was put back after a removal; the page has won
 * @returns {Stage}
 */
export function makeStage(name, css, events = {}) {
  const host = makeHost(name);
  const root = host.attachShadow({ mode: "closed" });
  hosts.add(host);
  let left = RETURNS;
  const guard = new MutationObserver(() => {
    for (const { name } of [...host.attributes]) host.removeAttribute(name);
    if (host.parentNode === document.documentElement) return;
    if (left-- > 0) place();
    else events.lost?.();
  });
  const place = () => {
    const isReturn = left < RETURNS;
    guard.disconnect();
    guard.observe(document, { childList: true });
    if (!document.documentElement) return; // The page begins its document anew: there will be one.
    document.documentElement.append(host);
    dress(root, css);
    guard.observe(document.documentElement, { childList: true });
    guard.observe(host, { attributes: true });
    if (isReturn) events.returned?.();
  };
  return {
    root,
    host,
    show() {
      left = RETURNS;
      if (!host.isConnected) place();
    },
    hide() {
      guard.disconnect();
      host.remove();
    },
  };
}

/**
 * The host is made in an inert document, which has no custom elements: a page that defines an element of our name
 * would otherwise run its own constructor first and could open the closed root through `attachInternals`.
 * @param {string} name
 */
const makeHost = (name) => document.implementation.createHTMLDocument("").createElement(name);

/** Sheets do not survive a move between documents, so they are set on every placing. @param {ShadowRoot} root @param {string} css */
function dress(root, css) {
  if (root.adoptedStyleSheets.length || root.querySelector("style")) return;
  try {
    root.adoptedStyleSheets = [sheetOf(css)];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    root.prepend(style);
  }
}

/** One for all questions: Firefox keeps what it has worked out of a sheet, and the sheet, as long as the page lives. @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/** @param {string} css */
function sheetOf(css) {
  const sheet = sheets.get(css) ?? new CSSStyleSheet();
  if (!sheets.has(css)) sheet.replaceSync(css);
  sheets.set(css, sheet);
  return sheet;
}
