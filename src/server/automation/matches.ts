import type { EventMessage } from '../store/messages/eventMessage';

/** Where a message isn't looked at unless the workflow names the folder. */
const NOT_WANTED = ['trash', 'junk'];

/** Whether a message is one that a workflow with our trigger is about, by what its configuration says. */
export function matches(config: Record<string, unknown>, event: string, message: EventMessage): boolean {
  const { from, subject, hasAttachments, folder } = message;
  const sender = `${from.name} <${from.address}>`;
  return (
    (event === 'sent' || isIn(wordIn(config.folder), folder)) &&
    contains(sender, wordIn(config.sender)) &&
    contains(subject, wordIn(config.subject)) &&
    (typeof config.hasAttachments !== 'boolean' || config.hasAttachments === hasAttachments)
  );
}

const wordIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const plain = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en');

const contains = (text: string, word: string): boolean => plain(text).includes(plain(word));

/** By the folder's role, or by its name on the server. */
const isIn = (wanted: string, { path, role }: EventMessage['folder']): boolean =>
  wanted === '' ? !NOT_WANTED.includes(role) : role === wanted || plain(path) === plain(wanted);
