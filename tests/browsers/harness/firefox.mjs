/** What only Firefox does: launching, installing, closed shadow roots over BiDi, its background and its console. */
import { randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import puppeteer from "puppeteer-core";
import { managed, managedStorage, writePolicies } from "./policy.mjs";

export const kind = "firefox";
export const EXECUTABLE = "/usr/bin/firefox-esr";
const ID = "chalkline@chalkline.invalid";
/** What Firefox has compiled of itself at its first start: with it a start takes half the work. */
const COMPILED = path.join(import.meta.dirname, "../../../target/firefox");

/** @param {{ directory: string, proxy: number, headed: boolean, trust?: object }} options */
export async function launch({ directory, proxy, headed, trust }) {
  const uuid = randomUUID();
  const userDataDir = path.join(directory, "profile");
  if (existsSync(COMPILED)) cpSync(COMPILED, userDataDir, { recursive: true });
  else mkdirSync(userDataDir);
  writePolicies(kind, directory, trust ? managedStorage(kind, ID, trust) : {});
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: managed(kind, directory, EXECUTABLE),
    headless: !headed,
    userDataDir,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1100, height: 760 },
    // Lets a test reach the browser's own scope: to end the background and to read the browser's console.
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxy,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": proxy,
      "extensions.webextensions.uuids": JSON.stringify({ [ID]: uuid }),
      // Lets `drop` run its few lines in the page's process.
      "security.allow_parent_unrestricted_js_loads": true,
      // Every console line of pages, content scripts and background goes to the browser's own output.
      "devtools.console.stdout.content": true,
      "devtools.console.stdout.chrome": true,
      "intl.locale.requested": "en-GB",
      // No driver can press the browser's own question: what a page of ours asks for is granted.
      "extensions.webextOptionalPermissionPrompts": false,
      // Few go back to a page: none is kept before `keepPages`.
      "browser.sessionhistory.max_total_viewers": 0,
    },
  });
  return { browser, origin: `moz-extension://${uuid}`, id: ID };
}

/** Keeps what a browser that has ended leaves to the next. @param {{ directory: string }} browser */
export function ended({ directory }) {
  if (existsSync(COMPILED)) return;
  for (const name of ["compatibility.ini", "startupCache"]) cpSync(path.join(directory, "profile", name), path.join(COMPILED, name), { recursive: true });
}

/** The closed shadow root of the first `name` element in `frame`, as a handle; null without one. */
export async function shadowRoot(frame, name) {
  const realm = frame.isolatedRealm();
  const { result } = await send(frame.page().browser(), "script.callFunction", {
    functionDeclaration: "(name) => document.querySelector(name)",
    arguments: [{ type: "string", value: name }],
    target: { context: frame._id, sandbox: realm.sandbox },
    awaitPromise: false,
    serializationOptions: { includeShadowTree: "all", maxDomDepth: 1 },
  });
  const root = result.value?.shadowRoot;
  return root ? realm.createHandle(root) : null;
}

/** Ends the background, as the browser does with an idle one. */
export const killBackground = ({ browser }) =>
  inBrowser(browser, (id) => WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true }), ID);

/** Has all its processes throw away what nobody holds any more: only as part of a report do those of pages say when they have done. */
export const collectGarbage = ({ browser }) =>
  inBrowser(browser, () => new Promise((done) => {
    const [isAnonymous, isMinimal] = [false, true];
    Cc["@mozilla.org/memory-reporter-manager;1"].getService(Ci.nsIMemoryReporterManager).getReportsExtended(() => {}, null, done, null, isAnonymous, isMinimal, "");
  }));

/** Has the browser keep a page that was left, for a person who goes back. */
export const keepPages = ({ browser }) => inBrowser(browser, () => Services.prefs.setIntPref("browser.sessionhistory.max_total_viewers", 2));

export async function listen() {}

/** Collects every console line of pages, content scripts and background: Firefox writes them all to its own output. */
export async function listenToBackground({ browser }, lines) {
  const { stdout, stderr } = browser.process();
  for (const stream of [stdout, stderr]) stream.on("data", (chunk) => lines.push(String(chunk)));
}

/** Puppeteer waits in vain for the load of an extension's page in Firefox; the protocol itself does not. */
export async function goto(page, url, options) {
  if (!url.startsWith("moz-extension:")) return page.goto(url, options);
  await send(page.browser(), "browsingContext.navigate", { context: page.mainFrame()._id, url, wait: "complete" });
}

export const pressWithCommand = (page, key) => page.keyboard.press(key);

/** Types `text`: one message for all its keys. */
export const write = (page, text) => page.keyboard.type(text);

/** How many scripts of the extension have run in this page: the browser's list of what it matched, as a page has no such list. */
export const scriptsOf = (_browser, page) =>
  inBrowser(page.browser(), (id, url) => {
    const { contentScripts } = WebExtensionPolicy.getByID(id);
    const address = Services.io.newURI(url);
    return contentScripts.filter((script) => script.matchesURI(address)).length;
  }, ID, page.url());

/**
 * Drops text or files at a point. No driver drops in Firefox, so the browser itself is made to deliver a trusted event to the
 * page; its own default action, to insert dropped text, does not follow.
 */
export async function drop(page, point, { text, files = [] }) {
  await inBrowser(page.browser(), async (source) => {
    const { messageManager } = Services.wm.getMostRecentWindow("navigator:browser").gBrowser.selectedBrowser;
    const done = new Promise((resolve) => messageManager.addMessageListener("chalkline-test:dropped", resolve));
    messageManager.loadFrameScript(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`, false);
    const { data } = await done;
    if (data.error) throw new Error(data.error);
  }, `(${deliverDrop})(${JSON.stringify({ ...point, text, files })}).then(() => null, String).then((error) => sendAsyncMessage("chalkline-test:dropped", { error }))`);
}

/** Runs in the page's process, with the browser's rights. */
async function deliverDrop({ x, y, text, files }) {
  let view = content;
  let target = view.document.elementFromPoint(x, y);
  for (let inner; target.localName === "iframe" && (inner = target.contentWindow); view = inner, target = inner.document.elementFromPoint(x, y)) {
    const box = target.getBoundingClientRect();
    x -= box.x + target.clientLeft;
    y -= box.y + target.clientTop;
  }
  const within = (target) => (target.matches("input, textarea") ? null : target.openOrClosedShadowRoot?.elementFromPoint(x, y));
  for (let inner; (inner = within(target)); target = inner);
  // What the browser itself puts into a transfer no page may read: the page's own rights fill this one.
  const sandbox = Object.assign(new Cu.Sandbox(view, { sandboxPrototype: view }), { text, files: JSON.stringify(files) });
  const dataTransfer = Cu.evalInSandbox(`
    const transfer = new DataTransfer();
    if (text !== undefined) transfer.setData("text/plain", text);
    for (const { name, text } of JSON.parse(files)) transfer.items.add(new File([text], name, { type: "text/plain" }));
    transfer`, sandbox);
  for (const type of ["dragenter", "dragover", "drop"]) {
    const event = new view.DragEvent(type, { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, dataTransfer, view });
    target.dispatchEvent(event); // trusted: this script is the browser's own
  }
}

/** Runs `work` in the browser's own scope. */
async function inBrowser(browser, work, ...args) {
  const { contexts } = await send(browser, "browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 });
  const answer = await send(browser, "script.callFunction", {
    functionDeclaration: `async (...args) => JSON.stringify((await (${work})(...args)) ?? null)`,
    arguments: args.map((value) => ({ type: "string", value })),
    target: { context: contexts[0].context },
    awaitPromise: true,
  });
  if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
  return JSON.parse(answer.result.value);
}

async function send(browser, method, params) {
  return (await browser.connection.send(method, params)).result;
}
