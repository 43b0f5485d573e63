// What a release promises, checked on the folder that ships.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";

const ROOT = new URL("..", import.meta.url).pathname;
const SHIPPED = join(ROOT, "target/extension");

const filesBelow = (/** @type {string} */ folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const read = (/** @type {string} */ path) => readFileSync(path, "utf8");
const json = (/** @type {string} */ path) => JSON.parse(read(join(SHIPPED, path)));
const shipped = (/** @type {string} */ ending) => filesBelow(SHIPPED).filter((file) => file.endsWith(ending));
const named = (/** @type {string} */ file) => relative(SHIPPED, file);

const manifest = json("manifest.json");

test("permissions are these, and each has its reason in the README", () => {
  assert.deepEqual(manifest.permissions, ["activeTab", "alarms", "scripting", "storage"]);
  assert.deepEqual(manifest.optional_permissions, ["tabs"]);
  assert.deepEqual(manifest.optional_host_permissions, ["https://*/*"]);
  const readme = read(join(ROOT, "README.md"));
  for (const permission of [...manifest.permissions, ...manifest.optional_permissions, "host_permissions", "optional_host_permissions"]) {
    assert.match(readme, new RegExp(`\\| \`${permission}\``), `${permission} is not justified`);
  }
});

test("content scripts and host permissions are the catalogue's hosts, never every site", () => {
  const matches = manifest.content_scripts.flatMap(({ matches }) => matches);
  assert.deepEqual(matches.sort(), manifest.host_permissions.sort());
  for (const pattern of manifest.host_permissions) {
    assert.match(pattern, /^https:\/\/\*\.[a-z0-9-]+(\.[a-z0-9-]+)+\//);
  }
});

test("no page can load anything of ours", () => {
  assert.equal(manifest.web_accessible_resources, undefined);
  assert.equal(manifest.externally_connectable, undefined);
});

test("our own pages run our own code alone", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|http:/);
});

/** Ways out of the browser, and the only files that may use one. `metrics.js` sends numbers to the collector that the signed record names, and nowhere else. */
const NETWORK = /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|WebTransport|RTCPeerConnection|importScripts)\b\s*\(/;
const MAY_USE_NETWORK = ["background/refresh.js", "background/metrics.js", "pages/desk/core.js", "wasm/chalkline.js", "wasm/desk.js", "wasm/files.js"];

test("only the fetching of the record, weekly counts where the record asks for them, and the loading of our own files touch the network", () => {
  for (const file of shipped(".js")) {
    const uses = withoutComments(read(file)).match(NETWORK);
    if (uses && !MAY_USE_NETWORK.includes(named(file))) assert.fail(`${named(file)} calls ${uses[1]}`);
  }
});

test("one file owns storage", () => {
  for (const file of shipped(".js")) {
    const code = withoutComments(read(file));
    assert.doesNotMatch(code, /\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b/, named(file));
    if (named(file) !== "background/store.js") assert.doesNotMatch(code, /chrome\.storage\b/, named(file));
  }
});

test("nothing is written to the console but a panic's location", () => {
  for (const file of shipped(".js").filter((file) => !/^(wasm\/|content\/engine\.js)/.test(named(file)))) {
    assert.doesNotMatch(withoutComments(read(file)), /console\./, named(file));
  }
  for (const file of filesBelow(join(ROOT, "extension/content"))) {
    assert.doesNotMatch(withoutComments(read(file)), /console\./, relative(ROOT, file));
  }
});

test("nothing is evaluated from text, and nothing is set as HTML", () => {
  for (const file of filesBelow(join(ROOT, "extension")).filter((file) => file.endsWith(".js"))) {
    assert.doesNotMatch(withoutComments(read(file)), /\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write/, relative(ROOT, file));
  }
});

test("the English and the Welsh words are complete, with the same placeholders", () => {
  const english = json("_locales/en_GB/messages.json");
  const welsh = json("_locales/cy/messages.json");
  assert.deepEqual(Object.keys(welsh).sort(), Object.keys(english).sort());
  for (const [key, { message }] of Object.entries(english)) {
    const slots = (/** @type {string} */ words) => (words.match(/\$\w+\$|\$\d/g) ?? []).sort();
    assert.deepEqual(slots(welsh[key].message), slots(message), key);
    assert.ok(message.trim() && welsh[key].message.trim(), `${key} is empty`);
  }
});

/** Keys that code builds from parts: a code, a kind, a standing. */
const BUILT = /^(error|kind|standing|health|status|data|role|toolkind|codes?)_/;

test("every word that is asked for exists", () => {
  const words = json("_locales/en_GB/messages.json");
  const asked = /(?:\b(?:getMessage|words?|plural|t)\(\s*["'`]|__MSG_|data-(?:words|i18n)(?:-[\w-]+)?=["'])([a-z]+_[A-Za-z0-9_]+?)(?:["'`]|__)/g;
  for (const file of [...filesBelow(join(ROOT, "extension"))].filter((file) => /\.(js|html|json)$/.test(file) && !file.includes("_locales"))) {
    for (const [, key] of read(file).matchAll(asked)) {
      if (BUILT.test(key)) continue;
      assert.ok(key in words || `${key}_one` in words, `${relative(ROOT, file)} asks for ${key}`);
    }
  }
});

test("every error code has words", () => {
  const words = json("_locales/en_GB/messages.json");
  const codes = [...read(join(ROOT, "src/error.rs")).matchAll(/^ {4}\w+ = "([A-Z_]+)",$/gm)].map(([, code]) => code);
  assert.ok(codes.length > 30);
  assert.deepEqual(codes.filter((code) => !(`error_${code}` in words)), []);
});

test("every kind has words", () => {
  const words = json("_locales/en_GB/messages.json");
  const kinds = [...read(join(ROOT, "src/detect/kind.rs")).matchAll(/^ {4}[A-Z]\w+ "([a-z-]+)",$/gm)].map(([, kind]) => kind);
  assert.ok(kinds.length > 30);
  const missing = kinds.flatMap((kind) => ["one", "other"].map((form) => `kind_${kind.replaceAll("-", "_")}_${form}`));
  assert.deepEqual(missing.filter((key) => !(key in words)), []);
});

test("every part of a file has words", () => {
  const words = json("_locales/en_GB/messages.json");
  const [, labels] = /PartLabel = ([^;]+);/.exec(read(join(ROOT, "src/wasm/files.d.ts")));
  const named = [...labels.matchAll(/"(\w+)"|\{ (page|slide):/g)].map(([, word, numbered]) => word ?? numbered);
  assert.ok(named.length > 3);
  assert.deepEqual(named.filter((label) => !(`file_part_${label}` in words)), []);
});

/** Which rooms of the core each may use besides `error` and `span`; architecture: they do not import each other. */
const MAY_IMPORT = {
  detect: [],
  decide: ["detect", "record"],
  files: [],
  guard: ["decide", "detect", "record", "remind"],
  publish: ["record"],
  record: [],
  redact: ["detect"],
  remind: [],
  spot: [],
};

test("the rooms of the core import only whom the architecture allows", () => {
  for (const file of filesBelow(join(ROOT, "src")).filter((file) => file.endsWith(".rs"))) {
    const room = relative(join(ROOT, "src"), file).split(/[/.]/)[0];
    if (!(room in MAY_IMPORT)) continue;
    const [code] = read(file).split("#[cfg(test)]");
    const allowed = [room, "error", "span", ...MAY_IMPORT[/** @type {keyof typeof MAY_IMPORT} */ (room)]];
    for (const [, other] of code.matchAll(/\bcrate::(\w+)/g)) assert.ok(allowed.includes(other), `${relative(ROOT, file)} imports ${other}`);
  }
});

test("only src/wasm names the bindings", () => {
  for (const file of filesBelow(join(ROOT, "src")).filter((file) => file.endsWith(".rs") && !file.includes("/wasm/"))) {
    assert.doesNotMatch(read(file), /wasm_bindgen|js_sys|web_sys/, relative(ROOT, file));
  }
});

function withoutComments(/** @type {string} */ code) {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
}
