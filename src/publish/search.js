// Narrows the tools of this page to those that hold every word typed. Without it, the page is whole and the browser's own search finds.
const place = document.getElementById("search");
if (place) {
  const tools = [...document.querySelectorAll("article")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const label = Object.assign(document.createElement("label"), { textContent: place.dataset.label, htmlFor: "wanted" });
  const input = Object.assign(document.createElement("input"), { type: "search", id: "wanted", autocomplete: "off" });
  const found = Object.assign(document.createElement("p"), { className: "soft" });
  found.setAttribute("role", "status");
  const texts = tools.map((tool) => fold(tool.textContent));
  const look = () => {
    const wanted = fold(input.value).split(/\s+/);
    tools.forEach((tool, at) => (tool.hidden = !wanted.every((word) => texts[at].includes(word))));
    const values = { 1: tools.filter((tool) => !tool.hidden).length, 2: tools.length };
    found.textContent = place.dataset.found.replace(/\$(\d)/g, (_, slot) => values[slot]);
  };
  input.addEventListener("input", look);
  place.append(label, input, found);
  look();
}
