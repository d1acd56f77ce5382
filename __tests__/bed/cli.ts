import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBed } from './index';
import { demoUsers, seedMailbox } from './seed';
import type { BedOptions, BedUser } from './types';

const USAGE = `npx tsx __tests__/bed/cli.ts [--profile exchange|full|npm] [--user 'Name <address>']...
  [--dir FOLDER] [--port N] [--imap-port N] [--smtp-port N] [--token-lifetime SECONDS] [--rewrite-message-id] [--seed]

Starts a local stand-in for Microsoft, prints one line of JSON with all coordinates, and runs until SIGINT or SIGTERM.
Processes that talk to it need NODE_EXTRA_CA_CERTS=<caFile> before they start.`;

const PROFILES = ['exchange', 'full', 'npm'] as const;

function profileOf(name: string | undefined): BedOptions['profile'] {
  const found = PROFILES.find((profile) => profile === (name ?? 'exchange'));
  if (!found) throw new Error(`unknown profile ${name}\n${USAGE}`);
  return found;
}

function userOf(text: string): BedUser {
  const match = /^(.*?)\s*<([^<>]+@[^<>]+)>$/.exec(text);
  return match
    ? { name: match[1] ?? '', address: match[2] ?? '' }
    : { name: text.split('@')[0] ?? text, address: text };
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string' },
      user: { type: 'string', multiple: true },
      seed: { type: 'boolean', default: false },
      dir: { type: 'string' },
      port: { type: 'string' },
      'imap-port': { type: 'string' },
      'smtp-port': { type: 'string' },
      'token-lifetime': { type: 'string' },
      'rewrite-message-id': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const given = (values.user ?? []).map(userOf);
  const bed = await startBed({
    profile: profileOf(values.profile),
    users: given.length ? given : demoUsers,
    directory: values.dir === undefined ? undefined : resolve(values.dir),
    ports: {
      authority: numberOf(values.port),
      imap: numberOf(values['imap-port']),
      smtp: numberOf(values['smtp-port']),
    },
    tokenLifetime: numberOf(values['token-lifetime']),
    rewriteMessageId: values['rewrite-message-id'],
  });
  const stop = (): void => {
    void bed.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (values.seed) for (const user of bed.users) await seedMailbox(bed.mailbox(user.address), user);
  const { authority, tenantId, clientId, clientSecret, clientSecretId, imap, smtp, caFile, users, profile } =
    bed;
  process.stdout.write(
    `${JSON.stringify({ profile, authority, tenantId, clientId, clientSecret, clientSecretId, imap, smtp, caFile, users })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
