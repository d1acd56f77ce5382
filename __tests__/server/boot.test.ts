import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../src/common';
import { bootApp, type BootedApp } from './boot';

describe('the plugin in a real application', () => {
  let booted: BootedApp;

  beforeAll(async () => {
    booted = await bootApp();
  });
  afterAll(() => booted.stop());

  it('creates a table for each of its collections', async () => {
    for (const name of COLLECTIONS) {
      expect(await booted.app.db.getCollection(name).existsInDb(), name).toBe(true);
    }
  });

  it('can run beside a second node on the same database', async () => {
    const second = await bootApp({ database: booted.database, installed: true });
    const { status } = await second.root.get('auth:check');
    expect(status).toBe(200);
    await second.stop({ keepDatabase: true });
    expect((await booted.root.get('auth:check')).status).toBe(200);
  });

  it('signs a user in', async () => {
    const user = await booted.user('anna');
    const { data } = await user.get<{ nickname: string }>('auth:check');
    expect(data.nickname).toBe('anna');
  });
});
