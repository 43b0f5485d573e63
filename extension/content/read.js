/** Reads a file's words: its bytes go to our own background in chunks, and nowhere else. */

import { CHUNK_BYTES, ChalklineError, FILE_BYTES, FILE_PORT } from "../messages.js";

/**
 * @typedef {import("../messages.js").FileReply} FileReply
 * @typedef {import("../messages.js").FileRequest} FileRequest
 * @typedef {import("../messages.js").FileText} FileText
 */

/** How long the background may be silent, in ms: long enough to wake it and to read a long document. */
const SILENCE = 30_000;
/**
 * Rejects with ChalklineError. A background that was ended meanwhile is woken and asked once more.
 * @param {File} file
 * @param {(done: number) => void} progress from 0 to 1
 * @param {AbortSignal} signal
 * @returns {Promise<FileText>}
 */
export async function readFile(file, progress, signal) {
  if (file.size > FILE_BYTES) throw new ChalklineError("TOO_BIG", "file");
  try {
    return await readOnce(file, progress, signal);
  } catch (error) {
    if (!(error instanceof ChalklineError) || error.code !== "NO_ANSWER") throw error;
    return readOnce(file, progress, signal);
  }
}

/** @param {File} file @param {(done: number) => void} progress @param {AbortSignal} signal */
async function readOnce(file, progress, signal) {
  const talk = connect(signal);
  try {
    talk.say({ type: "open", name: file.name, size: file.size });
    for (let at = 0; at < file.size; at += CHUNK_BYTES) {
      await talk.ask({ type: "chunk", base64: await base64(file.slice(at, at + CHUNK_BYTES)) });
      progress(Math.min(1, (at + CHUNK_BYTES) / file.size));
    }
    return /** @type {FileText} */ (await talk.ask({ type: "read" }));
  } finally {
    talk.end();
  }
}

/** One file, one port; every request but the first has an answer. @param {AbortSignal} signal */
function connect(signal) {
  const port = open();
  /** @type {(reply: FileReply) => void} */
  let answer = () => {};
  const fail = (/** @type {string} */ code) => answer({ type: "error", code, place: "file" });
  port.onMessage.addListener((/** @type {FileReply} */ reply) => answer(reply));
  port.onDisconnect.addListener(() => fail("NO_ANSWER"));
  signal.addEventListener("abort", () => fail("CANCELLED"));
  const say = (/** @type {FileRequest} */ request) => port.postMessage(request);
  /** @param {FileRequest} request @returns {Promise<FileText | null>} */
  const ask = (request) =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(fail, SILENCE, "NO_ANSWER");
      answer = (reply) => {
        clearTimeout(limit);
        if (reply.type === "error") reject(new ChalklineError(reply.code, reply.place));
        else resolve(reply.type === "text" ? reply.text : null);
      };
      say(request);
    });
  return { say, ask, end: () => port.disconnect() };
}

function open() {
  try {
    return chrome.runtime.connect({ name: FILE_PORT });
  } catch {
    throw new ChalklineError("NO_ANSWER", "file");
  }
}

/** As a data URL, since Firefox gives a content script no bytes of a page's file. @param {Blob} blob @returns {Promise<string>} */
function base64(blob) {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ""));
    reader.onerror = () => reject(new ChalklineError("UNREADABLE", "file"));
    reader.readAsDataURL(blob);
  });
}
