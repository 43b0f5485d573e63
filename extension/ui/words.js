/** Words from _locales, put where the page asks for them. */

/**
 * The words for a key.
 * @param {string} key
 * @param {...(string | number)} values for the message's placeholders, in order
 */
export function words(key, ...values) {
  return chrome.i18n.getMessage(key, values.map(String)) || key;
}

/** The words for a fault, from its stable code. @param {string} code */
export function wordsForFault(code) {
  return chrome.i18n.getMessage(`error_${code}`) || words("error_INTERNAL");
}

/** The language the words are in, which is not always the browser's. */
export const language = words("ext_lang");

/** Fills every `data-words` (text) and `data-words-ATTRIBUTE` of this page. */
export function fillPage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("*")) fill(element);
}

/** @param {Element} element */
function fill(element) {
  for (const { name, value } of [...element.attributes]) {
    if (name === "data-words") element.textContent = words(value);
    else if (name.startsWith("data-words-")) element.setAttribute(name.slice("data-words-".length), words(value));
  }
}

/** Not every browser knows how Welsh writes a date; British English is nearer than the browser's own choice. */
const WRITTEN = [language, "en-GB"];
const DAY = new Intl.DateTimeFormat(WRITTEN, { dateStyle: "long", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat(WRITTEN, { dateStyle: "medium", timeStyle: "short" });

/** A day in words, from `YYYY-MM-DD…`; what is no date stays as it is. @param {string} iso */
export function day(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : DAY.format(date);
}

/** A moment in words, here and now; "never" for none. @param {string | null} iso */
export function moment(iso) {
  return iso ? MOMENT.format(new Date(iso)) : words("popup_never");
}
