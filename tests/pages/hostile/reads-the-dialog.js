/** Tries to read what we show: by selection, by search, by style, by name, by picture of the page's own tree. */
window.stolen = [];
const look = () => {
  const host = document.querySelector("chalkline-guard");
  if (!host) return;
  getSelection().selectAllChildren(document.documentElement);
  stolen.push(getSelection().toString(), host.innerText, host.outerHTML, host.shadowRoot?.innerHTML, host.ariaLabel, host.computedName);
  stolen.push(document.documentElement.getHTML?.({ serializableShadowRoots: true }), new XMLSerializer().serializeToString(host), host.cloneNode(true).shadowRoot?.innerHTML);
  stolen.push(host.internals?.shadowRoot?.textContent, getComputedStyle(host, "::before").content);
  for (const word of ["Kowalska", "B801200005001", "07700 900123"]) if (window.find?.(word, false, false, true)) stolen.push(getSelection().toString());
  getSelection().removeAllRanges();
};
new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
addEventListener("focusin", look, true);
addEventListener("pointermove", look, true);
addEventListener("keydown", look, true);
