/** How the report looks: light and dark as the reader's system says, and on paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --page: #ffffff; --faint: #59636e; --line: #d1d9e0; --good: #116329; --bad: #a40e26;
  --c0: #0550ae; --c1: #953800; --c2: #116329; --c3: #8250df; --c4: #a40e26; --c5: #1b7c83; --c6: #633c01; --c7: #57606a; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --page: #0d1117; --faint: #9198a1; --line: #3d444d; --good: #56d364; --bad: #ff7b72;
    --c0: #79c0ff; --c1: #ffa657; --c2: #56d364; --c3: #d2a8ff; --c4: #ff7b72; --c5: #76e3ea; --c6: #f2cc60; --c7: #9198a1; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); margin: 0; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--faint); padding-bottom: .25rem; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem; text-align: end; white-space: nowrap; }
th[scope=row], th:first-child { text-align: start; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; flex: 0 1 26rem; }
figcaption { color: var(--faint); text-align: center; }
svg { width: 100%; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: var(--text); }
.axes line { stroke: var(--line); }
.guide { stroke: var(--faint); stroke-dasharray: 4 4; }
.mark { stroke: currentColor; stroke-width: 2; }
.mark polyline { fill: none; }
.mark .filled { fill: currentColor; }
.mark .hollow { fill: var(--page); }
.bar { stroke-width: 1.5; }
.m0 { color: var(--c0); } .m1 { color: var(--c1); } .m2 { color: var(--c2); } .m3 { color: var(--c3); }
.m4 { color: var(--c4); } .m5 { color: var(--c5); } .m6 { color: var(--c6); } .m7 { color: var(--c7); }
.m1 polyline, .m5 polyline { stroke-dasharray: 6 3; } .m2 polyline, .m6 polyline { stroke-dasharray: 2 3; } .m3 polyline, .m7 polyline { stroke-dasharray: 8 3 2 3; }
details { border-inline-start: 2px solid var(--line); padding-inline-start: .75rem; margin: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.right { color: var(--good); } .wrong, .failed { color: var(--bad); }
main:has(#differing:checked) .same { display: none; }
:focus-visible { outline: 2px solid var(--c0); outline-offset: 2px; }
`;
