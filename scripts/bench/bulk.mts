/**
 * How long it takes to add 5,000 records to a bulk email and to start it, next to the host's own list of the same
 * records. Nothing is sent: the mailbox's outbox is stopped.
 */
import type { CampaignView, RecipientsAdded } from '../../src/common/index.ts';
import { median, repeat, report, rounded, timed } from './lib/figures.mts';
import { watchMemory } from './lib/memory.mts';
import { startWorld, until } from './lib/world.mts';

const RUNS = 3;
const PEOPLE = Number(process.argv[2] ?? 5_000);
const PAGE = 500;
const OWNER = 'bulk@bench.example';
const HTML = `<p>Dear {{ $record.name }},</p><p>${'A sentence of a mail, as people write them. '.repeat(40)}</p>`;

const world = await startWorld();
await world.bed.addUsers([OWNER]);
const account = await world.connect(OWNER);
const { root, app, watcher } = world;
const connected = `where "id" = ${account.id} and "state" = 'connected'`;
await until(async () => (await watcher.number('count(*)', 'mailAccounts', connected)) === 1);

async function post<T>(action: string, body: object): Promise<T> {
  const answer = await root.post<T>(action, { body });
  if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
  return answer.data;
}

const text = (name: string) => ({ name, type: 'string', interface: 'input', uiSchema: { title: name } });
await post('collections:create', {
  ...{ name: 'customers', titleField: 'name', autoGenId: true },
  fields: [
    { name: 'id', type: 'bigInt', autoIncrement: true, primaryKey: true, interface: 'integer' },
    ...[text('name'), text('email')],
  ],
});
await app.db
  .getCollection('customers')
  .model.bulkCreate(
    Array.from({ length: PEOPLE }, (_, at) => ({ name: `Person ${at}`, email: `p${at}@outside.example` })),
  );

/** Reads all records as a table block does, page by page. */
async function listAll(): Promise<void> {
  for (let page = 1; (page - 1) * PAGE < PEOPLE; page++) {
    const query = { page: String(page), pageSize: String(PAGE), sort: 'id' };
    const { status } = await root.get('customers:list', { query });
    if (status !== 200) throw new Error(`the list was refused: ${status}`);
  }
}

process.env.MAIL_WORKER = 'off';
await listAll();
const runs = await repeat(RUNS, async () => {
  const list = await timed(listAll);
  const grown = await watchMemory();
  const took = await timed(async () => {
    const { id } = await post<CampaignView>('mailCampaigns:create', {
      ...{ accountId: account.id, subject: 'News for {{ $record.name }}', html: HTML },
    });
    const at = (action: string) => `mailCampaigns:${action}?filterByTk=${String(id)}`;
    const source = { collection: 'customers', filter: {}, fields: ['email'] };
    const { added } = await post<RecipientsAdded>(at('addRecipients'), source);
    if (added !== PEOPLE) throw new Error(`${added} were added, not ${PEOPLE}`);
    await post(at('start'), { missing: 'leaveOut' });
    await post(at('cancel'), {});
  });
  return { seconds: rounded(took / 1000), megabytes: rounded(grown(), 0), ratio: rounded(took / list) };
});
await world.stop();

report({
  bench: 'bulk',
  value: median(runs.map(({ ratio }) => ratio)),
  unit: '× reading the same records with the host’s list',
  target: '≤ 10 s and ≤ 100 MB for 5,000 recipients',
  runs: runs.map(({ ratio }) => ratio),
  people: PEOPLE,
  seconds: median(runs.map(({ seconds }) => seconds)),
  megabytes: median(runs.map(({ megabytes }) => megabytes)),
});
process.exit();
