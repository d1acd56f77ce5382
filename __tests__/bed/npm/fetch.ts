import { internalDate } from './dates';
import { section } from './sections';
import type { Message } from './store';
import { bodyStructure, envelope } from './structure';
import type { Token } from './tokens';
import { BadCommand, textOf } from './tokens';

/** One thing that FETCH asks for. */
export interface FetchItem {
  /** Whether reading it makes the mail seen. */
  reads: boolean;
  render(message: Message): Buffer[];
}

const MACROS = new Map([
  ['ALL', ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE']],
  ['FAST', ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE']],
  ['FULL', ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY']],
]);

export const flagList = ({ flags }: Message): string => `(${[...flags].join(' ')})`;

const line = (name: string, render: (message: Message) => string): FetchItem => ({
  reads: false,
  render: (message) => [Buffer.from(`${name} ${render(message)}`, 'latin1')],
});

const octets = (name: string, reads: boolean, of: (message: Message) => Buffer | null): FetchItem => ({
  reads,
  render: (message) => {
    const data = of(message);
    if (!data) return [Buffer.from(`${name} NIL`, 'latin1')];
    return [Buffer.from(`${name} {${data.length}}\r\n`, 'latin1'), data];
  },
});

/** Reads the data items of a FETCH (RFC 3501 §6.4.5). */
export function readFetch(token: Token | undefined, uid: boolean): FetchItem[] {
  const names =
    token?.kind === 'list'
      ? token.items.map(textOf)
      : (MACROS.get(textOf(token).toUpperCase()) ?? [textOf(token)]);
  if (uid && !names.some((name) => /^UID$/i.test(name))) names.unshift('UID');
  return names.map(item);
}

function item(name: string): FetchItem {
  const upper = name.toUpperCase();
  switch (upper) {
    case 'UID':
      return line('UID', ({ uid }) => String(uid));
    case 'FLAGS':
      return line('FLAGS', flagList);
    case 'INTERNALDATE':
      return line('INTERNALDATE', ({ date }) => internalDate(date));
    case 'RFC822.SIZE':
      return line('RFC822.SIZE', ({ raw }) => String(raw.length));
    case 'ENVELOPE':
      return line('ENVELOPE', ({ part }) => envelope(part));
    case 'BODYSTRUCTURE':
      return line('BODYSTRUCTURE', ({ part }) => bodyStructure(part, true));
    case 'BODY':
      return line('BODY', ({ part }) => bodyStructure(part, false));
    case 'RFC822':
      return octets('RFC822', true, ({ raw }) => raw);
    case 'RFC822.HEADER':
      return octets('RFC822.HEADER', false, ({ part }) => section(part, 'HEADER'));
    case 'RFC822.TEXT':
      return octets('RFC822.TEXT', true, ({ part }) => section(part, 'TEXT'));
    default:
      return bodyItem(name);
  }
}

function bodyItem(name: string): FetchItem {
  const match = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/i.exec(name);
  if (!match) throw new BadCommand(`Unknown FETCH item ${name}`);
  const [, peek, spec = '', from, length] = match;
  const partial = from === undefined ? '' : `<${from}>`;
  return octets(`BODY[${spec}]${partial}`, !peek, ({ part }) => {
    const whole = section(part, spec.trim());
    if (from === undefined || !whole) return whole;
    return whole.subarray(Number(from), Number(from) + Number(length));
  });
}
