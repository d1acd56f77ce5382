import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { account, ada, ComposerStage, identity } from '../../../browser/composer-stage';

const stage = new ComposerStage();
const { compose, composer } = stage;
const MEGABYTE = 1_000_000;
const attach = (...sizes: number[]) =>
  stage.page.getByTestId('mail-attach-files').setInputFiles(
    sizes.map((size, at) => ({
      ...{ name: `${at}.bin`, mimeType: 'application/octet-stream', buffer: Buffer.alloc(size) },
    })),
  );
const asFile = (name: string, size: number) => ({
  ...{ name, type: 'application/pdf', size },
  copy: { messageId: name },
});

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

it('refuses files that the mail server can’t take, before they are uploaded', async () => {
  stage.accounts = [{ ...account, maxMessageSize: 5 * MEGABYTE }];
  await compose({ to: [ada], subject: 'With files' });
  await attach(2 * MEGABYTE, 2 * MEGABYTE);
  const refusal = 'Not attached: 1.bin (2 MB). All files together may have 3.6 MB; 1.6 MB are left.';
  await composer().getByText(refusal).waitFor();
  await expect.poll(() => stage.uploads).toEqual(['0.bin']);
  await composer().getByText('of 3.6 MB').waitFor();
});

it('goes by the account that the message is sent from', async () => {
  const small = { ...account, id: '2', address: 'small@x.org', maxMessageSize: 5 * MEGABYTE };
  stage.accounts = [account, small];
  stage.identities = [identity, { ...identity, id: '12', accountId: '2', address: small.address }];
  await compose({ to: [ada], subject: 'With files', accountId: '1', files: [asFile('a', 10 * MEGABYTE)] });
  await composer().getByText('of 25 MB').waitFor();
  await stage.reset();
  stage.accounts = [small];
  stage.identities = [{ ...identity, id: '12', accountId: '2', address: small.address }];
  await compose({ to: [ada], subject: 'With files', files: [asFile('a', 10 * MEGABYTE)] });
  await composer().getByText('Not attached: a (10 MB).').waitFor();
  expect(stage.copied).toEqual([]);
});
