// Runs in a page of Canon's before its own script: plays the editor and notes what happens.
const sent = [];
const violations = [];
let state;

document.addEventListener("securitypolicyviolation", (event) => {
  violations.push(event.effectiveDirective);
});

window.acquireVsCodeApi = () => ({
  postMessage: (message) => sent.push(message),
  getState: () => state,
  setState: (kept) => {
    state = kept;
  },
});

window.inPage = {
  post: (...messages) => {
    for (const message of messages) window.postMessage(message, "*");
  },
  sent: () => sent,
  marks: () => ({ violations, hasRun: window.__ran !== undefined }),
  widths: () => [document.documentElement.scrollWidth, document.documentElement.clientWidth],
  names: () => {
    const all = [...document.querySelectorAll("main *")];
    return {
      elements: all.map(({ tagName }) => tagName),
      attributes: all.flatMap((one) => one.getAttributeNames()),
    };
  },
  /** Puts into the page what its own script never would; the policy is all that is left then. */
  breakIn: (host) => {
    const main = document.querySelector("main");
    main.innerHTML = [
      `<img src="https://${host}/p.png">`,
      `<img src="data:image/png;base64,AAAA">`,
      `<p onclick="window.__ran=1" style="color:red">x</p>`,
      `<iframe src="https://${host}/f"></iframe>`,
    ].join("");
    main.querySelector("p").click();
    const script = (parts) => Object.assign(document.createElement("script"), parts);
    main.append(script({ text: "window.__ran=1" }), script({ src: `https://${host}/x.js` }));
    main.append(Object.assign(document.createElement("style"), { textContent: "p{}" }));
    fetch(`https://${host}/x`).catch(() => undefined);
  },
};
