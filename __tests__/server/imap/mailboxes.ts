import { startBed } from '../../bed';
import { signIn } from '../../bed/roundtrip';
import type { BedMailbox, BedOptions, LocalMicrosoft } from '../../bed/types';
import { connect, type Mailbox } from '../../../src/server/imap';

export const ALICE = { name: 'Alice Example', address: 'alice@example.com' };

export interface OpenBed {
  bed: LocalMicrosoft;
  box: BedMailbox;
  address: string;
  /** A connection of the plugin's own kind, closed with the bed. */
  open(address?: string): Promise<Mailbox>;
  stop(): Promise<void>;
}

/** A local Microsoft with one mailbox, and a way to open it. */
export async function openBed(profile: NonNullable<BedOptions['profile']>): Promise<OpenBed> {
  const bed = await startBed({ profile, users: [ALICE] });
  const opened: Mailbox[] = [];
  return {
    bed,
    box: bed.mailbox(ALICE.address),
    address: ALICE.address,
    async open(address = ALICE.address) {
      const { accessToken } = await signIn(bed, address);
      const mailbox = await connect(bed.imap, { user: address, accessToken });
      opened.push(mailbox);
      return mailbox;
    },
    async stop() {
      await Promise.all(opened.map((mailbox) => mailbox.close()));
      await bed.stop();
    },
  };
}

/** A short mail with this subject. */
export function mail(subject: string, headers: Record<string, string> = {}, body = 'hello'): string {
  const fields = {
    From: 'Bob <bob@example.com>',
    To: 'Alice Example <alice@example.com>',
    Subject: subject,
    'Message-ID': `<${subject.replace(/\W+/g, '-')}@example.com>`,
    Date: 'Mon, 02 Nov 2026 10:00:00 +0000',
    ...headers,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n${body}\r\n`;
}

/** The code of the MailError that this ends with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: { code?: string }) => String(error.code),
  );
}
