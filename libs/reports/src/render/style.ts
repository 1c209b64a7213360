/** The report's only style sheet: system fonts, nothing fetched, A4 when printed. */
export const STYLE = `
:root{--ink:#1d2733;--quiet:#56616e;--line:#d3dae1;--faint:#f4f6f8;--deep:#1f4e79;--red:#a3231b;--rust:#8f4514}
*{box-sizing:border-box}
html{font:15px/1.5 "Noto Sans","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:#fff;-webkit-text-size-adjust:100%}
body{max-width:66rem;margin:0 auto;padding:2.5rem 1.5rem 4rem;overflow-wrap:break-word}
h1,h2,h3,.subtitle{font-family:"Noto Serif","PT Serif",Georgia,"Times New Roman",serif;font-weight:600;line-height:1.25;text-wrap:balance}
h1{font-size:2.3rem;margin:.2rem 0 .4rem;color:var(--deep)}
h2{font-size:1.5rem;margin:3rem 0 1rem;padding-bottom:.35rem;border-bottom:2px solid var(--deep);color:var(--deep)}
h3{font-size:1.15rem;margin:2rem 0 .8rem}
h4{font-size:1rem;line-height:1.35;margin:0}
p{margin:.6rem 0}
small{display:block;font-size:.85em;color:var(--quiet);font-weight:400}
sup{line-height:0;color:var(--quiet);font-weight:400}
code{font:.85em/1.4 ui-monospace,Consolas,"Noto Sans Mono",monospace;word-break:break-all}
.republic{margin:0;font-size:.85rem;letter-spacing:.12em;text-transform:uppercase;color:var(--quiet)}
.subtitle{font-size:1.2rem;font-weight:400;margin:0 0 .4rem}
.period{font-size:1.05rem;color:var(--quiet);margin:0 0 1.5rem}
.quiet{color:var(--quiet)}
.number{color:var(--quiet);font-weight:400;margin-right:.35em}
.reference{color:var(--quiet);font-weight:400;font-variant-numeric:tabular-nums;margin-right:.25em}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.5rem;margin:0 0 1.2rem}
.facts dt{color:var(--quiet)}
.facts dd{margin:0}
header .facts{border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:1rem 0}
.notice{border-left:4px solid var(--rust);background:#fbf6f1;padding:.6rem 1rem;margin:.7rem 0}
nav ol{columns:2;column-gap:3rem;margin:1.5rem 0 0;padding-left:1.4rem}
nav a{color:var(--deep)}
.figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:1px;background:var(--line);border:1px solid var(--line);margin:1rem 0}
.figures.three{grid-template-columns:repeat(3,minmax(0,1fr))}
.figures div{background:#fff;padding:.9rem 1rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.figures dd{margin:0;font:600 1.8rem/1.2 "Noto Serif","PT Serif",Georgia,serif;color:var(--deep);font-variant-numeric:lining-nums}
.figures dt{line-height:1.35}
.formula{font-size:.87rem;color:var(--quiet);max-width:50rem}
.wide{overflow-x:auto;margin:1rem 0 1.4rem}
.wide:focus-visible{outline:2px solid var(--deep)}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4}
caption{text-align:left;font-weight:600;padding-bottom:.5rem;font-size:1rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.45rem .7rem .45rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.82rem;font-weight:600;color:var(--quiet);vertical-align:bottom;border-bottom:1.5px solid var(--ink);hyphens:manual}
tbody th{font-weight:400}
tbody .group th{font-weight:600;padding-top:.9rem;color:var(--quiet)}
tfoot th,tfoot td{font-weight:600;border-top:1.5px solid var(--ink);border-bottom:0}
td,.figure{font-variant-numeric:tabular-nums lining-nums}
.numbers td,.numbers thead th:not(:first-child),.figure{text-align:right}
.numbers td,td.figure{white-space:nowrap}
.numbers thead th:not(:first-child){padding-left:.5rem}
.measures{min-width:52rem}
.measures th:first-child{width:26%}
.badge{display:inline-block;font-size:.78rem;line-height:1.3;padding:0 .45em;border:1px solid currentColor;border-radius:2px;white-space:nowrap;color:var(--rust);font-weight:400;font-family:inherit}
.badge.illustrative{border-style:dashed}
.badge.provisional{color:var(--quiet)}
.overdue{color:var(--red)}
.progress{white-space:nowrap}
.bar{display:block;width:5rem;height:.5rem;border:1px solid #8a96a3;margin:.35rem 0 .15rem}
.bar span{display:block;height:100%;background:var(--deep)}
.light.BLUE strong,.light.BLUE>span{color:#1f5fa8}.light.GREEN strong,.light.GREEN>span{color:#256b43}
.light.AMBER strong,.light.AMBER>span{color:#8a5a00}.light.RED strong,.light.RED>span{color:var(--red)}
.light.GREY strong,.light.GREY>span{color:var(--quiet)}
figure{margin:1.4rem 0}
figcaption{font-weight:600;margin-bottom:.5rem}
.chart svg{display:block;max-width:100%;height:auto;font-family:"Noto Sans","Segoe UI",Roboto,Arial,sans-serif}
.legend{list-style:none;margin:.6rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.87rem}
.swatch{display:inline-block;width:1.1em;height:.75em;margin-right:.2em;border:1px solid transparent}
.PLANNED{background:#d9e0e7}.IN_PROGRESS,.allocated{background:#7fa6cc}.COMPLETION_CLAIMED{border:1.5px dashed #2e7d4f}.COMPLETION_VERIFIED{background:#2e7d4f}.SUSPENDED{background:#f0e2b6}.CANCELLED{background:#9a9a9a}
.swatch.planned{border-color:#1f4e79}.spent{background:#1f4e79}
.mark{color:var(--deep)}.mark.conflicting,.mark.break{color:#a3541a}.mark.span{color:#7fa6cc}.mark.target{color:#2e7d4f}
.indicator{border-top:1px solid var(--line);padding:1rem 0 .6rem;display:grid;grid-template-columns:360px minmax(0,1fr);gap:0 2rem;align-items:start}
.indicator>h4,.indicator>.unit,.indicator>.facts{grid-column:1/-1}
.indicator .wide{margin:.2rem 0 .6rem;grid-column:2}
.indicator.plain .wide{grid-column:1/-1}
.indicator .chart{margin-bottom:.6rem}
.unit{margin:.1rem 0 .5rem;font-size:.87rem;color:var(--quiet)}
.indicator .facts{grid-template-columns:repeat(4,minmax(0,1fr));grid-template-rows:auto auto;grid-auto-flow:column;gap:0 1.5rem;font-size:.9rem;margin-bottom:.6rem}
.indicator .facts dt{font-size:.82rem}
.readings{font-size:.85rem}
.readings th,.readings td{padding-top:.25rem;padding-bottom:.25rem}
.readings th:last-child,.readings td:last-child{padding-left:1.2rem}
.readings th:first-child{width:27%}.readings .figure{width:6rem}
.plain .readings{max-width:44rem}.break td:last-child{padding-left:.6rem}
.readings tbody th{white-space:nowrap}
.break td{background:#fbf6f1;border-left:2px dotted #a3541a;padding-left:.6rem;color:var(--ink)}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.8rem;font-size:.85rem;color:var(--quiet)}
@media screen and (max-width:48rem){.figures{grid-template-columns:1fr 1fr}.figures.three{grid-template-columns:1fr}body{padding:1.2rem 1rem 3rem}h1{font-size:1.8rem}nav ol{columns:1}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}.indicator{display:block}.indicator .facts{grid-template-columns:1fr 1fr;grid-template-rows:none;grid-auto-flow:row}.indicator .facts dt{grid-row:auto}.wide table{min-width:34rem}.wide .readings{min-width:0}}
@page{size:A4;margin:15mm 14mm 17mm}
@media print{html{font-size:10.5px}body{max-width:none;padding:0}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}.wide{overflow:visible}.measures{min-width:0}h2,h3,h4,caption,.unit,.marks,.indicator .facts{break-after:avoid}figure svg{width:78%}h2{margin-top:2.2rem}tr,figure,.figures,header .facts,.notice,.indicator .facts,.chart{break-inside:avoid}thead{display:table-header-group}tfoot{display:table-row-group}.indicator{grid-template-columns:260px minmax(0,1fr);gap:0 1.2rem}.indicator:not(:has(tr:nth-child(12))){break-inside:avoid}a{color:inherit;text-decoration:none}}
`;
