/** Colours stand beside numbers, so that a printer without colours loses nothing. */
export const pageStyle = `
*{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;background:#f3f4f6;color:#1f2933;font:14px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:1180px;margin:0 auto;padding:24px;background:#fff}
h1{margin:0;font-size:24px;text-align:center}
.sub{margin:4px 0 14px;text-align:center;color:#52606d}
h2{margin:26px 0 8px;padding-left:8px;border-left:4px solid #1d4f91;font-size:17px}
header p{margin:0}
.counts{display:flex;gap:10px;margin:0 0 12px;padding:0;list-style:none}
.counts li{flex:1;padding:6px 4px;border:1px solid #d8dee4;border-radius:4px;text-align:center;color:#52606d}
.counts b{display:block;font-size:22px;line-height:1.3;color:#1d4f91}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 10px;font-size:13px}
.legend i{display:inline-block;width:14px;height:14px;margin-right:5px;border:1px solid #9aa5b1;vertical-align:-2px}
.months{display:grid;grid-template-columns:repeat(4,1fr);gap:14px;align-items:start}
.month{width:100%;border-collapse:collapse;table-layout:fixed;break-inside:avoid}
.month caption{padding:2px 0;font-weight:bold;text-align:left}
.month caption span{float:right;font-weight:normal;color:#52606d}
.month th{padding:0;font-size:12px;font-weight:normal;color:#52606d}
.month td{position:relative;height:38px;padding:1px 3px;border:1px solid #d8dee4;text-align:center;vertical-align:top}
.month td small{display:block;font-size:11px;line-height:14px;text-align:left}
.month td b{display:block;font-size:15px;line-height:18px}
.month td.none{border-color:transparent}
em{margin-left:1px;font-size:10px;font-style:normal;color:#b42318}
.legend em{margin-right:4px;font-size:13px}
.off{background:#e4e7eb}
.l1{background:#e3eef9}.l2{background:#b5d3ee}.l3{background:#7fb2e0}.l4{background:#2f6fb0;color:#fff}
.l4 em{color:#fff}
.due::after{content:"";position:absolute;top:0;right:0;border-style:solid;border-width:0 9px 9px 0;border-color:transparent #b42318}
.legend .due{position:relative}
.list{width:100%;border-collapse:collapse;font-size:13px}
.list th,.list td{padding:3px 6px;border:1px solid #d8dee4;text-align:center}
.list thead th{background:#eef2f7}
.list tbody th{font-weight:normal;text-align:left;white-space:nowrap}
.list .text{text-align:left}
.numbers .text,.kind{white-space:nowrap}
.kind{width:11em;background:#fff8e1}
.bad{color:#b42318}
.days tbody th{width:13em}
.note{margin:4px 0;color:#52606d;font-size:13px}
tr{break-inside:avoid}
@media (max-width:900px){.months{grid-template-columns:repeat(2,1fr)}.counts{flex-wrap:wrap}main{padding:12px}}
@page{size:A4 landscape;margin:9mm}
@media print{
body{background:#fff;font-size:9.5pt}main{max-width:none;padding:0}
h1{font-size:15pt}.sub{margin:0 0 4px}h2{margin:10px 0 4px;font-size:12pt;break-after:avoid}
.counts{margin-bottom:4px}.counts li{padding:1px}.counts b{font-size:13pt}header p{font-size:9pt}
.months{grid-template-columns:repeat(4,1fr);gap:5px 10px}.month td{height:22px;padding:0 2px}.month td small{font-size:7pt;line-height:9px}
.month td b{font-size:9pt;line-height:11px}.month th{font-size:7pt}.month caption{padding:0;font-size:9pt}
em{font-size:6.5pt}.legend{margin-bottom:3px;font-size:8.5pt}.list{font-size:8.5pt}.list th,.list td{padding:1px 4px}
thead{display:table-header-group}
.year{break-after:page}.year h2{margin-top:6px}
}
`.trim();
