/** Text carried in from elsewhere: by paste, by drop, by whatever else the browser calls an insertion. */

import { placeOf } from "./field.js";
import { holdFiles, isApproved } from "./files.js";
import { hold, isForUs, stop } from "./halt.js";
import { textsIn } from "./transfer.js";
import { weigh } from "./weigh.js";

/**
 * @typedef {import("./weigh.js").Matter} Matter
 * @typedef {import("./weigh.js").Way} Way
 */

/** Ways of putting text in that may come without a paste or drop event. */
const CARRIED = new Set(["insertFromPaste", "insertFromPasteAsQuotation", "insertFromDrop", "insertFromYank", "insertReplacementText"]);

/** The paste or drop of this moment was judged, so the `beforeinput` it brings need not be. */
let isJudged = false;
/** The drag began on this very page: what it carries, the page has. */
let isOwnDrag = false;
/** What is in the air, judged once and not at every move. */
let airborne = { words: "", isFound: false };

/** @param {ClipboardEvent} event */
export function onPaste(event) {
  if (isForUs(event)) judge(event, event.clipboardData, "paste");
}

/** @param {DragEvent} event */
export function onDrop(event) {
  airborne = { words: "", isFound: false };
  if (isForUs(event) && !isOwnDrag) judge(event, event.dataTransfer, "drop");
}

/** In Firefox a page can read dragged text while it is still in the air. @param {DragEvent} event */
export function onDrag(event) {
  if (!isForUs(event) || isOwnDrag || !event.dataTransfer) return;
  const texts = textsIn(event.dataTransfer);
  const words = texts.join("\n");
  if (words !== airborne.words) airborne = { words, isFound: weighAll(texts, "drop") !== null };
  if (!airborne.isFound) return;
  hold(event); // Holding it also says that a drop is welcome here.
  event.dataTransfer.dropEffect = "copy";
}

/** @param {DragEvent} event */
export function onDragStart(event) {
  isOwnDrag = event.isTrusted;
}

export function onDragEnd() {
  isOwnDrag = false;
}

/** @param {InputEvent} event */
export function onBeforeInput(event) {
  if (!isForUs(event) || isJudged || isOwnDrag || !CARRIED.has(event.inputType)) return;
  const way = event.inputType === "insertFromDrop" ? "drop" : "paste";
  const matter = weighAll(event.data ? [event.data] : textsIn(event.dataTransfer), way);
  if (matter) void stop(event, matter, placeOf(event));
}

/** Whether a carried text came past the gate in this moment, for the self-check. */
export const wasJudged = () => isJudged || isOwnDrag;

/** @param {ClipboardEvent | DragEvent} event @param {DataTransfer | null} data @param {Way} way */
function judge(event, data, way) {
  const texts = textsIn(data);
  const matter = weighAll(texts, way);
  if (matter) return void stop(event, matter, placeOf(event));
  const files = [...(data?.files ?? [])];
  // A picture beside text that was judged is that text's own picture: spreadsheets and word processors put both on the clipboard.
  if (files.length > 0 && texts.length === 0 && !isApproved(files)) return holdFiles(event, files);
  isJudged = true;
  setTimeout(() => (isJudged = false));
}

/** The first of some texts that may not go in as it is. @param {string[]} texts @param {Way} way @returns {Matter | null} */
function weighAll(texts, way) {
  for (const text of texts) {
    const matter = weigh(text, way);
    if (matter) return matter;
  }
  return null;
}
