import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../src/common';
import { bootApp, type BootedApp } from './boot';

describe('the tables', () => {
  let booted: BootedApp;

  beforeAll(async () => {
    booted = await bootApp();
  });
  afterAll(() => booted.stop());

  it('have the indexes that their collections declare', async () => {
    const { db } = booted.app;
    for (const name of COLLECTIONS) {
      const { model, options } = db.getCollection(name);
      const declared = ((options.indexes ?? []) as Array<{ fields: string[] }>).map(({ fields }) =>
        fields.map((field) => model.getAttributes()[field]?.field).join(),
      );
      const indexes = (await db.sequelize.getQueryInterface().showIndex(model.getTableName())) as Array<{
        fields: Array<{ attribute: string }>;
      }>;
      const there = indexes.map(({ fields }) => fields.map(({ attribute }) => attribute).join());
      expect(there, name).toEqual(expect.arrayContaining(declared));
    }
  });

  // The host synchronises a table whenever an admin adds a field, at upgrades, and when the plugin is enabled.
  it('stay as they are when the host synchronises them again', async () => {
    const { db } = booted.app;
    const changes: string[] = [];
    const original: (...given: never[]) => Promise<unknown> = db.sequelize.query.bind(db.sequelize);
    db.sequelize.query = ((...given: never[]) => {
      const [statement] = given as unknown[];
      const sql = typeof statement === 'string' ? statement : String((statement as { query: unknown }).query);
      if (/^\s*(?:alter|create|insert|drop|update|delete)\b/i.test(sql)) changes.push(sql);
      return original(...given);
    }) as typeof db.sequelize.query;
    for (const name of COLLECTIONS) {
      // The column type of an object with a default is not compared reliably on MariaDB; setting it again is free.
      await db.getCollection(name).sync({ logging: false });
    }
    const rebuilt = changes.filter((sql) => !/^ALTER TABLE `\w+` CHANGE `\w+` `\w+` JSON;$/.test(sql));
    expect(rebuilt).toEqual([]);
  });
});
