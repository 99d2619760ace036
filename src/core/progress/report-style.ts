import { CHART_STYLE, SCHEMES } from "./chart-svg.ts";

/** The style of a report: readable on paper, in the dark, and on a narrow screen. */
export const REPORT_STYLE = `${SCHEMES}
${CHART_STYLE}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1, li, p, summary, tbody th { overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.15rem; }
p, ul { margin: 0.25rem 0; }
ul { padding-left: 1.25rem; }
.muted { color: var(--muted); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: 1rem 1.5rem; margin: 1.75rem 0 0; }
.tiles div { border-top: 2px solid var(--grid); padding-top: 0.5rem; }
.tiles dt { color: var(--muted); }
.tiles dd { margin: 0; }
.tiles .value { font-size: 1.75rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles + .muted { margin-top: 1rem; }
.burn-up { display: block; width: 100%; height: auto; }
.burn-up.narrow { display: none; }
.scrolls { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: 0.25rem 0; text-align: left; font-weight: 600; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-weight: 500; }
tbody th { font-weight: 500; min-width: 10rem; }
td { min-width: 6rem; }
td.number, th.number { text-align: right; white-space: nowrap; }
progress { display: block; width: 100%; min-width: 5rem; height: 0.5rem; margin: 0.35rem 0 0.15rem; border: 1px solid var(--muted); border-radius: 0; background: transparent; appearance: none; }
progress::-webkit-progress-bar { background: transparent; }
progress::-webkit-progress-value { background: var(--done); }
progress::-moz-progress-bar { background: var(--done); }
@media (forced-colors: active) {
progress { forced-color-adjust: none; border-color: CanvasText; }
progress::-webkit-progress-value { background: Highlight; }
progress::-moz-progress-bar { background: Highlight; }
}
summary { cursor: pointer; padding: 0.35rem 0; }
.need { font-weight: 600; color: var(--warn); }
@media (max-width: 36rem) {
.burn-up.wide { display: none; }
.burn-up.narrow { display: block; }
}
@media screen and (max-width: 36rem) {
table, tbody, tr, tbody th, td { display: block; }
thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
tr { padding: 0.5rem 0; border-bottom: 1px solid var(--grid); }
th, td { padding: 0.1rem 0; border: 0; min-width: 0; }
td, td.number { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 0 0.75rem; text-align: left; white-space: normal; overflow-wrap: anywhere; }
td:empty { display: none; }
td::before { content: attr(data-label); content: attr(data-label) / ""; color: var(--muted); }
td > progress, td > span { grid-column: 2; }
}
@media print {
:root { color-scheme: light; --paper: #ffffff; --ink: #000000; --muted: #444444; --grid: #bbbbbb; --done: #0a6b3d; --warn: #6b3500; }
body { padding: 0; max-width: none; font-size: 10pt; }
h2 { break-after: avoid; }
tr, figure, .tiles div { break-inside: avoid; }
.burn-up, progress { print-color-adjust: exact; }
.burn-up.wide { display: block; }
.burn-up.narrow { display: none; }
}
figure { margin: 0; }
`;
