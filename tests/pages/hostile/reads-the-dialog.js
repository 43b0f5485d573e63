/** Tries to read what we show: by selection, by search, by style, by name, by every event, by the fonts it takes, by picture of the page's own tree. */
window.stolen = [];
const WORDS = ["Kowalska", "B801200005001", "07700 900123"];
/** All that stands about a node of a closed root, should we get hold of one. */
const plunder = (node) => {
  const root = node?.getRootNode?.();
  if (root instanceof ShadowRoot) stolen.push(root.innerHTML, ...[...root.querySelectorAll("input, textarea")].map(({ value }) => value));
};
const look = () => {
  const host = document.querySelector("chalkline-guard");
  if (!host) return;
  const selection = getSelection();
  plunder(selection.anchorNode);
  stolen.push(selection.toString());
  selection.selectAllChildren(document.documentElement);
  stolen.push(selection.toString(), host.innerText, host.outerHTML, host.shadowRoot?.innerHTML, host.ariaLabel, host.computedName);
  stolen.push(document.documentElement.getHTML?.({ serializableShadowRoots: true }), new XMLSerializer().serializeToString(host), host.cloneNode(true).shadowRoot?.innerHTML);
  stolen.push(host.internals?.shadowRoot?.textContent, getComputedStyle(host, "::before").content);
  for (const word of WORDS) if (window.find?.(word, false, false, true)) stolen.push(selection.toString());
  selection.removeAllRanges();
  document.execCommand("selectAll");
  stolen.push(selection.toString());
  for (const animation of document.getAnimations()) plunder(animation.effect?.target);
  const { left, top } = { left: innerWidth / 2, top: innerHeight / 2 };
  plunder(document.caretPositionFromPoint?.(left, top)?.offsetNode);
  plunder(document.caretRangeFromPoint?.(left, top)?.startContainer);
};
const ask = (event) => {
  for (const name of ["originalTarget", "explicitOriginalTarget", "rangeParent", "relatedTarget"]) plunder(event[name]);
  event.composedPath().forEach(plunder);
};
const LEGACY = ["DOMActivate", "DOMFocusIn", "DOMFocusOut", "DOMMouseScroll", "MozMousePixelScroll", "MozMouseHittest", "textInput", "focusin", "focusout"];
const named = [window, Document.prototype, Element.prototype, HTMLElement.prototype].flatMap((object) => Object.getOwnPropertyNames(object)).filter((name) => name.startsWith("on")).map((name) => name.slice(2));
for (const type of new Set([...named, ...LEGACY])) addEventListener(type, ask, true);
new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
for (const type of ["focusin", "pointermove", "keydown"]) addEventListener(type, look, true);
setInterval(look, 50);

// A font of the page's for one sign that only the person's text has: that it is fetched says that the sign is shown.
addEventListener("securitypolicyviolation", ({ blockedURI }) => {
  if (blockedURI.includes("smile") && document.querySelector("chalkline-guard")) stolen.push(...WORDS);
});
addEventListener("load", () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(["system-ui", "sans-serif", "Segoe UI", "Roboto", "Helvetica Neue", "Arial"].map((name) => `@font-face { font-family: "${name}"; src: url(/smile); unicode-range: U+1F600; }`).join(""));
  document.adoptedStyleSheets = [sheet];
});
