/** A page like those of AI tools: a conversation, a field to write in, a button to send, a place to drop files. */
import * as editor from "editor"; // the one the address asks for: each has a bundle of its own

const by = (id) => document.getElementById(id);
const asked = new URLSearchParams(document.body.dataset.query ?? location.search).get("editor") ?? document.body.dataset.editor;

/** What this page could read: every event with text in it that reached its first listener. */
window.seen = [];
/** Every message it sent. */
window.sent = [];

const see = (type, text) => window.seen.push({ type, text });
addEventListener("paste", (event) => see("paste", event.clipboardData?.getData("text/plain") ?? ""), true);
addEventListener("beforeinput", (event) => see("beforeinput", event.data ?? event.dataTransfer?.getData("text/plain") ?? ""), true);
addEventListener("input", (event) => see("input", event.data ?? event.composedPath()[0].value ?? event.target.innerText ?? ""), true);
// Only files are this page's to take: a drop of text is the browser's.
addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault(), true);
addEventListener("drop", (event) => see("drop", event.dataTransfer.getData("text/plain")), true);
addEventListener("keydown", (event) => see("keydown", event.key), true);
for (const type of ["pointerdown", "click", "submit", "copy", "change"]) addEventListener(type, () => see(type, ""), true);

window.editor = editor.mount(by("field"), send, asked);

by("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
by("new").addEventListener("click", () => window.editor.clear());
by("file").addEventListener("change", (event) => take(event.target.files));
by("composer").addEventListener("drop", (event) => {
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});
addEventListener("paste", (event) => take(event.clipboardData?.files ?? []));

/** Sends what stands in the field, as these tools do: no form, a request. */
function send() {
  const text = window.editor.value();
  if (text.trim() === "") return;
  window.sent.push(text);
  window.editor.clear();
  say("question", text);
  say("answer", `Here is what you gave me:\n${text}`);
  fetch("/send", { method: "POST", body: text });
}

function say(kind, text) {
  const said = document.createElement(kind === "answer" ? "article" : "p");
  said.className = `${kind} said`;
  said.textContent = text;
  by("conversation").append(said);
}

async function take(files) {
  for (const file of files) {
    const line = document.createElement("li");
    line.textContent = `${file.name} (${file.size} bytes)`;
    by("files").append(line);
    await fetch("/upload", { method: "POST", body: file, headers: { "x-name": encodeURIComponent(file.name) } });
  }
}

window.ready = true;
