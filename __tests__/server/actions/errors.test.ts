import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/common';
import { ERROR_RULES, MailError } from '../../../src/server/errors';
import { bootApp, type BootedApp } from '../boot';
import { expectErrors } from '../../quiet/watch';

// They are what is tested: each is written to the log, with its cause, and answered without it.
expectErrors(/MailError: internal/, /geheim/);

const sentences = (language: string) =>
  JSON.parse(readFileSync(path.resolve(`src/locale/${language}.json`), 'utf8')) as Record<string, string>;

describe('an error of ours', () => {
  let booted: BootedApp;

  beforeAll(async () => {
    booted = await bootApp();
  });
  afterAll(() => booted.stop());

  it.each(['en-US', 'zh-CN', 'de-DE'])('has a sentence for every code in %s', (language) => {
    const texts = sentences(language);
    for (const code of ERROR_CODES) expect(texts[`error.${code}`], code).toMatch(/\S{2}/);
    expect(Object.keys(texts)).toEqual(Object.keys(texts).sort());
  });

  it('is answered with its status, code and sentence, and nothing of its cause', async () => {
    const cause = new Error('535 5.7.3 geheim at mail.internal');
    for (const code of ERROR_CODES) {
      booted.app.resourceManager.define({
        name: `test-${code}`,
        actions: { run: () => Promise.reject(new MailError(code, { cause, retryAfter: 1500 })) },
      });
      booted.app.acl.allow(`test-${code}`, 'run', 'public');
      const { status, body, headers } = await booted.nobody.get(`test-${code}:run`);
      expect(status, code).toBe(ERROR_RULES[code].status);
      expect(body).toEqual({ errors: [{ code, message: sentences('en-US')[`error.${code}`] }] });
      expect(headers.get('retry-after')).toBe('2');
    }
  });

  it('keeps the text of a foreign error in our actions to the log', async () => {
    const { aesEncryptor } = booted.app;
    const encrypt = aesEncryptor.encrypt.bind(aesEncryptor);
    aesEncryptor.encrypt = () => Promise.reject(new Error('geheim: key material'));
    try {
      const values = {
        clientId: '11111111-2222-3333-4444-555555555555',
        clientSecret: 'value',
        tenant: 'common',
        cloud: 'global',
      };
      const { status, body } = await booted.root.post('mailProviders:save', {
        body: { name: 'microsoft', enabled: true, values },
      });
      expect(status).toBe(500);
      expect(body).toEqual({ errors: [{ code: 'internal', message: sentences('en-US')['error.internal'] }] });
    } finally {
      aesEncryptor.encrypt = encrypt;
    }
  });

  it('hides the database’s words from who reads our collections', async () => {
    const user = await booted.user('anna');
    const { model } = booted.app.db.getCollection('mailMessages');
    model.addHook('beforeCount', 'broken', () => {
      throw new Error('no such column: SELECT geheim');
    });
    const { status, body } = await user.get('mailMessages:list');
    model.removeHook('beforeCount', 'broken');
    expect(status).toBe(500);
    expect(body).toEqual({ errors: [{ code: 'internal', message: sentences('en-US')['error.internal'] }] });
  });
});
