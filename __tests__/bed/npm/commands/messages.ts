import { readDate } from '../dates';
import { readFetch } from '../fetch';
import { readSearch } from '../search';
import type { Command, Session } from '../session';
import { inSet, toSet } from '../sets';
import type { Folder, Message } from '../store';
import type { Token } from '../tokens';
import { BadCommand, textOf } from '../tokens';
import { flagList } from '../fetch';
import { deleted, pathOf, storeOf } from './folders';

interface Numbered {
  message: Message;
  sequence: number;
}

function selectedOf(session: Session, write = false): NonNullable<Session['selected']> {
  if (!session.selected) throw new BadCommand('Command received in Invalid state.');
  if (write && session.selected.readOnly) throw new BadCommand('The folder was opened read-only.');
  return session.selected;
}

/** The messages of a set, by sequence number or UID. */
function pick(session: Session, token: Token | undefined, uid: boolean): Numbered[] {
  const { view } = selectedOf(session);
  const contains = inSet(textOf(token), uid ? (view.at(-1)?.uid ?? 0) : view.length);
  return view
    .map((message, index) => ({ message, sequence: index + 1 }))
    .filter(({ message, sequence }) => contains(uid ? message.uid : sequence));
}

const fetch: Command = async (session, args, uid) => {
  const selected = selectedOf(session);
  const items = readFetch(args[1], uid);
  const reads = items.some((item) => item.reads) && !selected.readOnly;
  for (const { message, sequence } of pick(session, args[0], uid)) {
    const chunks: Buffer[] = [Buffer.from(`* ${sequence} FETCH (`)];
    items.forEach((item, index) => {
      if (index > 0) chunks.push(Buffer.from(' '));
      chunks.push(...item.render(message));
    });
    chunks.push(Buffer.from(')\r\n'));
    await session.write(chunks);
    if (reads && !message.flags.has('\\Seen')) {
      message.flags.add('\\Seen');
      selected.folder.touch();
    }
  }
  return 'FETCH completed.';
};

const store: Command = (session, args, uid) => {
  const { folder, told } = selectedOf(session, true);
  const match = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(textOf(args[1]));
  if (!match) throw new BadCommand('Unknown STORE item');
  const rest = args[2]?.kind === 'list' ? args[2].items : args.slice(2);
  const flags = rest.map(textOf).filter((flag) => flag.toLowerCase() !== '\\recent');
  for (const { message, sequence } of pick(session, args[0], uid)) {
    if (match[1] === '') message.flags.clear();
    for (const flag of flags) {
      if (match[1] === '-') message.flags.delete(flag);
      else message.flags.add(flag);
    }
    told.set(message, flagList(message));
    if (!match[2])
      session.say(`* ${sequence} FETCH (${uid ? `UID ${message.uid} ` : ''}FLAGS ${flagList(message)})`);
  }
  folder.touch();
  return 'STORE completed.';
};

/** Copies into a folder and tells which UID became which (RFC 4315). */
function copyInto(target: Folder, picked: Numbered[]): string {
  const copies = picked.map(({ message }) => target.add(message.raw, message.flags, message.date).uid);
  return `[COPYUID ${target.uidValidity} ${toSet(picked.map(({ message }) => message.uid))} ${toSet(copies)}]`;
}

const copy: Command = (session, args, uid) => {
  const target = storeOf(session).find(pathOf(args[1]));
  if (!target) return { no: '[TRYCREATE] The destination folder does not exist.' };
  const picked = pick(session, args[0], uid).filter(({ message }) => !message.expunged);
  return picked.length ? `${copyInto(target, picked)} COPY completed.` : 'COPY completed.';
};

/** RFC 6851: COPYUID goes ahead of the EXPUNGEs. */
const move: Command = (session, args, uid) => {
  const { folder } = selectedOf(session, true);
  const target = storeOf(session).find(pathOf(args[1]));
  if (!target) return { no: '[TRYCREATE] The destination folder does not exist.' };
  const picked = pick(session, args[0], uid).filter(({ message }) => !message.expunged);
  if (!picked.length) return 'MOVE completed.';
  session.say(`* OK ${copyInto(target, picked)}`);
  folder.remove(picked.map(({ message }) => message));
  return 'MOVE completed.';
};

const expunge: Command = (session, args, uid) => {
  const { folder } = selectedOf(session, true);
  const picked = uid ? pick(session, args[0], true).map(({ message }) => message) : folder.messages;
  const wanted = new Set(picked);
  folder.remove(deleted(folder).filter((message) => wanted.has(message)));
  return 'EXPUNGE completed.';
};

const search: Command = (session, args, uid) => {
  const { view } = selectedOf(session);
  const keys = args[0]?.kind === 'atom' && /^CHARSET$/i.test(args[0].value) ? args.slice(2) : args;
  const matches = readSearch(keys, { sequence: view.length, uid: view.at(-1)?.uid ?? 0 });
  const found = view
    .map((message, index) => ({ message, sequence: index + 1 }))
    .filter((candidate) => !candidate.message.expunged && matches(candidate))
    .map(({ message, sequence }) => (uid ? message.uid : sequence));
  session.say(`* SEARCH${found.map((number) => ` ${number}`).join('')}`);
  return 'SEARCH completed.';
};

const append: Command = (session, args) => {
  const folder = storeOf(session).find(pathOf(args[0]));
  if (!folder) return { no: '[TRYCREATE] The destination folder does not exist.' };
  const rest = args.slice(1);
  const flags = rest[0]?.kind === 'list' ? rest.shift() : undefined;
  const date = rest.length > 1 ? readDate(textOf(rest.shift())) : new Date();
  const [body] = rest;
  if (body?.kind !== 'string' || !date) throw new BadCommand('Invalid APPEND');
  const names = flags?.kind === 'list' ? flags.items.map(textOf) : [];
  const { uid } = folder.add(
    body.value,
    names.filter((name) => name.toLowerCase() !== '\\recent'),
    date,
  );
  return `[APPENDUID ${folder.uidValidity} ${uid}] APPEND completed.`;
};

export const MESSAGE_COMMANDS: Array<[string, Command]> = [
  ['FETCH', fetch],
  ['STORE', store],
  ['COPY', copy],
  ['MOVE', move],
  ['EXPUNGE', expunge],
  ['SEARCH', search],
  ['APPEND', append],
];
