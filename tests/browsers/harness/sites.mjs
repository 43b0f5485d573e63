/** Stand-ins for AI tools, under their real names and with the strict policies that such sites send. */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";

const PAGES = path.join(import.meta.dirname, "../../pages");

/** The tools of the tests' record, one for each standing, and one that no record lists. */
export const TOOLS = {
  approved: { host: "chatgpt.com", name: "ChatGPT", vendor: "OpenAI", look: "plain", editor: "prosemirror" },
  approved_with_conditions: { host: "gemini.google.com", name: "Gemini", vendor: "Google", look: "blue", editor: "quill" },
  under_review: { host: "claude.ai", name: "Claude", vendor: "Anthropic", look: "warm", editor: "lexical" },
  not_approved: { host: "copilot.microsoft.com", name: "Copilot", vendor: "Microsoft", look: "plain", editor: "textarea" },
  not_on_record: { host: "poe.com", name: "Poe", look: "dark", editor: "contenteditable" },
};

/** Every place to write in. Those named frame-* hold the field in a frame of the page. */
export const EDITORS = ["textarea", "input", "contenteditable", "prosemirror", "lexical", "quill", "shadow", "dialog", "late", "frame-same", "frame-cross", "frame-srcdoc"];

/** An ordinary page, no AI tool: nothing of ours may run there. */
export const ORDINARY = "school.example";

const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self' https://claude.ai https://school.example; form-action 'self'; base-uri 'none'";
const TRUSTED_TYPES = "; require-trusted-types-for 'script'";
/** Quill, and a page that writes a frame from a string, do not work under trusted types. */
const WITHOUT_TRUSTED_TYPES = ["quill", "frame-srcdoc"];

/** @type {Map<string, string>} the page's script by the name of its editor */
const bundles = new Map();

/** Serves all tools, and an ordinary page. @param {import("./network.mjs").Network} network */
export function serveTools(network) {
  for (const tool of Object.values(TOOLS)) serveTool(network, tool);
  serveTool(network, { host: ORDINARY, name: "Staff room" });
}

/** @param {import("./network.mjs").Network} network @param {{ host: string, name: string, look?: string, editor?: string }} tool */
export function serveTool(network, { host, name, look = "plain", editor = "textarea" }) {
  network.serve(host, (request, response) => answer({ host, name, look, editor }, request, response));
}

/** The address of a tool's page with `editor` in it; `hostile` names a script of tests/pages/hostile that runs first. */
export function chat(host, editor, hostile) {
  return `https://${host}/?editor=${editor}${hostile ? `&hostile=${hostile}` : ""}`;
}

function answer(tool, request, response) {
  const url = new URL(request.path, `https://${tool.host}`);
  if (request.method === "POST") return response.writeHead(204).end();
  if (url.pathname === "/") return sendPage(tool, url.searchParams, response);
  const [type, read] = FILES[path.extname(url.pathname)] ?? [];
  if (!read) return response.writeHead(404).end();
  response.setHeader("content-type", type);
  response.end(read(url.pathname));
}

const FILES = {
  ".css": ["text/css", () => readFileSync(path.join(PAGES, "chat.css"))],
  ".js": ["text/javascript", (name) => (name.startsWith("/chat-") ? bundled(name.slice("/chat-".length, -".js".length)) : readFileSync(path.join(PAGES, name)))],
};

/** The page's script with one editor in it: a page that carried them all would take twice as long to load. @param {string} editor */
function bundled(editor) {
  const made = bundles.get(editor) ?? bundle(editor);
  bundles.set(editor, made);
  return made;
}

function bundle(editor) {
  const alias = { editor: path.join(PAGES, `editors/${editor}.js`) };
  const { outputFiles } = esbuild.buildSync({ entryPoints: [path.join(PAGES, "chat.js")], alias, bundle: true, minify: true, write: false, format: "iife", logLevel: "error" });
  return outputFiles[0].text;
}

function sendPage(tool, asked, response) {
  const editor = asked.get("editor") ?? tool.editor;
  const hostile = asked.get("hostile");
  response.setHeader("content-type", "text/html");
  response.setHeader("content-security-policy", STRICT + (WITHOUT_TRUSTED_TYPES.includes(editor) ? "" : TRUSTED_TYPES));
  response.end(
    readFileSync(path.join(PAGES, "chat.html"), "utf8")
      .replaceAll("{{name}}", tool.name)
      .replace("{{editor}}", editor.split("-")[0])
      .replace("{{look}}", tool.look)
      .replace("<body", `<body data-editor="${editor}"`)
      .replace("{{hostile}}", hostile ? `<script src="/hostile/${hostile}.js"></script>` : ""),
  );
}
