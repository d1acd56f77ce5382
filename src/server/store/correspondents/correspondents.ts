import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { insertRows } from '../db/insertRows';
import { rowsAs, table } from '../db/rows';
import {
  sightingsIn,
  STANDING,
  withSighting,
  type SightedIn,
  type SightedMessage,
  type Sighting,
  type Standing,
} from './standing';
import { wordsOf } from './words';

/** Addresses per statement. */
const PIECE = 500;

/** Counts the people whom new messages of one folder name, in the transaction that stores the messages. */
export async function noteCorrespondents(
  ctx: MailContext,
  { accountId, folderId }: { accountId: Id; folderId: Id },
  messages: readonly SightedMessage[],
  transaction: Transaction,
): Promise<void> {
  const folder = await table(ctx, 'mailFolders').findByPk(folderId, { attributes: ['role'], transaction });
  const role = (folder?.get('role') ?? null) as string | null;
  const own = await ownAddresses(ctx, accountId, transaction);
  const sightings = messages.flatMap((message) => sightingsIn(message, { role, own }));
  await saveSightings(ctx, accountId, sightings, transaction);
}

/** The addresses that an account sends from. */
export async function ownAddresses(
  ctx: MailContext,
  accountId: Id,
  transaction: Transaction,
): Promise<SightedIn['own']> {
  const rows = await table(ctx, 'mailIdentities').findAll({
    ...{ where: { accountId }, attributes: ['address'], transaction },
  });
  return new Set(rows.map((row) => String(row.get('address')).toLowerCase()));
}

/** Adds sightings to what is stored. The number of statements doesn't depend on how many there are. */
export async function saveSightings(
  ctx: MailContext,
  accountId: Id,
  sightings: readonly Sighting[],
  transaction: Transaction,
): Promise<void> {
  // In order, so that two transactions never wait for each other.
  const addresses = [...new Set(sightings.map(({ address }) => address))].sort();
  const now = new Date();
  for (let at = 0; at < addresses.length; at += PIECE) {
    const piece = new Set(addresses.slice(at, at + PIECE));
    const stored = await find(ctx, accountId, [...piece], transaction);
    const changed = new Map<string, Standing>();
    for (const sighting of sightings) {
      const { address } = sighting;
      if (!piece.has(address)) continue;
      changed.set(address, withSighting(changed.get(address) ?? stored.get(address), sighting, now));
    }
    await save(ctx, accountId, stored, changed, transaction);
  }
}

type Stored = Standing & { id: Id };

async function find(
  ctx: MailContext,
  accountId: Id,
  addresses: readonly string[],
  transaction: Transaction,
): Promise<Map<string, Stored>> {
  const rows = rowsAs<Stored & { address: string }>(
    await table(ctx, 'mailCorrespondents').findAll({
      where: { accountId, address: { [Op.in]: [...addresses] } },
      attributes: ['id', 'address', 'name', 'standing', 'weight', 'lastAt'],
      transaction,
    }),
  );
  return new Map(
    rows.map(({ address, id, name, standing, weight, lastAt }) => [
      address,
      {
        ...{ id, name: name ?? '', standing: Number(standing), weight: Number(weight) },
        lastAt: new Date(lastAt ?? 0),
      },
    ]),
  );
}

async function save(
  ctx: MailContext,
  accountId: Id,
  stored: ReadonlyMap<string, Stored>,
  changed: ReadonlyMap<string, Standing>,
  transaction: Transaction,
): Promise<void> {
  const newId = () => ctx.app.snowflakeIdGenerator.generate() as Id;
  const addresses = [...changed.keys()].sort();
  const rows = addresses.map((address) => {
    const { name = '', standing = 0, weight = 0, lastAt } = changed.get(address) ?? {};
    return { id: stored.get(address)?.id ?? newId(), accountId, address, name, standing, weight, lastAt };
  });
  await insertRows(ctx, 'mailCorrespondents', rows, transaction, {
    keys: ['accountId', 'address'],
    update: ['name', 'standing', 'weight', 'lastAt'],
  });
  const renamed = rows.filter(({ address, name }) => stored.get(address)?.name !== name);
  const before = renamed.map(({ address }) => address).filter((address) => stored.has(address));
  if (before.length > 0) {
    const where = { accountId, address: { [Op.in]: before } };
    await table(ctx, 'mailCorrespondentWords').destroy({ where, transaction });
  }
  const words = renamed.flatMap(({ address, name }) =>
    wordsOf(name, address).map((word) => ({ id: newId(), accountId, address, word })),
  );
  await insertRows(ctx, 'mailCorrespondentWords', words, transaction);
}

/** Notes that these messages are newsletters, in the transaction that stores their texts. */
export async function noteNewsletters(
  ctx: MailContext,
  accountId: Id,
  messageIds: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = await table(ctx, 'mailMessages').findAll({
    ...{ where: { id: { [Op.in]: [...messageIds] } }, attributes: ['fromAddress'], transaction },
  });
  const addresses = [...new Set(rows.map((row) => (row.get('fromAddress') ?? '') as string))].sort();
  const standing = { [Op.in]: [STANDING.beside, STANDING.wrote] };
  const where = { accountId, address: { [Op.in]: addresses }, standing };
  await table(ctx, 'mailCorrespondents').update({ standing: STANDING.automatic }, { where, transaction });
}
