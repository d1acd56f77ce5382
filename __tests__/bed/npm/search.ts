import { readDate } from './dates';
import { valueOf } from './mime';
import { inSet, isSet } from './sets';
import type { Message } from './store';
import { parseAddresses } from './address';
import type { Token } from './tokens';
import { BadCommand, textOf } from './tokens';
import { decodeWords, textOfPart } from './words';

/** A mail as SEARCH sees it. */
export interface Candidate {
  message: Message;
  sequence: number;
}

type Test = (candidate: Candidate) => boolean;

const FLAGS = new Map([
  ['ANSWERED', '\\Answered'],
  ['DELETED', '\\Deleted'],
  ['DRAFT', '\\Draft'],
  ['FLAGGED', '\\Flagged'],
  ['SEEN', '\\Seen'],
]);

/** Reads search keys (RFC 3501 §6.4.4) into one test; all of them must hold. */
export function readSearch(tokens: Token[], last: { sequence: number; uid: number }): Test {
  const queue = [...tokens];
  const tests: Test[] = [];
  while (queue.length) tests.push(key(queue, last));
  return (candidate) => tests.every((test) => test(candidate));
}

function key(queue: Token[], last: { sequence: number; uid: number }): Test {
  const token = queue.shift();
  if (token?.kind === 'list') return readSearch(token.items, last);
  const word = textOf(token).toUpperCase();
  const next = (): string => {
    const argument = queue.shift();
    return argument?.kind === 'string' ? argument.value.toString('utf8') : textOf(argument);
  };
  const flag = FLAGS.get(word.replace(/^UN(?!KEYWORD)/, ''));
  if (flag) return ({ message }) => message.flags.has(flag) !== word.startsWith('UN');
  if (isSet(word)) {
    const contains = inSet(word, last.sequence);
    return ({ sequence }) => contains(sequence);
  }
  switch (word) {
    case 'ALL':
    case 'OLD':
      return () => true;
    case 'NEW':
    case 'RECENT':
      return () => false;
    case 'UID': {
      const contains = inSet(next(), last.uid);
      return ({ message }) => contains(message.uid);
    }
    case 'NOT': {
      const test = key(queue, last);
      return (candidate) => !test(candidate);
    }
    case 'OR': {
      const left = key(queue, last);
      const right = key(queue, last);
      return (candidate) => left(candidate) || right(candidate);
    }
    case 'KEYWORD':
    case 'UNKEYWORD': {
      const name = next();
      return ({ message }) => message.flags.has(name) === (word === 'KEYWORD');
    }
    case 'LARGER':
    case 'SMALLER': {
      const size = Number(next());
      return ({ message }) => (word === 'LARGER' ? message.raw.length > size : message.raw.length < size);
    }
    default:
      return dateKey(word, next) ?? textKey(word, next);
  }
}

const DAY = 86_400_000;

function dateKey(word: string, next: () => string): Test | undefined {
  const match = /^(SENT)?(BEFORE|ON|SINCE)$/.exec(word);
  if (!match) return undefined;
  const day = readDate(next())?.getTime();
  if (day === undefined) throw new BadCommand('Invalid date');
  return ({ message }) => {
    const sent = match[1] ? new Date(valueOf(message.part.header, 'date')).getTime() : message.date.getTime();
    if (match[2] === 'BEFORE') return sent < day;
    return match[2] === 'SINCE' ? sent >= day : sent >= day && sent < day + DAY;
  };
}

function textKey(word: string, next: () => string): Test {
  const header = ({ message }: Candidate, name: string): string | undefined => {
    const values = message.part.header.filter((field) => field.name === name).map(({ value }) => value);
    return values.length ? decodeWords(values.join('\n')) : undefined;
  };
  const contains = (text: string | undefined, wanted: string): boolean =>
    text !== undefined && text.toLowerCase().includes(wanted.toLowerCase());
  switch (word) {
    case 'SUBJECT': {
      const wanted = next();
      return (candidate) => contains(header(candidate, 'subject'), wanted);
    }
    case 'FROM':
    case 'TO':
    case 'CC':
    case 'BCC': {
      const wanted = next();
      return (candidate) => {
        const value = header(candidate, word.toLowerCase()) ?? '';
        const people = parseAddresses(value).map((entry) =>
          'group' in entry ? '' : `${entry.name ?? ''} ${entry.local}@${entry.host}`,
        );
        return contains(people.join('\n'), wanted);
      };
    }
    case 'HEADER': {
      const name = next().toLowerCase();
      const wanted = next();
      return (candidate) => contains(header(candidate, name), wanted);
    }
    case 'BODY': {
      const wanted = next();
      return ({ message }) => contains(textOfPart(message.part), wanted);
    }
    case 'TEXT': {
      const wanted = next();
      return ({ message }) => {
        const fields = message.part.header.map(({ name, value }) => `${name}: ${decodeWords(value)}`);
        return contains(`${fields.join('\n')}\n${textOfPart(message.part)}`, wanted);
      };
    }
    default:
      throw new BadCommand(`Unknown search key ${word}`);
  }
}
