/**
 * Files, read for a content script: bytes come over a port in chunks, the core's text goes back.
 *
 * The bytes and the text are in memory until the port closes, and nowhere else.
 */

import init, * as reader from "../wasm/files.js";
import { ChalklineError, CHUNK_BYTES, codeOf, FILE_BYTES, FILE_PORT } from "../messages.js";
import { instance } from "./instance.js";

/** @typedef {import("../messages.js").FileRequest} FileRequest */
/** @typedef {import("../messages.js").FileReply} FileReply */

/** Bytes announced on all open ports together; past this a further file is told BUSY. */
const ALL_FILES_BYTES = 2 * FILE_BYTES;
let announced = 0;

/** Every document has an instance of its own: nothing of the last one stays in memory, and a bomb goes off alone. */
const withReader = instance({ start: init, wasm: reader, file: "wasm/files_bg.wasm", isFresh: true });

/** @param {(sender: chrome.runtime.MessageSender) => boolean} isAllowed */
export function onFile(isAllowed) {
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name !== FILE_PORT || !port.sender || !isAllowed(port.sender)) return port.disconnect();
    serve(port);
  });
}

/** @param {chrome.runtime.Port} port */
function serve(port) {
  /** @type {Incoming | null} */
  let file = null;
  const close = () => {
    announced -= file?.size ?? 0;
    file = null;
  };
  port.onDisconnect.addListener(close);
  port.onMessage.addListener(async (/** @type {FileRequest} */ request) => {
    try {
      if (request.type === "open" && !file) file = open(request);
      else if (request.type === "chunk" && file) send(port, { type: "progress", received: file.add(request.base64) });
      else if (request.type === "read" && file) await read(port, file), close();
      else throw new ChalklineError("FILE_OUT_OF_ORDER", "file");
    } catch (error) {
      send(port, { type: "error", ...codeOf(error) });
      close();
      port.disconnect();
    }
  });
}

/** @param {{name: string, size: number}} file */
function open({ name, size }) {
  if (!Number.isSafeInteger(size) || size < 0 || size > FILE_BYTES) throw new ChalklineError("TOO_BIG", "file");
  if (announced + size > ALL_FILES_BYTES) throw new ChalklineError("BUSY", "file");
  announced += size;
  return new Incoming(String(name), size);
}

/** @param {chrome.runtime.Port} port @param {Incoming} file */
async function read(port, file) {
  const bytes = file.whole();
  send(port, { type: "text", text: told(await withReader((core) => core.read_file(bytes, file.name))) });
  port.disconnect();
}

/** @param {import("../wasm/files.js").FileText} read @returns {import("../messages.js").FileText} */
function told({ kind, parts, ...rest }) {
  const media = kind === "image" || kind === "audio" || kind === "video" ? kind : "text";
  return { ...rest, kind: media, parts: parts.map((part) => ({ ...part, label: wordsFor(part.label) })) };
}

/** @param {import("../wasm/files.js").PartLabel} label */
function wordsFor(label) {
  if (typeof label === "string") return chrome.i18n.getMessage(`file_part_${label}`);
  if ("page" in label) return chrome.i18n.getMessage("file_part_page", String(label.page));
  if ("slide" in label) return chrome.i18n.getMessage("file_part_slide", String(label.slide));
  return "sheet" in label ? label.sheet : label.file;
}

/** @param {chrome.runtime.Port} port @param {FileReply} reply */
function send(port, reply) {
  try {
    port.postMessage(reply);
  } catch {
    // The tab has gone; so has the file.
  }
}

/** A file that is still arriving, in one buffer of its announced size. */
class Incoming {
  #bytes;
  #received = 0;

  /** @param {string} name @param {number} size bytes */
  constructor(name, size) {
    this.name = name;
    this.size = size;
    this.#bytes = new Uint8Array(size);
  }

  /** @param {string} base64 @returns {number} bytes received so far */
  add(base64) {
    const chunk = atob(base64);
    if (chunk.length > CHUNK_BYTES || this.#received + chunk.length > this.size) throw new ChalklineError("FILE_OUT_OF_ORDER", "file");
    for (let at = 0; at < chunk.length; at++) this.#bytes[this.#received + at] = chunk.charCodeAt(at);
    return (this.#received += chunk.length);
  }

  whole() {
    if (this.#received !== this.size) throw new ChalklineError("FILE_OUT_OF_ORDER", "file");
    return this.#bytes;
  }
}
