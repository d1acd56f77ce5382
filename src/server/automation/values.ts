import type { MailAddress } from '../../common';
import { MailError } from '../errors';
import { readAddresses } from '../mime/addresses';
import { escapeHtml } from '../mime/text';
import { addrSpec, readRecipients } from '../mime/recipients';

/** Maximum characters of a text that a node sends. */
const MOST_TEXT = 1_000_000;

const VARIABLE = /\{\{[^{}]{1,500}\}\}/g;
/** The same, and nothing else. */
const ONLY_VARIABLE = /^\s*\{\{[^{}]{1,500}\}\}\s*$/;

/** Where an address may begin and end among others, and what could begin or end one within a name. */
const BEFORE_ADDRESS = /(?:^|[,;<])\s*$/;
const AFTER_ADDRESS = /^\s*(?:$|[,;>])/;
const SPECIAL = /["\\<>(),:;@[\]=?\p{Cc}]+/gu;

/** Fills in one variable. */
export type Fill = (value: unknown) => unknown;

/** A value as text: lists with commas, and nothing for objects that have no text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  const { address, name } = value as { address?: unknown; name?: unknown };
  return textOf(address) || textOf(name);
}

/** A text with variables in it. The host itself would write objects in such a text as `[object Object]`. */
export const filled = (written: unknown, fill: Fill): string =>
  typeof written === 'string'
    ? written.replace(VARIABLE, (variable) => textOf(fill(variable)))
    : textOf(written);

/**
 * People in a field of a node: addresses as people write them, and variables with people. A variable may stand for
 * several people only if the field contains nothing else: whoever writes a name must not add recipients with it.
 */
export function writtenPeople(written: unknown, field: string, fill: Fill): MailAddress[] {
  if (typeof written !== 'string') return peopleIn(textOf(written), field);
  if (ONLY_VARIABLE.test(written)) return peopleIn(fill(written.trim()), field);
  const text = written.replace(VARIABLE, (variable: string, at: number) => {
    const value = textOf(fill(variable)).trim();
    const after = written.slice(at + variable.length);
    const isAlone = BEFORE_ADDRESS.test(written.slice(0, at)) && AFTER_ADDRESS.test(after);
    return isAlone && addrSpec(value) !== null ? value : value.replace(SPECIAL, ' ');
  });
  return peopleIn(text, field);
}

/** People in a list of people or in a text with addresses. */
export function peopleIn(value: unknown, field: string): MailAddress[] {
  const people = readRecipients(listed(value), field);
  const byAddress = new Map(people.map((person) => [person.address.toLowerCase(), person]));
  return [...byAddress.values()];
}

function listed(value: unknown): Array<{ name: string; address: string }> {
  if (Array.isArray(value)) return value.flatMap(listed);
  if (typeof value === 'string') return readAddresses(value.replaceAll(';', ','));
  if (typeof value !== 'object' || value === null) return [];
  const { address, name } = value as { address?: unknown; name?: unknown };
  return typeof address === 'string' ? [{ address, name: textOf(name) }] : [];
}

/** A subject on one line, whatever the variables contain. */
export const subjectOf = (value: unknown): string =>
  textOf(value)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 1000);

/**
 * The HTML of a message. Values of variables are text: nobody can put HTML into a message by what they write in an email
 * or a record. For plain text, each line becomes a paragraph.
 */
export function htmlOf(written: unknown, format: unknown, fill: Fill): string {
  const template = typeof written === 'string' ? written : '';
  const html =
    format === 'html'
      ? template.replace(VARIABLE, (variable) => withBreaks(textOf(fill(variable))))
      : filled(template, fill)
          .split(/\r\n|\r|\n/)
          .map((line) => `<p>${escapeHtml(line)}</p>`)
          .join('');
  if (html.length > MOST_TEXT) throw new MailError('text-too-long');
  return html;
}

const withBreaks = (text: string): string => escapeHtml(text).replace(/\r\n|\r|\n/g, '<br>');
