/**
 * What teachers paste. Every person is invented; UPNs have a right check letter, NHS numbers are of the range kept for
 * tests (999 000 0000 up), telephone numbers of Ofcom's range for drama.
 */

/** A class list as a spreadsheet puts it on the clipboard. */
export const CLASS_LIST = [
  "Surname\tForename\tDate of birth\tUPN\tSEN",
  "Kowalska\tZofia\t14/03/2014\tB801200005001\tK",
  "Okonkwo\tChidi\t02/11/2013\tC856234915001\tN",
  "O'Brien\tSaoirse\t27/07/2014\tR330400119127\tE",
].join("\n");

/** The same as rich text. */
export const CLASS_LIST_HTML = `<meta charset="utf-8"><table>${CLASS_LIST.split("\n").map((row) => `<tr>${row.split("\t").map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;

/** Personal data in the class list that must never be seen where it was not let through. */
export const CLASS_LIST_SECRETS = ["Kowalska", "Chidi", "14/03/2014", "B801200005001"];

export const PARENT_EMAIL = [
  "Dear Mrs Hughes,",
  "",
  "I am writing about my daughter Megan Pritchard in 5B, born 09/05/2015. 😀",
  "Please ring me on 07700 900123 or write to r.pritchard@example.org.",
  "",
  "Rhiannon Pritchard",
].join("\n");

export const PARENT_EMAIL_SECRETS = ["Megan Pritchard", "09/05/2015", "07700 900123", "r.pritchard@example.org"];

/** Two lines, short: for the matrix of editors. */
export const SHORT = "The café plan for Zofia Kowalska, UPN B801200005001 😀\nPhone home: 07700 900123";
export const SHORT_SECRETS = ["B801200005001", "07700 900123"];
/** What must stay when personal data is replaced. */
export const SHORT_KEPT = ["café plan for", "😀", "Phone home:"];

/** One line of personal data, for fields of one line and for typing. */
export const LINE = "Her UPN is B801200005001.";
export const LINE_SECRETS = ["B801200005001"];

/** Nothing personal, but with what trips careless code: accents, emoji, several lines, numbers that are not identifiers. */
export const LESSON_PLAN = [
  "Year 6 science: the phases of the moon 🌗",
  "Starter (10 minutes): what did you see last night?",
  "Main: model the 8 phases with a lamp and a ball; naïve ideas to listen for: “the Earth's shadow”.",
  "Plenary: 5 questions, pages 112–118.",
].join("\n");

export const CLEAN_LINE = "Explain photosynthesis to Year 4 in 3 sentences.";

/** Clean text of `bytes` bytes. @param {number} bytes */
export function prose(bytes) {
  const lines = "The class will read the chapter and talk about what the river carries down to the sea.\n";
  return lines.repeat(Math.ceil(bytes / lines.length)).slice(0, bytes);
}
