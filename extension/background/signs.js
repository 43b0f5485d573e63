/**
 * What a page shows of an AI tool. Put into a page once, when the person opens Chalkline over it and address and title leave it open: the
 * cues go in, the indexes of those met come back; no word of the page.
 *
 * It runs in the page's frame by itself, so everything it needs stands inside it.
 *
 * @param {string[]} cues a place and a phrase each, a tab between: `src/spot/page_cues.txt`
 * @returns {number[]} the indexes of the cues that the page meets
 */
export function signsOfPage(cues) {
  /** Words of a longer passage are prose, not what a page offers. */
  const LINE_WORDS = 25;
  /** Words of what a control is called. */
  const LABEL_WORDS = 12;
  const PASSAGE_WORDS = 45;
  /** Elements of a place, and characters of a text: a page without end is judged by its beginning. */
  const AT_MOST = 2000;
  /** What a page has, by the names of the cues for it. */
  const THINGS = {
    article: "article",
    choice: "select, [role=combobox]",
    day: "input[type=date]",
    form: "form",
    mail: "input[type=email]",
    map: "canvas, iframe",
    password: "input[type=password]",
    player: "video, audio",
    price: "[class*=price]",
    search: "[role=search], input[type=search]",
    table: "table",
    time: "time",
    upload: "input[type=file]",
  };

  /** The site by its own name, as the box and the small print of an assistant call it. */
  const ownNames = new Set(location.hostname.split(".").slice(0, -1).filter((label) => label.length > 2 && label !== "www"));

  /** Words in small letters; numbers are all alike, and so are the names of the site and of anything that ends like an AI's. */
  const tokens = (/** @type {string} */ text) =>
    (text.slice(0, AT_MOST).toLowerCase().replace(/['’]/g, "").match(/\p{L}+|\p{N}+/gu) ?? []).map((word) =>
      ownNames.has(word) ? "NAME" : /^\p{N}/u.test(word) ? "#" : /...(?:ai|gpt|bot)$/.test(word) ? "BOT" : word);

  /** All runs of one to three words, beginning and end of the text counted as words. */
  const phrases = (/** @type {string[]} */ words) => {
    const marked = ["^", ...words, "$"];
    const runs = marked.flatMap((_, at) => [2, 3].map((length) => marked.slice(at, at + length).join(" ")));
    return [...words, ...runs];
  };

  const shown = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].slice(0, AT_MOST).filter((element) => element.checkVisibility());
  const labelsOf = (/** @type {Element} */ element) =>
    ["aria-label", "placeholder", "data-placeholder", "aria-placeholder", "title", "value"].flatMap((name) => element.getAttribute(name) ?? []);
  const textOf = (/** @type {Element} */ element) => element.textContent ?? "";
  const byLabel = (/** @type {Element} */ box) => [box.id && document.querySelector(`label[for="${CSS.escape(box.id)}"]`), box.closest("label")].flatMap((label) => (label ? [textOf(label)] : []));
  const called = (/** @type {Element[]} */ controls) => controls.flatMap((control) => [...labelsOf(control), textOf(control)]);

  const freeBoxes = shown("textarea, [contenteditable=''], [contenteditable=true], [contenteditable=plaintext-only], [role=textbox]");
  const boxes = [...freeBoxes, ...shown("input:not([type]), input[type=text], input[type=search], input[type=url], input[type=file]")];
  const lines = (document.body?.innerText ?? "").slice(0, 100_000).split("\n");

  /** @type {[place: string, texts: string[], words: number][]} */
  const places = [
    ["box", boxes.flatMap((box) => [box, ...box.querySelectorAll("[data-placeholder]")].flatMap((e) => [...labelsOf(e), ...byLabel(e)])), LINE_WORDS],
    ["order", called(shown("button, [role=button], input[type=submit], input[type=button]")), LABEL_WORDS],
    ["link", called(shown("a, [role=link], [role=tab], [role=menuitem]")), LABEL_WORDS],
    ["choice", called(shown("option, [role=option], [role=combobox], [aria-haspopup], select, [role=radio]")), LABEL_WORDS],
    ["heading", shown("h1, h2, h3").map(textOf), LINE_WORDS],
    ["line", lines, LINE_WORDS],
  ];
  const met = new Set(places.flatMap(([place, texts, most]) =>
    texts.map(tokens).filter((words) => words.length <= most).flatMap(phrases).flatMap((phrase) => [`${place}\t${phrase}`, `any\t${phrase}`])));

  const count = (/** @type {string} */ text) => text.split(/\s+/).length;
  const upTo = (/** @type {number} */ most, /** @type {number} */ found) => Math.min(most, found);
  const passages = lines.filter((line) => count(line) >= PASSAGE_WORDS).length;
  const shapes = [
    `free boxes ${upTo(2, freeBoxes.length)}`,
    `boxes ${upTo(3, boxes.length)}`,
    `passages ${upTo(3, passages)}`,
    ...Object.entries(THINGS).filter(([, selector]) => shown(selector).length > 0).map(([name]) => name),
  ];
  shapes.forEach((shape) => met.add(`shape\t${shape}`));
  return cues.flatMap((cue, index) => (met.has(cue) ? [index] : []));
}
