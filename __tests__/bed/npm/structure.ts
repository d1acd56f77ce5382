import type { Entry } from './address';
import { parseAddresses } from './address';
import type { Parameter, Part } from './mime';
import { parseParameters, valueOf } from './mime';

/** An nstring (RFC 3501 §9): quoted where that is allowed, else a literal. */
export function nstring(text: string | null): string {
  if (text === null) return 'NIL';
  if (/^[\x20-\x7e]*$/.test(text) && text.length < 1000) return `"${text.replace(/["\\]/g, '\\$&')}"`;
  return `{${text.length}}\r\n${text}`;
}

const optional = (text: string): string => nstring(text === '' ? null : text);

function addresses(entries: Entry[]): string {
  if (entries.length === 0) return 'NIL';
  const list = entries.map((entry) => {
    if ('group' in entry) return `(NIL NIL ${nstring(entry.group)} NIL)`;
    return `(${nstring(entry.name)} NIL ${nstring(entry.local)} ${nstring(entry.host)})`;
  });
  return `(${list.join('')})`;
}

/** ENVELOPE (RFC 3501 §7.4.2), in latin1. */
export function envelope({ header }: Part): string {
  const of = (name: string): string => addresses(parseAddresses(valueOf(header, name)));
  const from = of('from');
  const or = (name: string): string => {
    const value = of(name);
    return value === 'NIL' ? from : value;
  };
  return `(${[
    optional(valueOf(header, 'date')),
    optional(valueOf(header, 'subject')),
    from,
    or('sender'),
    or('reply-to'),
    of('to'),
    of('cc'),
    of('bcc'),
    optional(valueOf(header, 'in-reply-to')),
    optional(valueOf(header, 'message-id')),
  ].join(' ')})`;
}

function parameterList(parameters: Parameter[]): string {
  if (parameters.length === 0) return 'NIL';
  return `(${parameters.map(({ name, value }) => `${nstring(name)} ${nstring(value)}`).join(' ')})`;
}

function disposition(part: Part): string {
  const text = valueOf(part.header, 'content-disposition');
  if (!text) return 'NIL';
  const { value, parameters } = parseParameters(text);
  return `(${nstring(value.toLowerCase())} ${parameterList(parameters)})`;
}

function lines(part: Part): number {
  let count = 0;
  for (
    let at = part.raw.indexOf(0x0a, part.body);
    at >= 0 && at < part.end;
    at = part.raw.indexOf(0x0a, at + 1)
  ) {
    count += 1;
  }
  return count;
}

/** BODYSTRUCTURE, or BODY without the extension data (RFC 3501 §7.4.2), in latin1. */
export function bodyStructure(part: Part, extended: boolean): string {
  const extension = extended ? ` ${disposition(part)} NIL NIL` : '';
  if (part.type === 'multipart' && part.children.length) {
    const children = part.children.map((child) => bodyStructure(child, extended)).join('');
    const parameters = extended ? ` ${parameterList(part.parameters)}` : '';
    return `(${children} ${nstring(part.subtype)}${parameters}${extension})`;
  }
  const isText = part.type === 'text' || part.type === 'multipart';
  // RFC 2045 §5.2: what a text part is in when it does not say.
  const hasCharset = !isText || part.parameters.some(({ name }) => name === 'charset');
  const fields = [
    // A multipart without parts is no multipart: clients take it as text.
    nstring(part.type === 'multipart' ? 'text' : part.type),
    nstring(part.type === 'multipart' ? 'plain' : part.subtype),
    parameterList(
      hasCharset ? part.parameters : [...part.parameters, { name: 'charset', value: 'us-ascii' }],
    ),
    optional(valueOf(part.header, 'content-id')),
    optional(valueOf(part.header, 'content-description')),
    nstring(valueOf(part.header, 'content-transfer-encoding').toLowerCase() || '7bit'),
    String(part.end - part.body),
  ];
  const [message] = part.children;
  if (message) fields.push(envelope(message), bodyStructure(message, extended), String(lines(part)));
  else if (isText) fields.push(String(lines(part)));
  return `(${fields.join(' ')}${extended ? ' NIL' : ''}${extension})`;
}
