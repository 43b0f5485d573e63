/** Every way by which text or a file can go into an AI tool, done as a person does it. */
import { writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} Way
 * @property {(tab: import("./tab.mjs").Tab, field: import("./school.mjs").Field, text: string) => Promise<void>} go
 * @property {boolean} [isSend] the text is in the field already; what is guarded is its sending
 * @property {(kind: string, editor: string) => string | null} [gap] why it cannot be tried in that browser
 */

/** @type {Record<string, Way>} */
export const WAYS = {
  paste: { go: (tab) => tab.paste() },
  drop: {
    go: (tab, field, text) => field.drop({ text }),
    gap: (kind, editor) => (kind === "firefox" && editor === "frame-cross" ? "a drop into a frame of another process cannot be played in Firefox" : null),
  },
  enter: {
    isSend: true,
    async go(tab, field, text) {
      await tab.write(text);
      await tab.press("Enter");
    },
  },
  button: {
    isSend: true,
    async go(tab, field, text) {
      await tab.write(text);
      await field.clickSend();
    },
  },
};

/** Ways for a file. @type {Record<string, (field: import("./school.mjs").Field, file: ReturnType<typeof makeFile>) => Promise<void>>} */
export const FILE_WAYS = {
  "file picker": async (field, file) => (await field.frame.$("#file")).uploadFile(file.path),
  "file drop": (field, file) => field.drop({ files: [file] }),
};

/** A file on this computer with `text` in it. @param {import("./browser.mjs").Browser} browser @param {string} name @param {string | Buffer} text */
export function makeFile(browser, name, text) {
  const file = path.join(browser.directory, name);
  writeFileSync(file, text);
  return { name, path: file, text: String(text) };
}
