/** The look of all HTML reports: light and dark by the reader's own setting, phones, paper. No script. */
export const reportStyle = `:root{color-scheme:light dark;--ink:#1c2330;--soft:#5c6675;--line:#dde2ea;--panel:#fff;--page:#f5f7fa;
--received:#3b6ea8;--delivered:#2f8a57;--deferred:#c07f12;--bounced:#bd3f35;--rejected:#7553a3;--bar:#3b6ea8;--bad:#bd3f35}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa5b5;--line:#2c3442;--panel:#171c25;--page:#0f131a;
--received:#6fa3dd;--delivered:#5cc08a;--deferred:#e3a948;--bounced:#ea7a70;--rejected:#ab8cdb;--bar:#6fa3dd;--bad:#ea7a70}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--page);margin:0}
main{max-width:70rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.2;margin:0}h2{font-size:1.05rem;margin:0 0 .6rem}h3{font-size:.92rem;margin:1rem 0 .2rem}
p{margin:.3rem 0}.soft{color:var(--soft);font-size:.9em}
section{background:var(--panel);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem;margin:1rem 0;min-width:0;break-inside:avoid}
section.alert{border-color:var(--bad)}section.alert h2{color:var(--bad)}section ul{margin:0;padding-left:1.2rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.7rem;margin:1.2rem 0}
.tiles div{background:var(--panel);border:1px solid var(--line);border-radius:.6rem;padding:.6rem .9rem;color:var(--soft);font-size:.87rem}
.tiles b{display:block;font-size:1.45rem;line-height:1.25;color:var(--ink);font-variant-numeric:tabular-nums}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:0 1rem;align-items:start}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th{font-weight:600;font-size:.82rem;color:var(--soft);text-align:right;padding:.2rem .5rem;white-space:nowrap;vertical-align:bottom}
td{padding:.28rem .5rem;border-top:1px solid var(--line);text-align:right;vertical-align:top}
th:first-child,td:first-child{text-align:left;padding-left:0;white-space:normal;overflow-wrap:anywhere;min-width:10.5rem}
td{white-space:nowrap}td.text{text-align:left;white-space:normal;min-width:15rem}th.text{text-align:left}td.bar{width:38%;min-width:5rem}td.sum{white-space:nowrap}
p,li{overflow-wrap:anywhere}tr.sub td:first-child{padding-left:1rem}
svg{display:block;width:100%}
.bar svg{height:.85rem;margin-top:.3rem}
figure{margin:.9rem 0 0}figcaption{display:flex;justify-content:space-between;gap:1rem;font-size:.87rem}
figcaption b{font-weight:600}figure svg{height:4.2rem;border-bottom:1px solid var(--line)}
.axis{display:flex;justify-content:space-between;color:var(--soft);font-size:.78rem;margin-top:.15rem}
details{margin-top:.8rem}summary{cursor:pointer;color:var(--soft);font-size:.87rem}
code{font:.87em ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
footer{color:var(--soft);font-size:.82rem;margin-top:1.5rem}
@media (max-width:34rem){main{padding:1rem .6rem}section{padding:.8rem .8rem}.tiles{grid-template-columns:1fr 1fr}.tiles b{font-size:1.2rem}
td,th{padding:.25rem .35rem}td.text{white-space:nowrap}td:first-child,th:first-child{min-width:8rem}.scroll td:first-child{min-width:11.5rem}td.bar{min-width:3rem}}
@media print{:root{--page:#fff}body{font-size:11px}main{max-width:none;padding:0}section{border-color:#bbb;margin:.6rem 0}summary{display:none}
svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}`
