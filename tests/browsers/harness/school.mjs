/** A browser of a school: our extension in it, AI tools to visit, and the school's signed record, given by policy. */
import path from "node:path";
import { Browser } from "./browser.mjs";
import { Record } from "./record.mjs";
import { chat, serveTools } from "./sites.mjs";

export const EXTENSION = path.join(import.meta.dirname, "../../../target/extension");

/**
 * @param {import("./browser.mjs").Kind} kind
 * @param {{ extension?: string | null, record?: Record, headed?: boolean }} options `extension` null: the same browser without ours
 */
export async function openSchool(kind, { extension = EXTENSION, record = new Record(), headed = false } = {}) {
  const browser = await Browser.launch(kind, { extension: extension ?? undefined, trust: record.trust, headed }, (network) => {
    serveTools(network);
    record.serve(network);
  });
  return Object.assign(browser, { record });
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

  clear() {
    return this.frame.evaluate(() => window.editor.clear());
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
