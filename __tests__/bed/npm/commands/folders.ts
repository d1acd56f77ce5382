import type { Command, Session } from '../session';
import type { Folder, UserStore } from '../store';
import { nstring } from '../structure';
import type { Token } from '../tokens';
import { BadCommand, listOf, textOf } from '../tokens';
import { decodeName, encodeName } from '../utf7';

/** The signed-in person's folders. */
export function storeOf(session: Session): UserStore {
  if (!session.user) throw new BadCommand('Command received in Invalid state.');
  return session.user;
}

export const pathOf = (token: Token | undefined): string => decodeName(textOf(token));

/** LIST's pattern (RFC 3501 §6.3.8): `*` goes through hierarchies, `%` does not. */
function matcher(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/%/g, '[^/]*');
  return new RegExp(`^${source}$`, 'i');
}

const list =
  (verb: 'LIST' | 'LSUB'): Command =>
  (session, args) => {
    const store = storeOf(session);
    const pattern = `${pathOf(args[0])}${pathOf(args[1])}`;
    if (pattern === '') {
      session.say(`* ${verb} (\\Noselect) "/" ""`);
      return `${verb} completed.`;
    }
    const fits = matcher(pattern);
    const names = [...store.folders.keys()];
    for (const [path, folder] of store.folders) {
      if (!fits.test(path) || (verb === 'LSUB' && !folder.subscribed)) continue;
      const children = names.some((name) => name.startsWith(`${path}/`));
      session.say(`* ${verb} (\\Has${children ? '' : 'No'}Children) "/" ${nstring(encodeName(path))}`);
    }
    return `${verb} completed.`;
  };

const select =
  (readOnly: boolean): Command =>
  (session, args) => {
    const folder = storeOf(session).find(pathOf(args[0]));
    session.deselect();
    if (!folder) return { no: `${pathOf(args[0])} doesn't exist.` };
    session.select(folder, readOnly);
    const unseen = folder.messages.findIndex(({ flags }) => !flags.has('\\Seen'));
    session.say(`* ${folder.messages.length} EXISTS`);
    session.say('* 0 RECENT');
    session.say('* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)');
    session.say(
      '* OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent \\*)] Permanent flags',
    );
    if (unseen >= 0) session.say(`* OK [UNSEEN ${unseen + 1}] Is the first unseen message`);
    session.say(`* OK [UIDVALIDITY ${folder.uidValidity}] UIDVALIDITY value`);
    session.say(`* OK [UIDNEXT ${folder.uidNext}] The next unique identifier value`);
    return readOnly ? '[READ-ONLY] EXAMINE completed.' : '[READ-WRITE] SELECT completed.';
  };

const close: Command = (session) => {
  const { selected } = session;
  if (!selected) return { bad: 'Command received in Invalid state.' };
  session.deselect();
  // CLOSE expunges without a word; UNSELECT does not (RFC 3691).
  if (!selected.readOnly) selected.folder.remove(deleted(selected.folder));
  return 'CLOSE completed.';
};

const unselect: Command = (session) => {
  session.deselect();
  return 'UNSELECT completed.';
};

export const deleted = (folder: Folder) => folder.messages.filter(({ flags }) => flags.has('\\Deleted'));

const STATUS = new Map<string, (folder: Folder) => number>([
  ['MESSAGES', ({ messages }) => messages.length],
  ['RECENT', () => 0],
  ['UIDNEXT', ({ uidNext }) => uidNext],
  ['UIDVALIDITY', ({ uidValidity }) => uidValidity],
  ['UNSEEN', ({ messages }) => messages.filter(({ flags }) => !flags.has('\\Seen')).length],
]);

const status: Command = (session, args) => {
  const path = pathOf(args[0]);
  const folder = storeOf(session).find(path);
  if (!folder) return { no: `${path} doesn't exist.` };
  const values = listOf(args[1]).map((token) => {
    const name = textOf(token).toUpperCase();
    const read = STATUS.get(name);
    if (!read) throw new BadCommand(`Unknown STATUS item ${name}`);
    return `${name} ${read(folder)}`;
  });
  session.say(`* STATUS ${nstring(encodeName(path))} (${values.join(' ')})`);
  return 'STATUS completed.';
};

const create: Command = (session, args) =>
  storeOf(session).create(pathOf(args[0]))
    ? 'CREATE completed.'
    : { no: '[ALREADYEXISTS] Folder already exists.' };

const remove: Command = (session, args) =>
  storeOf(session).remove(pathOf(args[0])) ? 'DELETE completed.' : { no: '[NONEXISTENT] Folder not found.' };

const rename: Command = (session, args) =>
  storeOf(session).rename(pathOf(args[0]), pathOf(args[1]))
    ? 'RENAME completed.'
    : { no: '[CANNOT] The folder cannot be renamed.' };

const subscribe =
  (subscribed: boolean): Command =>
  (session, args) => {
    const folder = storeOf(session).find(pathOf(args[0]));
    if (!folder) return { no: '[NONEXISTENT] Folder not found.' };
    folder.subscribed = subscribed;
    return `${subscribed ? 'SUBSCRIBE' : 'UNSUBSCRIBE'} completed.`;
  };

export const FOLDER_COMMANDS: Array<[string, Command]> = [
  ['LIST', list('LIST')],
  ['LSUB', list('LSUB')],
  ['SELECT', select(false)],
  ['EXAMINE', select(true)],
  ['CLOSE', close],
  ['UNSELECT', unselect],
  ['STATUS', status],
  ['CREATE', create],
  ['DELETE', remove],
  ['RENAME', rename],
  ['SUBSCRIBE', subscribe(true)],
  ['UNSUBSCRIBE', subscribe(false)],
];
