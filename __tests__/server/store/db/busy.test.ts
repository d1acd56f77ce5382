import type { Model, Transaction } from 'sequelize';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { table } from '../../../../src/server/store/db/rows';
import { inTransaction } from '../../../../src/server/store/db/transaction';
import { bootApp, type BootedApp } from '../../boot';
import { createMailbox } from '../mailbox';

/** SQLite gives up on a lock after one second, Sequelize on a busy database after five tries; two writes share a connection. */
const LONGER_THAN_BUSY = 12_000;

let booted: BootedApp;
let ctx: MailContext;
let accountId: Id;
beforeAll(async () => {
  booted = await bootApp();
  ({ ctx, accountId } = await createMailbox(booted, booted.root, 'ada'));
});
afterAll(() => booted?.stop());

const folders = () => table(ctx, 'mailFolders');
const create = async (path: string, transaction?: Transaction) => {
  const values = { accountId, path, name: path, role: null, total: 0, unread: 0 };
  return folders().create({ ...values, uidValidity: '1', pathHash: path }, { transaction });
};
const names = async () => (await folders().findAll()).map((row) => String(row.get('name')));
const users = () => ctx.app.db.getRepository('users');

/** A transaction of ours that has written, and is open until `end`. */
async function open(): Promise<{ end: () => Promise<void> }> {
  let close = (): void => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const { promise: begun, resolve: hasBegun } = signal();
  const work = inTransaction(ctx, async (transaction) => {
    await create(`long ${Math.random()}`, transaction);
    hasBegun();
    await closed;
  });
  await Promise.race([begun, work]);
  return {
    async end() {
      close();
      await work;
    },
  };
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

/** Waits until one of them fails, all are done, or so many milliseconds are over. */
async function watch(writes: readonly Promise<unknown>[], most: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, most)));
  await Promise.race([over, Promise.all(writes).catch(() => undefined)]);
  clearTimeout(timer);
}

it('other writes of this process, and the host’s, outlast a long transaction of ours', async () => {
  await create('changed');
  const long = await open();
  const writes = [
    create('made'),
    folders().update({ name: 'changed indeed' }, { where: { path: 'changed' } }),
    // It reads first and writes then, in a transaction of the host's own.
    users().update({ filterByTk: booted.root.userId, values: { nickname: 'Renamed' } }),
  ];
  // Another one of ours comes behind them; so would many while a mailbox is loaded.
  const next = inTransaction(ctx, (transaction) => create('next', transaction));
  await watch(writes, LONGER_THAN_BUSY);
  await long.end();
  await Promise.all([...writes, next]);
  expect(await names()).toEqual(expect.arrayContaining(['made', 'changed indeed', 'next']));
  expect(await users().findOne({ filterByTk: booted.root.userId })).toMatchObject({ nickname: 'Renamed' });
});

it('transactions of ours one after the other leave room for the host’s', async () => {
  let done = false;
  const ours = async (): Promise<void> => {
    for (let round = 0; !done; round++)
      await inTransaction(ctx, async (transaction) => {
        await create(`round ${Math.random()}`, transaction);
        await new Promise((resolve) => setTimeout(resolve, 20));
      });
  };
  const busy = [ours(), ours()];
  try {
    for (let round = 0; round < 20; round++)
      await users().update({ filterByTk: booted.root.userId, values: { nickname: `Round ${round}` } });
  } finally {
    done = true;
    await Promise.all(busy);
  }
  expect(await users().findOne({ filterByTk: booted.root.userId })).toMatchObject({ nickname: 'Round 19' });
});

it('a write of ours waits while a transaction of the host’s has read and will write', async () => {
  await create('between');
  const id = booted.root.userId;
  const transaction = await ctx.app.db.sequelize.transaction();
  const user = (await users().findOne({ filterByTk: id, transaction })) as Model;
  const ours = [
    create('meanwhile'),
    folders().update({ name: 'between both' }, { where: { path: 'between' } }),
    folders().destroy({ where: { path: 'nothing' } }),
  ];
  await watch(ours, 500);
  await user.update({ nickname: 'Read before' }, { transaction });
  await transaction.commit();
  await Promise.all(ours);
  expect(await names()).toEqual(expect.arrayContaining(['meanwhile', 'between both']));
  expect(await users().findOne({ filterByTk: id })).toMatchObject({ nickname: 'Read before' });
});

it('a transaction whose work waits for a write outside of it comes to an end', async () => {
  const { promise: begun, resolve: hasBegun } = signal();
  const outside = begun.then(() => create('by a way around'));
  await inTransaction(ctx, async (transaction) => {
    await create('inside', transaction);
    hasBegun();
    await Promise.allSettled([create('forgotten'), outside]);
  });
  await create('later');
  expect(await names()).toEqual(expect.arrayContaining(['inside', 'later']));
});

it('a transaction of the host’s that waits for one of ours comes to an end', async () => {
  const transaction = await ctx.app.db.sequelize.transaction();
  // Nothing was read or written in it so far: afterwards SQLite itself would let nobody else write.
  await create('from within');
  await inTransaction(ctx, (own) => create('of our own', own));
  await transaction.commit();
  expect(await names()).toEqual(expect.arrayContaining(['from within', 'of our own']));
});

it('a transaction of ours that a long reader keeps from being committed leaves no lock behind, and is done later', async () => {
  const reader = await ctx.app.db.sequelize.transaction();
  await folders().findAll({ transaction: reader });
  const ours = inTransaction(ctx, (transaction) => create('kept waiting', transaction));
  await watch([ours], LONGER_THAN_BUSY);
  await reader.commit();
  await ours;
  await create('after the reader');
  expect(await names()).toEqual(expect.arrayContaining(['kept waiting', 'after the reader']));
});
