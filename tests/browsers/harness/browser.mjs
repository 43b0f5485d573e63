/** One real browser with the extension in it, and its tabs. Everything that differs between browsers is behind `drivers`. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as chromium from "./chromium.mjs";
import * as firefox from "./firefox.mjs";
import { Network } from "./network.mjs";
import { Tab } from "./tab.mjs";
import { until } from "./until.mjs";

export const drivers = { chromium, firefox };

/** @typedef {"chromium" | "firefox"} Kind */

/** The browsers of this run: both, or those of the environment variable BROWSERS, by comma. @type {Kind[]} */
export const KINDS = /** @type {Kind[]} */ ((process.env.BROWSERS ?? "chromium,firefox").split(","));

const CLIPBOARD = "clipboard.example";

export class Browser {
  /** @type {string[]} every console line so far, of pages, content scripts and background */
  console = [];
  /** @type {Tab[]} tabs that a test has left for the next */
  left = [];

  /**
   * @param {Kind} kind
   * @param {object} options
   * @param {((directory: string) => string) | null} [options.install] gives the folder of the extension; it may make it in `directory`
   * @param {object} [options.trust] managed storage
   * @param {boolean} [options.headed]
   * @param {object} [options.policies] all that Chromium's policy folder holds; it then fetches the extensions they name, and their updates
   * @param {boolean} [options.later] leaves it to the test to install the extension
   * @param {(network: Network) => void} prepare fills the internet before the launch
   */
  static async launch(kind, { install = null, trust, headed = false, later = false, policies } = {}, prepare = () => {}) {
    const made = new Browser();
    made.kind = kind;
    made.driver = drivers[kind];
    made.directory = mkdtempSync(path.join(os.tmpdir(), `chalkline-${kind}-`));
    try {
      made.network = await Network.start(made.directory);
      made.network.serve(CLIPBOARD, clipboardPage);
      prepare(made.network);
      made.extension = install?.(made.directory);
      Object.assign(made, await made.driver.launch({ directory: made.directory, proxy: made.network.port, headed, extension: made.extension, trust, policies }));
      if (made.extension) await made.driver.listenToBackground(made, made.console);
      if (made.extension && !later) await made.install();
    } catch (error) {
      await made.close();
      throw error;
    }
    return made;
  }

  /** A tab at `url`, ready when the page's own load is done: one that a test has left, or a new one. */
  async open(url, ready = "load") {
    const left = this.left.pop();
    await left?.front();
    return this.#go(left ?? (await this.#newTab()), url, ready);
  }

  /** One of the extension's own pages, in a new tab. @param {string} name such as "options" */
  async page(name) {
    return this.#go(await this.#newTab(), `${this.origin}/pages/${name}.html`, "load");
  }

  async #newTab() {
    const page = await this.browser.newPage();
    await this.driver.listen(page, this.console);
    return new Tab(this, page);
  }

  async #go(tab, url, ready) {
    await this.driver.goto(tab.page, url, { waitUntil: ready });
    return tab;
  }

  /** Everything the extension has stored. */
  async storage() {
    const tab = await this.#inside();
    return tab.page.evaluate(async () => ({ local: await chrome.storage.local.get(), session: await chrome.storage.session.get() }));
  }

  /** A tab within the extension, kept for reading its storage and sending it messages. */
  async #inside() {
    return (this.insideTab ??= await this.page("options"));
  }

  /** Evaluates in a page of the extension. */
  async inside(work, ...args) {
    return (await this.#inside()).page.evaluate(work, ...args);
  }

  /** Installs the extension; done again, it is an update, under which its old pages and background go. */
  async install() {
    await this.browser.installExtension(this.extension);
  }

  /** Has the extension start anew, as after an update, and waits until it answers again. */
  async restartExtension() {
    this.insideTab = undefined; // its own pages go with it
    await this.install();
    await until("the extension answers again", () => this.inside(() => chrome.runtime.sendMessage({ type: "record" })));
  }

  killBackground() {
    return this.driver.killBackground(this);
  }

  /** Puts `data`, by type, on the clipboard, by a person's own Ctrl+C on an ordinary page. @param {Record<string, string> | string} data */
  async copy(data) {
    const tab = await this.#clipboardTab();
    await tab.page.evaluate((data) => { globalThis.next = data; }, typeof data === "string" ? { "text/plain": data } : data);
    await tab.control("c", "Copy");
  }

  /** What the clipboard holds, by type. */
  async clipboard() {
    const tab = await this.#clipboardTab();
    await tab.page.evaluate(() => { globalThis.got = undefined; });
    await tab.control("v", "Paste");
    return (await tab.page.waitForFunction(() => globalThis.got)).jsonValue();
  }

  async #clipboardTab() {
    this.clipboardTab ??= await this.open(`https://${CLIPBOARD}/`);
    await this.clipboardTab.front();
    return this.clipboardTab;
  }

  /** Closes what tests have opened. */
  async closeTabs() {
    const kept = [this.insideTab, this.clipboardTab, ...this.left].map((tab) => tab?.page);
    const [, ...others] = await this.browser.pages();
    await Promise.all(others.filter((page) => !kept.includes(page)).map((page) => page.close()));
  }

  async close() {
    await this.browser?.close();
    if (this.browser) this.driver.ended(this);
    await this.network?.stop();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function clipboardPage(_request, response) {
  response.setHeader("content-type", "text/html");
  response.end(`<!doctype html><meta charset=utf-8><title>Clipboard</title><textarea autofocus></textarea><script>
    addEventListener("copy", (event) => {
      event.preventDefault();
      for (const [type, value] of Object.entries(next)) event.clipboardData.setData(type, value);
    });
    addEventListener("paste", (event) => {
      event.preventDefault();
      got = Object.fromEntries([...event.clipboardData.types].filter((type) => type !== "Files").map((type) => [type, event.clipboardData.getData(type)]));
    });
    const field = document.querySelector("textarea");
    field.value = "anything"; field.select();
  </script>`);
}
