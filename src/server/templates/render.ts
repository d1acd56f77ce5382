import type { MailAddress } from '../../common';
import { MailError } from '../errors';
import type { FoundValues } from '../host';
import { sanitizeMailHtml } from '../mime/sanitize';
import { escapeHtml } from '../mime/text';
import { fillIn, variablesIn } from './variables';
import { shownDate, valueText, type Style } from './valueText';

/** Maximum characters of a text with its values; the sanitizer takes no more. */
const LONGEST_TEXT = 2 * 1024 * 1024;
const LONGEST_SUBJECT = 1000;

/** What the variables refer to. */
export interface Known {
  /** By the name of the field; `$user.nickname` is `nickname`. */
  user: FoundValues;
  /** By path; `$record.company.city` is `company.city`. */
  record: FoundValues;
  recipients: readonly MailAddress[];
  now: Date;
}

export interface Rendered {
  subject: string;
  html: string;
  missing: string[];
}

/** Fields of the user, and paths of the record, that a template refers to. */
export function neededBy({ subject, html }: Pick<Rendered, 'subject' | 'html'>) {
  const variables = variablesIn(subject, html);
  const below = (root: string) =>
    variables.filter((name) => name.startsWith(root)).map((name) => name.slice(root.length));
  return { user: below('$user.'), record: below('$record.') };
}

/**
 * Fills in a template's variables. Values are text, whatever they contain: they're escaped in the HTML, and have no line
 * breaks in the subject. Throws `text-too-long` if the result can't be sent.
 */
export function renderTemplate(
  template: Pick<Rendered, 'subject' | 'html'>,
  known: Known,
  style: Style,
): Rendered {
  const texts = new Map<string, string>();
  const missing: string[] = [];
  for (const variable of variablesIn(template.subject, template.html)) {
    const text = textOf(variable, known, style).trim();
    if (text) texts.set(variable, text);
    else missing.push(variable);
  }
  const each = (change: (text: string) => string) =>
    new Map([...texts].map(([variable, text]) => [variable, change(text)]));
  const subject = fillIn(template.subject, each(inOneLine), Infinity) ?? '';
  const html = fillIn(template.html, each(asHtml), LONGEST_TEXT);
  if (html === null) throw new MailError('text-too-long');
  const clean = sanitizeMailHtml(html);
  if (clean.truncated) throw new MailError('text-too-long');
  return { subject: subject.slice(0, LONGEST_SUBJECT).toWellFormed(), html: clean.html, missing };
}

function textOf(variable: string, { user, record, recipients, now }: Known, style: Style): string {
  const dot = variable.indexOf('.');
  const [root, path] = dot < 0 ? [variable, ''] : [variable.slice(0, dot), variable.slice(dot + 1)];
  const found = root === '$user' ? user.get(path) : root === '$record' ? record.get(path) : undefined;
  if (found) return valueText(found, style);
  // Several people can't all be addressed by the name of one of them.
  const [recipient] = recipients.length === 1 ? recipients : [];
  switch (variable) {
    case '$date':
      return shownDate(now, style, { dateStyle: 'long' });
    case '$time':
      return shownDate(now, style, { timeStyle: 'short' });
    case '$weekday':
      return shownDate(now, style, { weekday: 'long' });
    case '$recipient.name':
      return recipient?.name ?? '';
    case '$recipient.email':
      return recipient?.address ?? '';
    default:
      return '';
  }
}

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '');
const asHtml = (text: string): string => escapeHtml(text).replace(/\r\n?|\n/g, '<br>');
