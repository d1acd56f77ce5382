/** What Outlook writes: the form of its paragraphs stands in a style sheet. */
export const OUTLOOK = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=us-ascii">
<style><!--
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal
	{margin:0cm;
	font-size:11.0pt;
	font-family:"Calibri",sans-serif;}
a:link, span.MsoHyperlink {color:#0563C1; text-decoration:underline;}
.hidden-note {display:none}
table.prices td {border:1px solid #999999; padding:4px 8px}
@page WordSection1 {size:612.0pt 792.0pt; margin:70.85pt;}
div.WordSection1 {page:WordSection1;}
--></style>
</head>
<body lang="EN-GB" link="#0563C1" vlink="#954F72">
<div class="WordSection1">
<p class="MsoNormal">Dear Anna,<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">line one<o:p></o:p></p>
<p class="MsoNormal">line two<o:p></o:p></p>
<p class="MsoNormal">line three<o:p></o:p></p>
<p class="hidden-note">NOT TO BE SEEN</p>
<table class="prices"><tr><td>Item</td><td>Price</td></tr><tr><td>Lamp</td><td>12.00</td></tr></table>
</div>
</body>
</html>`;
