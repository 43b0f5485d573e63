/**
 * What a page shows of an AI tool: whether there is a box to ask in, a choice of models, and the like. Put into a page once, when the
 * person opens Chalkline over it and address and title leave it open. Yes, no and a number come back; no word of the page.
 *
 * It runs in the page's frame by itself, so everything it needs stands inside it.
 *
 * @returns {import("../wasm/chalkline.js").PageSigns}
 */
export function signsOfPage() {
  const PROMPT = /\b(ask (me|us|anything|your|away|a question|[a-z]*(ai|gpt|bot)\b)|prompt|how can i help|message (chatgpt|claude|copilot|[a-z]*(ai|gpt|bot)\b)|(describe|imagine) (what|your|the|an?)\b|what (do|would) you (want|like) to (create|make|know|write|learn|generate)|(paste|enter|type|write) (in )?(your|a|the|any) (text|topic|essay|idea|question|script|lyrics|code|notes))/i;
  const SEND = /^(send|ask|submit|run|go)( (a )?(message|prompt|question))?$/i;
  const MODEL = /\b(gpt-?\d|claude|gemini|llama|mistral|deepseek|qwen|sonnet|opus|flux|sdxl|dall[- ]?e)\b|(select|choose|change|switch) (a |the )?(ai )?model|model selector|^models?(:|$)/i;
  const NEW_CHAT = /^\W*(start )?(a )?new (chat|conversation)\W*$/i;
  const GENERATE = /^\W*(generate|humani[sz]e|summari[sz]e|paraphrase|rewrite|transcribe|upscale|imagine|create with ai|solve|grade (it|essay|with ai)|detect ai|check for ai|mark (it|with ai))\b/i;
  const AGAIN = /^\W*(regenerate|try again with|retry response|re-?roll)\b/i;
  const DISCLAIMER = /\b(ai|assistant|chatbot|chatgpt|claude|gemini|copilot|[a-z]+gpt|[a-z]+ai)\b[^.]{0,60}\b(can|may|might) (also )?(make mistakes|be (wrong|inaccurate|incorrect)|produce (inaccurate|incorrect)|give (wrong|inaccurate)|display inaccurate)|ai[- ]generated (content|answers?|responses?) (can|may|might)|powered by (openai|gpt|chatgpt|claude|gemini|llama|ai)\b/i;
  const PASSAGE_WORDS = 50;

  const isShown = (/** @type {Element} */ element) => element.checkVisibility();
  const labelOf = (/** @type {Element} */ element) =>
    ["aria-label", "placeholder", "data-placeholder", "aria-placeholder", "title", "value"].map((name) => element.getAttribute(name) ?? "").join(" ");
  const shown = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].filter(isShown);
  const words = (/** @type {Element} */ element) => [labelOf(element).trim(), element.textContent?.trim() ?? ""].filter((text) => text && text.length < 80);
  const any = (/** @type {Element[]} */ elements, /** @type {RegExp} */ sign) => elements.some((element) => words(element).some((text) => sign.test(text)));

  const boxes = shown("textarea, input:not([type]), input[type=text], [contenteditable=''], [contenteditable=true], [contenteditable=plaintext-only], [role=textbox]");
  const inner = boxes.flatMap((box) => [...box.querySelectorAll("[data-placeholder]")]);
  const named = boxes.map((box) => (box.id && document.querySelector(`label[for="${CSS.escape(box.id)}"]`)) || box.closest("label"));
  const buttons = shown("button, [role=button], input[type=submit], input[type=button], a");
  const choices = shown("select, [role=combobox], [aria-haspopup], button");
  const hasPrompt = [...boxes, ...inner].some((box) => PROMPT.test(labelOf(box))) || named.some((label) => label && PROMPT.test(label.textContent ?? ""));
  return {
    promptBox: hasPrompt,
    sendButton: any(buttons, SEND),
    modelPicker: any(choices, MODEL) || shown("select option").some((option) => MODEL.test(option.textContent ?? "")),
    newChat: any(buttons, NEW_CHAT),
    // "Generate" alone stands over QR codes and letters too: it counts where somebody is asked to say what.
    generateButton: hasPrompt && any(shown("button, [role=button], input[type=submit]"), GENERATE),
    regenerate: any(buttons, AGAIN),
    disclaimer: DISCLAIMER.test(document.body?.innerText ?? ""),
    passages: shown("p, li, blockquote").filter((p) => (p.textContent ?? "").split(/\s+/).length >= PASSAGE_WORDS).length,
  };
}
