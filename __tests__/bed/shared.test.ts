import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBed } from './index';
import { PROFILES } from './profiles';
import { imapClient, signIn, smtpClient } from './roundtrip';
import type { LocalMicrosoft } from './types';

const ADA = 'ada@example.com';
const BEN = 'ben@example.com';
const DESK = 'desk@example.com';

const REFUSED = /AUTHENTICATE failed|AUTHENTICATIONFAILED/i;

interface Failure {
  response?: string;
  responseText?: string;
  responseCode?: number;
}

/** What a promise was rejected with. */
const failure = (promise: Promise<unknown>) =>
  promise.then(
    (): Failure => ({ response: 'no error' }),
    (error: unknown) => error as Failure,
  );

describe.each(PROFILES)('shared mailboxes of profile %s', (profile) => {
  let bed: LocalMicrosoft;
  let ada: string;
  let ben: string;
  const clients: ImapFlow[] = [];
  const imap = (address: string, token: string): ImapFlow => {
    const client = imapClient(bed, address, token);
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    bed = await startBed({
      profile,
      users: [
        { address: ADA, name: 'Ada' },
        { address: BEN, name: 'Ben' },
      ],
      shared: [{ address: DESK, fullAccess: [ADA], sendAs: [ADA] }],
    });
    ada = (await signIn(bed, ADA)).accessToken;
    ben = (await signIn(bed, BEN)).accessToken;
  });
  afterAll(() => bed.stop());
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  it('opens one with the token of who has Full Access, and keeps it apart from the person’s own', async () => {
    await bed.mailbox(DESK).append({ raw: 'Subject: for all\r\n\r\nx' });
    const client = imap(DESK, ada);
    await client.connect();
    await client.mailboxOpen('INBOX');
    expect(
      (await client.fetchAll('1:*', { envelope: true })).map(({ envelope }) => envelope?.subject),
    ).toEqual(['for all']);
    const own = imap(ADA, ada);
    await own.connect();
    await own.mailboxOpen('INBOX');
    expect(own.mailbox && own.mailbox.exists).toBe(0);
  });

  it('lets in who has not, and connects nothing; nobody signs in to it', async () => {
    const client = imap(DESK, ben);
    const refused = await failure(client.connect().then(() => client.getMailboxLock('INBOX')));
    expect(`${refused.response} ${refused.responseText}`).toContain(
      'User is authenticated but not connected.',
    );
    expect((await failure(imap('no-such@example.com', ada).connect())).response).toMatch(REFUSED);
    expect(bed.users.map(({ address }) => address)).not.toContain(DESK);
    bed.expireAccessTokens(BEN);
    const expired = await failure(imap(DESK, ben).connect());
    expect(expired.response).toMatch(REFUSED);
    ben = (await signIn(bed, BEN)).accessToken;
  });

  it('files what is sent as it with the sender, and here too where it is set up so', async () => {
    const send = (subject: string) =>
      smtpClient(bed, ADA, ada).sendMail({ from: DESK, to: BEN, subject, text: 'x' });
    const sent = async (address: string) =>
      (await bed.mailbox(address).list('Sent Items')).map(({ subject }) => subject);
    await send('one');
    expect([await sent(ADA), await sent(DESK)]).toEqual([['one'], []]);
    await bed.share({ address: DESK, fullAccess: [ADA], sendAs: [ADA], copySentAs: true });
    await send('two');
    expect([await sent(ADA), await sent(DESK)]).toEqual([['one', 'two'], ['two']]);
    const refused = await failure(smtpClient(bed, BEN, ben).sendMail({ from: DESK, to: BEN, text: 'x' }));
    expect([refused.responseCode, refused.response]).toEqual([550, expect.stringContaining('5.7.60')]);
    const asDesk = await failure(smtpClient(bed, DESK, ada).verify());
    expect([asDesk.responseCode, asDesk.response]).toEqual([535, expect.stringContaining('5.7.3')]);
  });
});
