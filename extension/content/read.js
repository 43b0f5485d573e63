/** Reads a file's words: its bytes go to our own background in chunks, and nowhere else. */

import { CHUNK_BYTES, ChalklineError, FILE_BYTES, FILE_PORT } from "../messages.js";

/**
 * @typedef {import("../messages.js").FileReply} FileReply
 * @typedef {import("../messages.js").FileRequest} FileRequest
 * @typedef {import("../messages.js").FileText} FileText
 */

/** How long the background may be silent, in ms: long enough to wake it and to read a long document. */
const SILENCE = 30_000;
/** Bytes turned to a string at once: a call takes only so many arguments. */
const SLICE = 0x8000;

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
      const bytes = new Uint8Array(await new Response(file.slice(at, at + CHUNK_BYTES)).arrayBuffer());
      const reply = talk.reply();
      talk.say({ type: "chunk", base64: base64(bytes) });
      await reply;
      progress(Math.min(1, (at + CHUNK_BYTES) / file.size));
    }
    const reply = talk.reply();
    talk.say({ type: "read" });
    return /** @type {FileText} */ (await reply);
  } finally {
    talk.end();
  }
}

/** One file, one port: every request but the first is answered. @param {AbortSignal} signal */
function connect(signal) {
  /** @type {{resolve: (text: FileText | null) => void, reject: (error: Error) => void} | null} */
  let waiting = null;
  const port = open();
  const lose = () => waiting?.reject(new ChalklineError("NO_ANSWER", "file"));
  port.onDisconnect.addListener(lose);
  signal.addEventListener("abort", () => waiting?.reject(new ChalklineError("CANCELLED", "file")));
  port.onMessage.addListener((/** @type {FileReply} */ reply) => {
    if (reply.type === "error") waiting?.reject(new ChalklineError(reply.code, reply.place));
    else waiting?.resolve(reply.type === "text" ? reply.text : null);
  });
  return {
    /** @param {FileRequest} request */
    say: (request) => port.postMessage(request),
    reply: () =>
      /** @type {Promise<FileText | null>} */ (
        new Promise((resolve, reject) => {
          const limit = setTimeout(lose, SILENCE);
          waiting = { resolve: (text) => (clearTimeout(limit), resolve(text)), reject: (error) => (clearTimeout(limit), reject(error)) };
        })
      ),
    end: () => port.disconnect(),
  };
}

function open() {
  try {
    return chrome.runtime.connect({ name: FILE_PORT });
  } catch {
    throw new ChalklineError("NO_ANSWER", "file");
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += SLICE) binary += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(binary);
}
