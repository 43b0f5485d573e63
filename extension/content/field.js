/** The field a person writes in: found through shadow roots, read as text, and remembered with its caret. */

/** Types of `<input>` that hold words. Passwords are left alone: they are not sent as a prompt. */
const TEXT_TYPES = new Set(["text", "search", "url", "email", "tel", ""]);
/** Elements that begin a line of their own. */
const BLOCKS = new Set("ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TR UL".split(" "));

/**
 * @typedef {object} Place where text was about to go
 * @property {HTMLElement | null} field null: not a field we know; the page may handle the event itself
 * @property {Element} target what the event was for
 * @property {() => void} restore gives the focus and the caret back
 */

/** The element an event is really for: through shadow roots, open or closed. @param {Event} event @returns {Element} */
export function realTarget(event) {
  const [first] = event.composedPath();
  return innermost(first instanceof Element ? first : document.documentElement);
}

/** What has the focus inside `host`, or `host` itself. @param {Element} host */
export function innermost(host) {
  let element = host;
  for (let root = shadowOf(element); root?.activeElement; root = shadowOf(element)) element = root.activeElement;
  return element;
}

/** The text field that `element` is or stands in. @param {Element} element @returns {HTMLElement | null} */
export function fieldOf(element) {
  if (isControl(element)) return element;
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return null;
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

/** @param {EventTarget | null} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
export function isControl(element) {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && TEXT_TYPES.has(element.type));
}

/** What stands in a field, a line for each block. @param {HTMLElement} field */
export function textOf(field) {
  return isControl(field) ? field.value : readBlocks(field);
}

/** @param {Event} event @returns {Place} */
export function placeOf(event) {
  const target = event instanceof DragEvent ? pointedAt(event) : realTarget(event);
  const field = fieldOf(target);
  if (field && event instanceof DragEvent) return { field, target, restore: () => caretAt(field, event.clientX, event.clientY) };
  return { field, target, restore: field ? remember(field) : () => {} };
}

/** A field with its caret as it stands now. @param {HTMLElement} field @returns {Place} */
export const wherever = (field) => ({ field, target: field, restore: remember(field) });

/** The whole of a field: what goes in replaces all of it. @param {HTMLElement} field @returns {Place} */
export const wholeOf = (field) => ({ field, target: field, restore: () => (refocus(field), selectAll(field)) });

/** @param {HTMLElement} field @returns {() => void} */
function remember(field) {
  if (isControl(field)) {
    const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = field;
    return () => (refocus(field), start !== null && field.setSelectionRange(start, end, direction ?? "none"));
  }
  const selection = selectionIn(field);
  const range = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  return () => (refocus(field), range && select(field, range));
}

/** After a modal dialog Chromium refuses editing commands until the field has lost the focus and found it again. @param {HTMLElement} field */
function refocus(field) {
  field.blur();
  field.focus({ preventScroll: true });
}

/** @param {HTMLElement} field */
function selectAll(field) {
  if (isControl(field)) return field.select();
  const range = document.createRange();
  range.selectNodeContents(field);
  select(field, range);
}

/** @param {HTMLElement} field @param {Range} range */
function select(field, range) {
  const selection = selectionIn(field);
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** A shadow root has a selection of its own in Chromium. @param {HTMLElement} field @returns {Selection | null} */
function selectionIn(field) {
  const root = /** @type {any} */ (field.getRootNode());
  return typeof root.getSelection === "function" ? root.getSelection() : document.getSelection();
}

/** What a pointer is really over: a closed root shows only its host. A press made by key has no place, and is for what has the focus. @param {Event} event @returns {Element} */
export function pointedAt(event) {
  if (!(event instanceof MouseEvent) || (event.clientX === 0 && event.clientY === 0)) return realTarget(event);
  let element = /** @type {Element} */ (event.composedPath()[0]);
  for (let root = shadowOf(element); root; root = shadowOf(element)) {
    const inner = root.elementFromPoint(event.clientX, event.clientY);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

/** @param {HTMLElement} field @param {number} x @param {number} y */
function caretAt(field, x, y) {
  refocus(field);
  const root = field.getRootNode();
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const caret = /** @type {any} */ (document).caretPositionFromPoint?.(x, y, { shadowRoots });
  if (!caret) return;
  if (isControl(field)) return caret.offsetNode === field && field.setSelectionRange(caret.offset, caret.offset);
  if (!field.contains(caret.offsetNode)) return;
  const range = document.createRange();
  range.setStart(caret.offsetNode, caret.offset);
  select(field, range);
}

/** @param {Element} element @returns {ShadowRoot | null} */
function shadowOf(element) {
  if (element.shadowRoot) return element.shadowRoot;
  if (!(element instanceof HTMLElement)) return null;
  const firefox = /** @type {any} */ (element).openOrClosedShadowRoot;
  try {
    return firefox ?? chrome.dom?.openOrClosedShadowRoot(element) ?? null;
  } catch {
    return null; // An orphaned script has no chrome.dom: open roots only.
  }
}

/** @param {HTMLElement} field */
function readBlocks(field) {
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) text += node.data;
    else if (node.nodeName === "BR" ? node.nextSibling : BLOCKS.has(node.nodeName) && text && !text.endsWith("\n")) text += "\n";
    else if ((node.nodeName === "TD" || node.nodeName === "TH") && node.previousSibling) text += "\t";
  }
  return text;
}
