/**
 * How fast the HTML of messages is sanitised, next to the bare cost of parsing and serialising the same HTML
 * with the same library and no rules.
 */
import sanitize from 'sanitize-html';
import { sanitizeMailHtml } from '../../src/server/mime/sanitize.ts';

const MAILS = 400;
const ROUNDS = 5;

/**
 * A typical newsletter: nested tables, inline styles, remote images, and some things that must be removed.
 */
function newsletter(index: number): string {
  const rows = Array.from({ length: 5 + (index % 40) }, (_, row) => {
    const style = `padding:${row}px 12px;font:14px/1.5 Arial,sans-serif;color:#${(index * 7919 + row).toString(16).padStart(6, '0').slice(-6)}`;
    return `<tr><td style="${style}" width="300"><a href="https://news.example/${index}/${row}?utm=a&amp;b=c" onclick="x()">
      Offer ${row} of ${index}</a><p>Grüße, 你好, שלום &nbsp; ${'text '.repeat(row % 20)}</p>
      <img src="https://cdn.example/${row}.png" width="120" height="80" alt="a picture"></td></tr>`;
  });
  return `<html><head><style>.a{color:red}@media (max-width:600px){td{display:block}}</style></head><body bgcolor="#fff">
    <script>alert(1)</script><table cellpadding="0">${rows.join('\n')}</table>
    <img src="cid:logo@example"><form action="https://example.com"><input name="q"></form></body></html>`;
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Median milliseconds for processing all messages once. */
function measure(work: (html: string) => unknown, mails: readonly string[]): number {
  return median(
    Array.from({ length: ROUNDS }, () => {
      const started = performance.now();
      for (const mail of mails) work(mail);
      return performance.now() - started;
    }),
  );
}

const mails = Array.from({ length: MAILS }, (_, index) => newsletter(index));
const bytes = mails.reduce((sum, mail) => sum + Buffer.byteLength(mail), 0);
const everything = { allowedTags: false, allowedAttributes: false, allowVulnerableTags: true } as const;

const baseline = measure((html) => sanitize(html, everything), mails);
const own = measure(sanitizeMailHtml, mails);
console.log(`${MAILS} mails, ${Math.round(bytes / 1024)} kB of HTML, median of ${ROUNDS} rounds`);
console.log(
  JSON.stringify({
    bench: 'html',
    mails: MAILS,
    bytes,
    sanitizeMs: Math.round(own),
    baselineMs: Math.round(baseline),
    ratio: Number((own / baseline).toFixed(2)),
    mailsPerSecond: Math.round((MAILS / own) * 1000),
  }),
);
