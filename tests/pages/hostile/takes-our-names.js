/** Defines our elements as its own before we make one, with an open shadow root already in them. */
window.stolen = [];
const claim = () => class extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    new MutationObserver(() => stolen.push(root.textContent)).observe(root, { childList: true, subtree: true });
  }
  connectedCallback() { stolen.push(this.textContent, this.shadowRoot?.textContent); }
};
customElements.define("chalkline-guard", claim());
customElements.define("chalkline-panel", claim());
