const LINE =
  'On Mon, Jan 5, 2026 at 10:32 AM Anna Lee &lt;<a href="mailto:anna@example.com">anna@example.com</a>&gt; wrote:';

/** Of a message in HTML: everything, and of its text what stays visible. */
export interface Sample {
  html: string;
  stays: string;
}

const outlookHead = (words: [string, string, string, string], colon = ':'): string =>
  `<b>${words[0]}${colon}</b> Anna Lee &lt;anna@example.com&gt;<br><b>${words[1]}${colon}</b> Monday, 5 January 2026 10:32<br>
   <b>${words[2]}${colon}</b> Bo Ek &lt;bo@example.com&gt;<br><b>${words[3]}${colon}</b> Meeting`;
const EN: [string, string, string, string] = ['From', 'Sent', 'To', 'Subject'];

/** As Outlook for Windows writes an answer. */
const outlook = (answer: string, words = EN): string => `
  <html><head><style>p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt;} div.WordSection1 {page:WordSection1;}</style></head>
  <body lang=EN><div class=WordSection1>${answer}<p class=MsoNormal><o:p>&nbsp;</o:p></p>
  <div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${outlookHead(words)}<o:p></o:p></p></div></div>
  <p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Shall we meet?</p><p class=MsoNormal>Anna</p></div></body></html>`;

const ANSWER = '<p class=MsoNormal>Yes, at ten.</p>';

/** Answers as mail programs write them: of each, the answer alone stays visible. */
export const ANSWERS: Record<string, Sample> = {
  'Outlook for Windows': { html: outlook(ANSWER), stays: 'Yes, at ten.' },
  'Outlook for Windows in German': {
    html: outlook('<p class=MsoNormal>Ja, um zehn.</p>', ['Von', 'Gesendet', 'An', 'Betreff']),
    stays: 'Ja, um zehn.',
  },
  'Outlook for Windows in Chinese': {
    html: outlook('<p class=MsoNormal>可以。</p>', ['发件人', '发送时间', '收件人', '主题']).replaceAll(
      ':</b>',
      '：</b>',
    ),
    stays: '可以。',
  },
  'Outlook on the web': {
    html: `<html><head><style type="text/css" style="display:none;">P {margin-top:0;margin-bottom:0;}</style></head><body dir="ltr">
      <div class="elementToProof" style="font-size:12pt">Yes, at ten.</div><div id="appendonsend"></div>
      <hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri" color="#000000">${outlookHead(EN)}</font><div>&nbsp;</div></div>
      <div dir="ltr"><p>Shall we meet?</p></div></body></html>`,
    stays: 'Yes, at ten.',
  },
  'Outlook on the web in a language that is not known': {
    html: `<div>Yes, at ten.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Xyz:</b> Anna<br></div><div>Shall we meet?</div>`,
    stays: 'Yes, at ten.',
  },
  'Outlook for Mac': {
    html: `<body><div>Yes, at ten.</div><div id="mail-editor-reference-message-container"><div><div>
      <div style="border:none;border-top:solid #B5C4DF 1.0pt"><p><b><span>From: </span></b><span>Anna Lee<br><b>Date: </b>5 January<br><b>To: </b>Bo<br><b>Subject: </b>Meeting</span></p></div>
      <p>Shall we meet?</p></div></div></div></body>`,
    stays: 'Yes, at ten.',
  },
  Gmail: {
    html: `<div dir="ltr">Yes, at ten.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${LINE}<br></div>
      <blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">Shall we meet?</div></blockquote></div>`,
    stays: 'Yes, at ten.',
  },
  'Gmail in a language that is not known': {
    html: `<div dir="ltr">Yes, at ten.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Xyz 2026 Anna<br></div><blockquote class="gmail_quote">Shall we meet?</blockquote></div>`,
    stays: 'Yes, at ten.',
  },
  'Gmail, older': {
    html: `<div dir="ltr">Yes, at ten.</div><div class="gmail_extra"><br><div class="gmail_quote">${LINE}<br><blockquote class="gmail_quote">Shall we meet?</blockquote></div><br></div>`,
    stays: 'Yes, at ten.',
  },
  'Gmail, with a signature and a pixel that counts readers': {
    html: `<div dir="ltr">Yes, at ten.<div><br></div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Bo Ek</div></div><br>
      <div class="gmail_quote"><div class="gmail_attr">${LINE}</div><blockquote class="gmail_quote">Shall we meet?</blockquote></div><img src="https://x.example/p.gif" width="1" height="1">`,
    stays: 'Yes, at ten.\n-- \nBo Ek',
  },
  'Gmail, forwarded with a word': {
    html: `<div dir="ltr">See below.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>Anna</strong><br>Date: Mon, Jan 5<br>Subject: Meeting<br>To: Bo<br></div>
      <p>Shall we meet?</p><blockquote class="gmail_quote">older</blockquote><p>Anna</p></div></div>`,
    stays: 'See below.',
  },
  'Apple Mail': {
    html: `<html><body style="overflow-wrap: break-word;">Yes, at ten.<br><div><br><blockquote type="cite"><div>On 5. Jan 2026, at 10:32, Anna Lee &lt;anna@example.com&gt; wrote:</div><br class="Apple-interchange-newline"><div>Shall we meet?</div></blockquote></div><br></body></html>`,
    stays: 'Yes, at ten.',
  },
  iPhone: {
    html: `<body dir="auto">Yes, at ten.<br><br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 5. Jan 2026, at 10:32, Anna wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">Shall we meet?</div></blockquote></body>`,
    stays: 'Yes, at ten.\n\nSent from my iPhone',
  },
  Yahoo: {
    html: `<div class="ydp1"><div>Yes, at ten.</div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div><div>On Monday, January 5, 2026 at 10:32:00 AM GMT+1, Anna &lt;anna@example.com&gt; wrote:</div><div><br></div>
      <div>Shall we meet?<blockquote type="cite">older</blockquote>Anna</div></div></div>`,
    stays: 'Yes, at ten.',
  },
  Thunderbird: {
    html: `<html><head></head><body><p>Yes, at ten.</p><div class="moz-cite-prefix">Xyz 5.1.26 10:32 Anna<br></div><blockquote type="cite" cite="mid:1@x"><p>Shall we meet?</p></blockquote><br></body></html>`,
    stays: 'Yes, at ten.',
  },
  'Thunderbird, with a signature below the quote': {
    html: `<p>Yes, at ten.</p><div class="moz-cite-prefix">On 5/1/26 10:32, Anna wrote:<br></div><blockquote type="cite"><p>Shall we meet?</p></blockquote><div class="moz-signature">-- <br>Bo Ek</div>`,
    stays: 'Yes, at ten.\n\n--\nBo Ek',
  },
  Proton: {
    html: `<div>Yes, at ten.<br></div><div class="protonmail_signature_block"><div>Sent with Proton Mail.</div></div><div class="protonmail_quote">On Monday, January 5th, 2026 at 10:32 AM, Anna &lt;anna@example.com&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">Shall we meet?</blockquote><br></div>`,
    stays: 'Yes, at ten.\nSent with Proton Mail.',
  },
  GMX: {
    html: `<div>Yes, at ten.</div><div name="quote" style="margin:10px;border-left:2px solid #C3D9E5"><div><b>Gesendet:</b> Montag<br><b>Von:</b> Anna</div><div name="quoted-content">Shall we meet?</div></div>`,
    stays: 'Yes, at ten.',
  },
  QQ: {
    html: `<div>可以。</div><div><br></div><div style="font-size:12px">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="background:#efefef"><b>发件人:</b> Anna</div><div>Shall we meet?</div>`,
    stays: '可以。',
  },
  Foxmail: {
    html: `<div>可以。</div><hr style="width:210px"><div style="border:none;border-top:solid #B5C4DF 1.0pt"><div><b>发件人：</b>&nbsp;Anna</div><div><b>发送时间：</b>&nbsp;2026-01-05</div><div><b>收件人：</b>&nbsp;Bo</div><div><b>主题：</b>&nbsp;Meeting</div></div><div>Shall we meet?</div>`,
    stays: '可以。',
  },
  'a plain blockquote below “… schrieb:”': {
    html: `<p>Ja, um zehn.</p><p>Am 5.1.2026 um 10:32 schrieb Anna Lee:</p><blockquote><p>Treffen wir uns?</p></blockquote>`,
    stays: 'Ja, um zehn.',
  },
  'a line in two lines': {
    html: `Yes, at ten.<br><br>On Mon, 5 Jan 2026, Anna Lee<br>&lt;anna@example.com&gt; wrote:<br><blockquote type="cite">Shall we meet?</blockquote>`,
    stays: 'Yes, at ten.',
  },
  'within a table': {
    html: `<table><tr><td><p>Yes, at ten.</p>${LINE}<blockquote type="cite">Shall we meet?</blockquote></td><td></td></tr></table>`,
    stays: 'Yes, at ten.',
  },
  'with styles that insist on being shown': {
    html: `<style>blockquote { display: block !important } #q.q { display: flex !important }</style><p>Yes, at ten.</p><div id="q" class="q" style="display:block!important">${LINE}</div>
      <blockquote type="cite" style="display:block!important">Shall we meet?</blockquote>`,
    stays: 'Yes, at ten.',
  },
};

/** Messages of which everything stays visible, without a button. */
export const UNFOLDED: Record<string, string> = {
  'a forward without a word': `<div><br></div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Anna</div><p>Shall we meet?</p></div>`,
  'a forward without a word, by Outlook': outlook('<p class=MsoNormal>&nbsp;</p>'),
  'a forward below nothing but a signature': `<div class="gmail_signature">Bo Ek</div><div class="gmail_quote">${LINE}<blockquote class="gmail_quote">Shall we meet?</blockquote></div>`,
  'nothing but a quote': `<blockquote type="cite">Shall we meet?</blockquote>`,
  'an answer below the quote': `${LINE}<blockquote type="cite">Shall we meet?</blockquote><p>Yes.</p>`,
  'answers between quotes': `<div>Hello Anna</div><blockquote type="cite">Shall we meet?</blockquote><div>Yes.</div><blockquote type="cite">At ten?</blockquote>`,
  'answers between quotes, by Gmail': `<div>Hello Anna</div><div class="gmail_quote"><div class="gmail_attr">${LINE}</div><blockquote class="gmail_quote">Shall we meet?</blockquote><div>Yes.</div><blockquote class="gmail_quote">At ten?</blockquote></div>`,
  'a picture below the quote that is an answer': `<p>Look</p><blockquote type="cite">How is it?</blockquote><p>So:</p><img src="cid:a" width="300">`,
  'a newsletter that quotes a customer': `<h1>News</h1><p>What customers say:</p><blockquote>Best of all</blockquote>`,
  'a journey': `<p>From: Berlin</p><p>To: Munich</p><p>Date: 5 January</p>`,
};
