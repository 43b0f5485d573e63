/**
 * What a page shows of an AI tool: whether there is a box that speaks to an assistant, a choice of models, and the like. Put into a page
 * once, when the person opens Chalkline over it and address and title leave it open. Yes, no and a number come back; no word of the page.
 *
 * It runs in the page's frame by itself, so everything it needs stands inside it.
 *
 * @returns {import("../wasm/chalkline.js").PageSigns}
 */
export function signsOfPage() {
  /** The site by its own name, as the box and the small print of an assistant call it. */
  const names = location.hostname.split(".").slice(0, -1).filter((label) => label.length > 2 && label !== "www");
  const NAME = `(?:${["[a-z]*(?:ai|gpt|bot)", "assistant|chatgpt|claude|copilot|gemini", ...names.map((name) => name.replaceAll("-", "[ -]?"))].join("|")})`;
  const ASSISTANT = RegExp(`\\b(?:(?:ask|message|chat with|reply to|talk (?:to|with)) ${NAME}\\b|ask (?:me |us )?anything|how can (?:i|${NAME}) help|prompt\\b|imagine\\b|what (?:do|would|will) you (?:want |like )?(?:to )?(?:create|make|know|write|learn|generate|build)\\b|describe (?:the|an?|your) (?:image|picture|photo|video|scene|song|app|game|website|character)\\b|describe what you(?:.d like| would like| want))`, "i");
  const PROMPT = /\b(ask (your|away|a question|about)|describe (what|your|the|an?)\b|tell me|(paste|enter|type|write) (in )?(your|a|the|any) (text|topic|essay|idea|question|script|lyrics|code|notes))/i;
  const SEND = /^(send|ask|submit|run|go)( (a )?(message|prompt|question))?$/i;
  const MODEL = /\b(gpt-?\d\w*|claude|gemini|llama|mistral|deepseek|qwen|sonnet|opus|flux|sdxl|dall[- ]?e)\b|(select|choose|change|switch) (a |the )?(ai )?model|model selector|^models?(:|$)|^[\p{L} ]{0,20}v?\d+\.\d+\b|^(deep ?(think|research|search)|think|reason)\b/iu;
  const NEW_CHAT = /^\W*(start )?(a )?new (chat|conversation)\W*$/i;
  const GENERATE = /^\W*(generate|create with ai|solve)\W*$/i;
  const GENERATE_WHAT = /^\W*generate (\w+ )?(text|images?|pictures?|videos?|audio|speech|voice|music|songs?|lessons?|plans?|quiz(zes)?|questions?|feedback|worksheets?|stor(y|ies)|slides?|presentation|outlines?|essays?|emails?|reports?|resources?|content|ideas|summar(y|ies)|notes|flashcards)\b/i;
  const MACHINE = /^\W*(humani[sz]e|paraphrase|rewrite|summari[sz]e|transcribe|upscale|remove (image )?backgrounds?|detect ai|check for ai|grade (it|essays?|with ai)|mark (it )?with ai)\b/i;
  const AGAIN = /^\W*(regenerate|try again with|retry response|re-?roll)\b/i;
  const DISCLAIMER = RegExp(`\\b(?:${NAME}|ai[- ]generated \\w+|chatbot|answers?|responses?|everything (?:it|the ai) says)\\b[^.]{0,60}\\b(?:can|may|might) (?:also )?(?:make mistakes|be (?:wrong|inaccurate|incorrect)|(?:produce|give|display) (?:wrong|inaccurate|incorrect))|powered by ${NAME}\\b|not a real person`, "i");
  const PASSAGE_WORDS = 50;
  /** Small print is short; an article that says the same is not. */
  const SMALL_PRINT_WORDS = 25;

  const isShown = (/** @type {Element} */ element) => element.checkVisibility();
  const labelOf = (/** @type {Element} */ element) =>
    ["aria-label", "placeholder", "data-placeholder", "aria-placeholder", "title", "value"].map((name) => element.getAttribute(name) ?? "").join(" ");
  const shown = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].filter(isShown);
  const words = (/** @type {Element} */ element) => [labelOf(element).trim(), element.textContent?.trim() ?? ""].filter((text) => text && text.length < 80);
  const any = (/** @type {Element[]} */ elements, /** @type {RegExp} */ sign) => elements.some((element) => words(element).some((text) => sign.test(text)));
  const count = (/** @type {string | null} */ text) => (text ?? "").trim().split(/\s+/).length;

  const freeBoxes = shown("textarea, [contenteditable=''], [contenteditable=true], [contenteditable=plaintext-only], [role=textbox]");
  const boxes = [...freeBoxes, ...shown("input:not([type]), input[type=text]")];
  const labelled = boxes.map((box) => [box, ...box.querySelectorAll("[data-placeholder]")].map(labelOf).join(" "));
  const named = boxes.map((box) => ((box.id && document.querySelector(`label[for="${CSS.escape(box.id)}"]`)) || box.closest("label"))?.textContent ?? "");
  const asks = (/** @type {RegExp} */ sign) => [...labelled, ...named].some((text) => sign.test(text));
  const promptBox = asks(PROMPT);
  const assistantBox = asks(ASSISTANT);
  const orders = shown("button, [role=button], input[type=submit]");
  const links = [...orders, ...shown("input[type=button], a")];
  const hasModel = any(shown("select, [role=combobox], [aria-haspopup], button"), MODEL) || shown("select option").some((option) => MODEL.test(option.textContent ?? ""));
  return {
    assistantBox,
    promptBox,
    sendButton: any(links, SEND),
    // Cars and telephones have models too.
    modelPicker: freeBoxes.length + Number(assistantBox) > 0 && hasModel,
    newChat: any(links, NEW_CHAT),
    // "Generate" alone stands beside QR codes and passwords too.
    generateButton: (boxes.length > 0 && any(orders, GENERATE_WHAT)) || ((promptBox || assistantBox || freeBoxes.length > 0) && any(orders, GENERATE)),
    machineWork: any([...orders, ...shown("h1")], MACHINE),
    regenerate: any(links, AGAIN),
    disclaimer: (document.body?.innerText ?? "").split("\n").some((line) => count(line) <= SMALL_PRINT_WORDS && DISCLAIMER.test(line)),
    passages: shown("p, li, blockquote").filter((p) => count(p.textContent) >= PASSAGE_WORDS).length,
  };
}
