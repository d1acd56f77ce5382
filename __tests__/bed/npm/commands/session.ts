import { EXCHANGE_CAPABILITY } from '../../folders';
import type { Command } from '../session';
import { textOf } from '../tokens';

const capability: Command = (session) => {
  session.say(`* CAPABILITY ${EXCHANGE_CAPABILITY}`);
  return 'CAPABILITY completed.';
};

const id: Command = (session) => {
  session.say('* ID ("name" "Local stand-in for Microsoft" "version" "1")');
  return 'ID completed';
};

const noop: Command = () => 'NOOP completed.';

const logout: Command = (session) => {
  session.say('* BYE Local stand-in signing off.');
  return 'LOGOUT completed.';
};

const namespace: Command = (session) => {
  session.say('* NAMESPACE (("" "/")) NIL NIL');
  return 'NAMESPACE completed.';
};

/** SASL XOAUTH2 (https://developers.google.com/workspace/gmail/imap/xoauth2-protocol), with or without SASL-IR. */
const authenticate: Command = async (session, args) => {
  if (session.user) return { bad: 'Already authenticated' };
  if (textOf(args[0]).toUpperCase() !== 'XOAUTH2') return { no: 'AUTHENTICATE failed.' };
  let response: string;
  if (args[1]) {
    response = textOf(args[1]);
  } else {
    const line = session.nextLine();
    session.say('+ ');
    response = await line;
  }
  const [, user = '', token = ''] =
    /^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$/i.exec(Buffer.from(response, 'base64').toString()) ??
    [];
  const owner = session.context.ownerOf(token);
  if (!owner || owner.toLowerCase() !== user.toLowerCase()) return { no: 'AUTHENTICATE failed.' };
  session.user = session.context.storeOf(owner);
  return session.user ? 'AUTHENTICATE completed.' : { no: 'AUTHENTICATE failed.' };
};

/** Exchange Online has had no passwords since 2023. */
const login: Command = () => ({ no: 'LOGIN failed.' });

/** Answers on a line of its own after DONE. */
const idle: Command = async (session) =>
  (await session.idle()) ? 'IDLE completed.' : { bad: 'Expected DONE.' };

export const SESSION_COMMANDS: Array<[string, Command]> = [
  ['CAPABILITY', capability],
  ['ID', id],
  ['NOOP', noop],
  ['CHECK', noop],
  ['LOGOUT', logout],
  ['NAMESPACE', namespace],
  ['AUTHENTICATE', authenticate],
  ['LOGIN', login],
  ['IDLE', idle],
];
