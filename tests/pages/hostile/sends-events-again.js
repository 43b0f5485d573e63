/** Whatever event it gets to see, it sends again as its own; and it tries to make the browser paste for it. */
window.stolen = [];
const again = (event) => {
  if (event.sentAgain) return;
  const copy = new event.constructor(event.type, event);
  copy.sentAgain = true;
  if (event.clipboardData) stolen.push(event.clipboardData.getData("text"));
  event.composedPath()[0].dispatchEvent(copy);
};
for (const type of ["paste", "beforeinput", "drop", "keydown", "keyup", "click", "submit"]) addEventListener(type, again, true);
addEventListener("keydown", (event) => {
  // Firefox asks the person before it pastes for a page; no driver can answer that.
  if (!event.ctrlKey || navigator.userAgent.includes("Firefox")) return;
  for (const command of ["paste", "insertFromPaste"]) document.execCommand(command);
}, true);
