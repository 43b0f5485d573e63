/** A browser of a school: our extension in it, AI tools to visit, and the school's signed record, given by policy. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Browser } from "./browser.mjs";
import { Record } from "./record.mjs";
import { chat, serveTools } from "./sites.mjs";
import { until } from "./until.mjs";

export const EXTENSION = process.env.CHALKLINE_EXTENSION ?? path.join(import.meta.dirname, "../../../target/extension");

/**
 * @param {import("./browser.mjs").Kind} kind
 * @param {object} options
 * @param {string | null} [options.extension] null: the same browser without ours
 * @param {Record} [options.record]
 * @param {import("./network.mjs").Handler} [options.answer] of the record's host
 * @param {(edit: (file: string, from: RegExp, to: string) => void) => void} [options.spoil] changes to a copy of the extension
 * @param {boolean} [options.managed] whether policy names the record
 * @param {boolean} [options.headed]
 * @param {boolean} [options.later] leaves it to the test to install the extension
 */
export async function openSchool(kind, { extension = EXTENSION, managed = true, record = new Record(), answer, spoil, ...more } = {}) {
  const install = extension && ((directory) => (spoil ? spoilt(extension, directory, spoil) : extension));
  const browser = await Browser.launch(kind, { install, trust: managed ? record.trust : undefined, ...more }, (network) => {
    serveTools(network);
    record.serve(network, answer);
  });
  Object.assign(browser, { record });
  if (extension && managed && !more.later) await until("the record is in force", async () => (await recordStatus(browser)).summary);
  return browser;
}

/** What the extension's own pages are told of the record. */
export const recordStatus = (browser) => ask(browser, { type: "record" });

/** Has the extension fetch now; what the pages are told then. */
export const refresh = (browser) => ask(browser, { type: "refresh" });

async function ask(browser, message) {
  const answer = await browser.inside((message) => chrome.runtime.sendMessage(message), message);
  if (!answer?.ok) throw new Error(`${message.type}: ${JSON.stringify(answer)}`);
  return answer.ok;
}

/** A copy of the extension with some of its files changed. */
function spoilt(extension, directory, change) {
  const copy = path.join(directory, "extension");
  cpSync(extension, copy, { recursive: true });
  change((file, from, to) => {
    const before = readFileSync(path.join(copy, file), "utf8");
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} has nothing like ${from}`);
    writeFileSync(path.join(copy, file), after);
  });
  return copy;
}

/** The frame of `tab` that holds the field, ready to be written in. @param {import("./tab.mjs").Tab} tab @param {string} editor */
export async function fieldOf(tab, editor) {
  const frame = editor.startsWith("frame-") ? await inner(tab) : tab.page.mainFrame();
  await frame.waitForFunction(() => window.ready);
  return new Field(tab, frame);
}

async function inner(tab) {
  const element = await tab.page.waitForSelector("#field iframe");
  return element.contentFrame();
}

/** The page's own view of its field: what its editor holds, what it could read, what it sent. */
export class Field {
  constructor(tab, frame) {
    this.tab = tab;
    this.frame = frame;
  }

  focus() {
    return this.frame.evaluate(() => window.editor.focus());
  }

  value() {
    return this.frame.evaluate(() => window.editor.value());
  }

  caret() {
    return this.frame.evaluate(() => window.editor.caret());
  }

  /** Every event with its text that reached the page's first listener. */
  seen() {
    return this.frame.evaluate(() => window.seen);
  }

  sent() {
    return this.frame.evaluate(() => window.sent);
  }

  /** What a hostile page got hold of, as one string. */
  async stolen() {
    return JSON.stringify(await this.frame.evaluate(() => [window.stolen ?? [], window.seen ?? []]));
  }

  clear() {
    return this.frame.evaluate(() => window.editor.clear());
  }

  /** As after its load: empty, with the focus, and nothing seen or sent. */
  async renew() {
    await this.clear();
    await this.frame.evaluate(() => { for (const list of [window.seen, window.sent, window.stolen ?? []]) list.length = 0; });
    await this.focus();
  }

  /** A person's click on the page's button to send. */
  async clickSend() {
    const button = await this.frame.$("#send");
    await button.click();
  }

  /** A person drops text or files, from outside the browser, on the field where none of our notices lie. @param {{ text?: string, files?: string[] }} what */
  async drop(what) {
    const element = await this.frame.evaluateHandle(() => {
      window.editor.element.scrollIntoView({ block: "nearest" });
      return window.editor.element;
    });
    const box = await element.boundingBox();
    await this.tab.browser.driver.drop(this.tab.page, { x: box.x + box.width / 4, y: box.y + box.height / 2 }, what);
  }
}

/** A tab at `host` with `editor` in it, and its field with the focus. */
export async function openChat(browser, host, editor, hostile) {
  const tab = await browser.open(chat(host, editor, hostile));
  const field = await fieldOf(tab, editor);
  await field.focus();
  return { tab, field };
}

/** `text` as far as `editor` can hold it: a field of one line keeps no line breaks, each browser in its own way. */
export function asShownIn(editor, text) {
  return editor === "input" ? text.replaceAll(/\s/g, "") : text;
}
