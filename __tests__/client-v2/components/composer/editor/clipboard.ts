/** HTML as programs put it on the clipboard, shortened where it only repeats itself. */

/** Excel 365 for Windows: looks are in classes, colors in rows, a hidden row at the end. */
export const EXCEL = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\,";}
@page {margin:.75in .7in .75in .7in;}
td {padding-top:1px; mso-ignore:padding; color:black; font-size:11.0pt; font-weight:400; font-style:normal;
 text-decoration:none; font-family:Calibri, sans-serif; text-align:general; vertical-align:bottom; border:none; white-space:nowrap;}
.xl65 {color:white; font-weight:700; text-align:center; background:#4472C4; mso-pattern:#4472C4 none;}
.xl66 {mso-number-format:"\\#\\,\\#\\#0\\.00"; background:#FFFF00;}
.xl67 {color:red;}
--></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse;width:144pt'>
<!--StartFragment--><col width=64 style='width:48pt'><col width=128 style='width:96pt'>
<tr height=20 style='height:15.0pt'><td height=20 class=xl65 width=64 style='height:15.0pt;width:48pt'>Item</td>
<td class=xl65 width=128 style='width:96pt'>Price</td></tr>
<tr height=20><td height=20 style='height:15.0pt'>PX-200</td><td class=xl66 align=right>25,00</td></tr>
<tr height=20><td colspan=2 height=20 class=xl67>Sold out</td></tr>
<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td><td width=128></td></tr><![endif]>
<!--EndFragment--></table></body></html>`;

/** Word 365: lists are paragraphs, tables have borders of their own. */
export const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=ProgId content=Word.Document><style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
h1 {color:#2F5496; font-size:16.0pt;} --></style></head><body lang=DE style='tab-interval:35.4pt'>
<!--StartFragment--><h1>Offer<o:p></o:p></h1>
<p class=MsoNormal><b>Dear</b> <span style='color:red;mso-themecolor:accent1'>Ben</span><span style='font-family:"Arial",sans-serif;color:black'>, hello</span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>steel</p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span><![endif]>alloyed</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span><![endif]>wood</p>
<p class=MsoNormal align=center style='text-align:center'>Then:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>third</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>4.<span>&nbsp; </span></span><![endif]>fourth</p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
<tr><td width=100 valign=top style='width:75pt;border:solid windowtext 1.0pt;background:#D9E2F3;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal>Qty<o:p></o:p></p></td>
<td width=50 style='border:solid windowtext 1.0pt;border-left:none'><p class=MsoNormal><i>7</i></p></td></tr></table>
<!--EndFragment--></body></html>`;

/** Google Sheets in Chrome. */
export const SHEETS = `<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" cellpadding="0" dir="ltr" border="1" style="table-layout:fixed;font-size:10pt;font-family:Arial;width:0px;border-collapse:collapse;border:none" data-sheets-root="1"><colgroup><col width="100"/><col width="80"/></colgroup><tbody><tr style="height:21px;"><td style="overflow:hidden;padding:2px 3px 2px 3px;vertical-align:bottom;font-weight:bold;color:#1155cc;">Name</td><td style="overflow:hidden;padding:2px 3px;text-align:right;background-color:#fff2cc;">5</td></tr></tbody></table>`;

/** A web page in a dark theme, copied in Chrome, which writes its computed styles into everything. */
export const PAGE = `<meta charset='utf-8'><h2 style="box-sizing: border-box; margin: 24px 0px 16px; font-size: 24px; font-weight: 600; color: rgb(230, 237, 243); font-family: -apple-system, &quot;Segoe UI&quot;; background-color: rgb(13, 17, 23);">Install</h2><p style="box-sizing: border-box; color: rgb(230, 237, 243); font-size: 16px; text-align: start; background-color: rgb(13, 17, 23); text-decoration-style: initial;">Run <code style="padding: 0.2em 0.4em; font-size: 13.6px; background-color: rgba(110, 118, 129, 0.4);">npm i</code> from <a href="https://x.org/" style="color: rgb(47, 129, 247); background-color: transparent;">here</a>, or <span style="color: rgb(248, 81, 73); font-size: 20px">fail</span>.</p><div class="highlight" style="background-color: rgb(22, 27, 34);"><pre style="font-size: 13.6px; color: rgb(230, 237, 243);"><span style="color: rgb(255, 123, 114);">let</span> a;\n  b();</pre></div><table style="border-spacing: 0px"><thead><tr><th style="padding: 6px 13px; border: 1px solid rgb(61, 68, 77); font-weight: 600;">Key</th></tr></thead><tbody><tr><td style="border: 1px solid rgb(61, 68, 77);">v</td></tr></tbody></table>`;

/** Outlook on the web: a line is a `div`, a table for looks is in between. */
export const OUTLOOK = `<html><head></head><body><div style="font-family: Aptos, Calibri, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);" class="elementToProof">Hello</div><div class="elementToProof" style="text-align: center; font-family: Aptos; font-size: 12pt; color: rgb(12, 136, 42);">Middle</div><div class="elementToProof"><br></div><table role="presentation" border="0" cellpadding="0"><tbody><tr><td><div><span style="background-color: rgb(255, 255, 0)">Marked</span></div></td></tr><tr><td><div>Below</div></td></tr></tbody></table></body></html>`;
