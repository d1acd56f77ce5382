import type { MailAddress } from '../../common';
import { htmlToText } from './plain';
import { escapeHtml, textToHtml } from './text';

/** The mail that is answered or forwarded. */
export interface Original {
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  sentAt: Date;
  /** Sanitised. */
  html: string;
  text: string;
}

export interface Quote {
  html: string;
  text: string;
}

const BAR = 'margin:0 0 0 4px;padding:0 0 0 12px;border-left:2px solid #cccccc';

/**
 * The original below an answer or a forward, in HTML and in text. Header names of RFC 5322 and an ISO 8601
 * date introduce it: nobody knows which language the recipients read.
 */
export function quoteOriginal(kind: 'reply' | 'forward', original: Original, offset = 0): Quote {
  const html = original.html || textToHtml(original.text);
  const text = original.text || htmlToText(original.html);
  return kind === 'reply'
    ? quoteReply(original, html, text, offset)
    : quoteForward(original, html, text, offset);
}

function quoteReply(original: Original, html: string, text: string, offset: number): Quote {
  const line = `${showAddresses(original.from)}, ${showDate(original.sentAt, offset)}:`;
  const quoted = text
    .split(/\r?\n/)
    .map((each) => (each.startsWith('>') ? `>${each}` : `> ${each}`.trimEnd()));
  return {
    html: `<br><div>${escapeHtml(line)}</div><blockquote type="cite" style="${BAR}">${html}</blockquote>`,
    text: `\n\n${line}\n${quoted.join('\n')}\n`,
  };
}

function quoteForward(original: Original, html: string, text: string, offset: number): Quote {
  const header = [
    ['From', showAddresses(original.from)],
    ['Date', showDate(original.sentAt, offset)],
    ['Subject', original.subject],
    ['To', showAddresses(original.to)],
    ['Cc', showAddresses(original.cc)],
  ].filter(([, value]) => value) as Array<[string, string]>;
  const lines = header.map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}`);
  return {
    html: `<br><hr><div>${lines.join('<br>')}</div><br><div>${html}</div>`,
    text: `\n\n----------\n${header.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${text}\n`,
  };
}

const showAddresses = (list: MailAddress[]): string =>
  list.map(({ name, address }) => (name && name !== address ? `${name} <${address}>` : address)).join(', ');

/** ISO 8601 in the writer's time zone; `offset` in minutes east of UTC. */
function showDate(date: Date, offset: number): string {
  if (Number.isNaN(date.getTime())) return '';
  const local = new Date(date.getTime() + offset * 60_000).toISOString();
  const minutes = Math.abs(offset);
  const zone = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${local.slice(0, 10)} ${local.slice(11, 16)} ${offset ? `${offset < 0 ? '-' : '+'}${zone}` : 'UTC'}`;
}
