import { hasContent, PLAIN_VARIABLES, type MailAddress } from '../../common';
import { MailError } from '../errors';
import type { FoundValues } from '../host';
import { sanitizeMailHtml } from '../mime/sanitize';
import { escapeHtml } from '../mime/text';
import { leaveOutLines } from './leaveOutLines';
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
  const { texts, missing } = lookUp(variablesIn(template.subject, template.html), known, style);
  const subject = fillIn(template.subject, each(texts, inOneLine), Infinity) ?? '';
  const html = filledHtml(template.html, each(texts, asHtml));
  return { subject: subject.slice(0, LONGEST_SUBJECT).toWellFormed(), html, missing };
}

/**
 * Fills in a signature's variables. There is nobody to complete it by hand: what has no value is left out, and so is a
 * line that consists of nothing else. Returns '' for a signature that says nothing. Throws `text-too-long` like
 * {@link renderTemplate}.
 */
export function renderSignature(
  signature: string,
  known: Pick<Known, 'user' | 'now'>,
  style: Style,
): Pick<Rendered, 'html' | 'missing'> {
  const everything = { ...known, record: new Map(), recipients: [] };
  const { texts, missing } = lookUp(variablesIn(signature), everything, style);
  const lines = leaveOutLines(signature, new Set(missing));
  const nothing = missing.map((variable) => [variable, ''] as const);
  const html = filledHtml(lines, new Map([...each(texts, asHtml), ...nothing]));
  return { html: hasContent(html) ? html : '', missing };
}

/**
 * Fills in texts that are known already, by variable. What has no value is left out, and so is a line that consists of
 * nothing else; with `keepMissing`, the variables stay. Throws `text-too-long` like {@link renderTemplate}.
 */
export function fillTemplate(
  template: Pick<Rendered, 'subject' | 'html'>,
  texts: ReadonlyMap<string, string>,
  { keepMissing = false }: { keepMissing?: boolean } = {},
): Rendered {
  const missing = variablesIn(template.subject, template.html).filter((variable) => !texts.has(variable));
  const omitted = keepMissing ? [] : missing;
  const nothing = omitted.map((variable) => [variable, ''] as const);
  const subject = fillIn(template.subject, new Map([...each(texts, inOneLine), ...nothing]), Infinity) ?? '';
  const lines = leaveOutLines(template.html, new Set(omitted));
  const html = filledHtml(lines, new Map([...each(texts, asHtml), ...nothing]));
  return { subject: subject.trim().slice(0, LONGEST_SUBJECT).toWellFormed(), html, missing };
}

/** The texts of what a template says about the user and a record, by variable; what has no value isn't among them. */
export function textsOf(
  variables: readonly string[],
  known: Pick<Known, 'user' | 'record'>,
  style: Style,
): Record<string, string> {
  const read = variables.filter((variable) => /^\$(?:user|record)\./.test(variable));
  return Object.fromEntries(lookUp(read, { ...known, recipients: [], now: new Date() }, style).texts);
}

/** The texts of the variables that say who a message is for and when it's sent. */
export function recipientTexts(recipient: MailAddress, now: Date, style: Style): Record<string, string> {
  const known = { user: new Map(), record: new Map(), recipients: [recipient], now };
  return Object.fromEntries(lookUp(PLAIN_VARIABLES, known, style).texts);
}

/** The values of variables as text, and the variables that have none. */
function lookUp(variables: readonly string[], known: Known, style: Style) {
  const texts = new Map<string, string>();
  const missing: string[] = [];
  for (const variable of variables) {
    const text = textOf(variable, known, style).trim();
    if (text) texts.set(variable, text);
    else missing.push(variable);
  }
  return { texts, missing };
}

const each = (texts: ReadonlyMap<string, string>, change: (text: string) => string): Map<string, string> =>
  new Map([...texts].map(([variable, text]) => [variable, change(text)]));

function filledHtml(text: string, values: ReadonlyMap<string, string>): string {
  const html = fillIn(text, values, LONGEST_TEXT);
  if (html === null) throw new MailError('text-too-long');
  const clean = sanitizeMailHtml(html);
  if (clean.truncated) throw new MailError('text-too-long');
  return clean.html;
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
