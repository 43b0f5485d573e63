/** What only Chromium does: launching, installing, closed shadow roots over CDP, its background and its console. */
import { createHash } from "node:crypto";
import puppeteer from "puppeteer-core";
import { managed, managedStorage, writePolicies } from "./policy.mjs";
import { until } from "./until.mjs";

export const kind = "chromium";
export const EXECUTABLE = "/usr/bin/chromium";

/** @param {{ directory: string, proxy: number, headed: boolean, extension?: string, trust?: object, policies?: object }} options */
export async function launch({ directory, proxy, headed, extension, trust, policies }) {
  const id = extension && idOf(extension);
  writePolicies(kind, directory, policies ?? (id && trust ? managedStorage(kind, id, trust) : {}));
  const browser = await puppeteer.launch({
    browser: "chrome",
    executablePath: managed(kind, directory, EXECUTABLE),
    headless: !headed,
    pipe: true,
    enableExtensions: true,
    // Puppeteer switches off what fetches the extensions that policy names, and their updates.
    ignoreDefaultArgs: policies ? ["--disable-background-networking"] : false,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1100, height: 760 },
    args: ["--no-sandbox", `--proxy-server=127.0.0.1:${proxy}`, "--ignore-certificate-errors", "--lang=en-GB"],
    env: { ...process.env, LANGUAGE: "en_GB" },
  });
  return { browser, origin: id && `chrome-extension://${id}`, id };
}

export function ended() {}

/** Puts new policy in force while the browser runs. */
export function changePolicy(directory, id, trust) {
  writePolicies(kind, directory, managedStorage(kind, id, trust));
}

/** Chromium names an unpacked extension by its folder. @param {string} folder absolute */
function idOf(folder) {
  const hex = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return [...hex].map((digit) => "abcdefghijklmnop"[parseInt(digit, 16)]).join("");
}

/** The closed shadow root of the first `name` element in `frame`, as a handle; null without one. */
export async function shadowRoot(frame, name) {
  const realm = frame.isolatedRealm();
  const host = (await realm.evaluateHandle((name) => document.querySelector(name), name)).asElement();
  if (!host) return null;
  const { node } = await frame.client.send("DOM.describeNode", { objectId: host.id, depth: 1, pierce: true });
  await host.dispose(); // A handle would keep what it stands for, and all within.
  const root = node.shadowRoots?.[0];
  return root ? realm.adoptBackendNode(root.backendNodeId) : null;
}

/** Ends the background, as the browser does with an idle one. */
export async function killBackground({ browser, origin }) {
  const find = () => browser.targets().find((target) => target.type() === "service_worker" && target.url().startsWith(origin));
  await until("the background has ended", async () => {
    const target = find();
    if (target) await (await target.worker()).close(); // one that is only starting does not hear it
    return !find();
  });
}

/** Has every page throw away what nobody holds any more. */
export async function collectGarbage({ browser }) {
  for (const page of await browser.pages()) {
    const session = await page.createCDPSession();
    await session.send("HeapProfiler.collectGarbage");
    await session.detach();
  }
}

/** A page that was left is kept as it is. */
export async function keepPages() {}

/** Collects every console line of a tab, whichever script wrote it, ours included. */
export async function listen(page, lines) {
  const session = await page.createCDPSession();
  await session.send("Runtime.enable");
  session.on("Runtime.consoleAPICalled", ({ args }) => lines.push(args.map((arg) => arg.value ?? arg.description ?? "").join(" ")));
  session.on("Runtime.exceptionThrown", ({ exceptionDetails }) => lines.push(exceptionDetails.exception?.description ?? exceptionDetails.text));
}

/** Collects every console line of the background. */
export function listenToBackground({ browser, origin }, lines) {
  const attend = async (target) => {
    if (target.type() !== "service_worker" || !target.url().startsWith(origin)) return;
    const { client } = await target.worker();
    await client.send("Runtime.enable");
    client.on("Runtime.consoleAPICalled", ({ args }) => lines.push(args.map((arg) => arg.value ?? arg.description ?? "").join(" ")));
    client.on("Runtime.exceptionThrown", ({ exceptionDetails }) => lines.push(exceptionDetails.exception?.description ?? exceptionDetails.text));
  };
  browser.on("targetcreated", (target) => attend(target).catch(() => {})); // one that has ended meanwhile says nothing
  return Promise.all(browser.targets().map(attend));
}

export const goto = (page, url, options) => page.goto(url, options);

/** The key press that pastes: headless Chromium needs the editing command beside the keys. */
export const pressWithCommand = (page, key, command) => page.keyboard.press(key, { commands: [command] });

/** Types `text`, all but its last letter at one stroke, as a keyboard that completes words does: a key takes two messages each. */
export async function write(page, text) {
  await page.keyboard.sendCharacter(text.slice(0, -1));
  await page.keyboard.press(text.at(-1));
}

/** Drops text or files at a point, as from another program. */
export async function drop(page, { x, y }, { text, files = [] }) {
  const session = await page.createCDPSession();
  const items = text === undefined ? [] : [{ mimeType: "text/plain", data: text }];
  const data = { items, files: files.map((file) => file.path), dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x, y, data });
    await Promise.all(page.frames().map((frame) => frame.evaluate(() => {}))); // A frame of another process says only later that it takes the drop.
  }
  await session.detach();
}

/** How many scripts of the extension have run in this page. */
export async function scriptsOf({ origin }, page) {
  const session = await page.createCDPSession();
  const scripts = [];
  session.on("Debugger.scriptParsed", ({ url }) => scripts.push(url));
  await session.send("Debugger.enable");
  await session.detach();
  return scripts.filter((url) => url.startsWith(origin)).length;
}
