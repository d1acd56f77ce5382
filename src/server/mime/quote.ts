import { offsetAt, type MailAddress, type TimeZone } from '../../common';
import { alternativeText } from './plain';
import { escapeHtml, textToHtml } from './text';

/** The message that is answered or forwarded. */
export interface Original {
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  sentAt: Date;
  /** Sanitized. */
  html: string;
  text: string;
}

export interface Quote {
  html: string;
  text: string;
}

const BAR = 'margin:0 0 0 4px;padding:0 0 0 12px;border-left:2px solid #cccccc';

/**
 * The original below a reply or a forward, as HTML and text. It is introduced by RFC 5322 header names and an ISO 8601
 * date, since the recipients' language is unknown.
 */
export function quoteOriginal(kind: 'reply' | 'forward', original: Original, zone: TimeZone = 0): Quote {
  const html = original.html || textToHtml(original.text);
  const text = original.text || alternativeText(original.html);
  return kind === 'reply' ? quoteReply(original, html, text, zone) : quoteForward(original, html, text, zone);
}

function quoteReply(original: Original, html: string, text: string, zone: TimeZone): Quote {
  const line = `${showAddresses(original.from)}, ${showDate(original.sentAt, zone)}:`;
  const quoted = text
    .split(/\r?\n/)
    .map((each) => (each.startsWith('>') ? `>${each}` : `> ${each}`.trimEnd()));
  return {
    html: `<br><div>${escapeHtml(line)}</div><blockquote type="cite" style="${BAR}">${html}</blockquote>`,
    text: `\n\n${line}\n${quoted.join('\n')}\n`,
  };
}

function quoteForward(original: Original, html: string, text: string, zone: TimeZone): Quote {
  const header = [
    ['From', showAddresses(original.from)],
    ['Date', showDate(original.sentAt, zone)],
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

/** ISO 8601 in the writer's local time at that date. */
function showDate(date: Date, zone: TimeZone): string {
  if (Number.isNaN(date.getTime())) return '';
  // ISO 8601 has whole minutes; some zones had seconds before 1972.
  const offset = Math.round(offsetAt(zone, date) / 60_000);
  const local = new Date(date.getTime() + offset * 60_000).toISOString();
  const minutes = Math.abs(offset);
  const ahead = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${local.slice(0, 10)} ${local.slice(11, 16)} ${offset ? `${offset < 0 ? '-' : '+'}${ahead}` : 'UTC'}`;
}
