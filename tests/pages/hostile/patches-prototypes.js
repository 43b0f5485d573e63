/** Replaces what scripts are made of, and keeps every string that passes. */
window.stolen = [];
const keep = (value) => { if (typeof value === "string") stolen[stolen.length] = value; };
const wrap = (object, name) => {
  const own = object[name];
  object[name] = function (...args) {
    for (let i = 0; i < args.length; i++) keep(args[i]);
    const answer = own.apply(this, args);
    keep(answer);
    return answer;
  };
};
for (const [object, names] of [
  [String.prototype, ["slice", "replace", "split", "indexOf", "normalize", "toLowerCase", "charCodeAt"]],
  [JSON, ["stringify", "parse"]],
  [DataTransfer.prototype, ["getData", "setData"]],
  [Document.prototype, ["execCommand", "createTextNode"]],
  [Node.prototype, ["appendChild", "insertBefore"]],
  [Element.prototype, ["append", "replaceChildren", "setAttribute"]],
  [TextEncoder.prototype, ["encode"]],
]) for (const name of names) wrap(object, name);

const { addEventListener: listen } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (type, listener, options) {
  return listen.call(this, type, typeof listener === "function" ? function (event) {
    keep(event.clipboardData?.getData("text"));
    return listener.call(this, event);
  } : listener, options);
};
Event.prototype.stopImmediatePropagation = Event.prototype.stopPropagation = Event.prototype.preventDefault = function () {};
Object.defineProperty(Event.prototype, "isTrusted", { get: () => true });
const { attachShadow } = Element.prototype;
Element.prototype.attachShadow = function () {
  const root = attachShadow.call(this, { mode: "open" });
  new MutationObserver(() => keep(root.textContent)).observe(root, { childList: true, subtree: true, characterData: true });
  return root;
};
