import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CampaignView, Id } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import { headerField } from '../../bed/smtp/message';
import { save, settingsOf, startWorld, type World } from '../accounts/world';
import { Caller } from '../boot';
import { dice } from '../dice';
import { Life } from './life';

/** `MAIL_KILLS=50 MAIL_KILLS_SEED=7` plays a longer game with other dice. */
const KILLS = Number(process.env.MAIL_KILLS ?? 4);
const SEED = Number(process.env.MAIL_KILLS_SEED ?? 1);
/** Enough that some are left behind the last kill. */
const PEOPLE = 10 + 6 * KILLS;
const ANNA = { name: 'anna', address: 'anna@example.com' };
const PATIENCE = 20_000;
const LONGEST_LIFE = 4_000;

const roll = dice(SEED);
const addresses = Array.from({ length: PEOPLE }, (_, at) => ({
  name: '',
  address: `p${at}@fabrikam.example`,
}));
/** How often each recipient's message was accepted by the mail server. */
const delivered = new Map<string, number>();
let world: World;
let ctx: MailContext;
let life: Life;
let spare: Life;
/** The next message that is delivered ends the life before the server says so. */
let armed = false;

beforeAll(async () => {
  process.env.APP_AES_SECRET_KEY = randomBytes(32).toString('hex');
  world = await startWorld([ANNA], {
    onAccepted: async ({ raw }) => {
      const to = headerField(raw, 'To');
      delivered.set(to, (delivered.get(to) ?? 0) + 1);
      if (!armed) return;
      armed = false;
      await life.kill('send');
    },
  });
  ctx = { app: world.app, log: world.app.log };
  await save(world, { ...settingsOf(world.bed), sendRate: '0' });
  spare = new Life(world.database);
});
afterAll(async () => {
  for (const each of [life, spare]) if (each && !each.over) await each.kill('clock');
  await world?.stop();
});

async function begin(): Promise<Caller> {
  // What the dead node held is free after half a minute.
  await table(ctx, 'mailLeases').update({ until: 0 }, { where: {} });
  await table(ctx, 'mailOperations').update({ nextAttemptAt: new Date(0) }, { where: {} });
  life = spare;
  life.begin();
  spare = new Life(world.database);
  return Caller.signIn(await life.ready, ANNA.address, 'anna-password');
}

it(
  `sends a bulk email once to each while its node is killed ${KILLS} times (seed ${SEED})`,
  { timeout: 240_000 + KILLS * 60_000 },
  async () => {
    const accountId = await world.connected(await world.user('anna'), ANNA.address);
    let caller = await begin();
    const post = async <T>(action: string, body: object): Promise<T> => {
      const answer = await caller.post<T>(action, { body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.data;
    };
    const { id } = await post<{ id: Id }>('mailCampaigns:create', {
      accountId,
      subject: 'News',
      html: '<p>x</p>',
    });
    const at = (action: string) => `mailCampaigns:${action}?filterByTk=${String(id)}`;
    await post(at('addRecipients'), { addresses });
    await post(at('start'), { missing: 'empty' });
    const deaths: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill > 0) caller = await begin();
      armed = kill % 2 === 0;
      const end = Date.now() + (armed ? PATIENCE : roll(LONGEST_LIFE));
      while (!life.over && Date.now() < end) await sleep(20);
      armed = false;
      if (!life.over) await life.kill('clock');
      deaths.push(await life.ended);
    }
    caller = await begin();
    const view = async () => (await caller.get<CampaignView>(at('open'))).data;
    await expect
      .poll(
        async () => {
          // Nobody waits two minutes for the last look into Sent.
          await table(ctx, 'mailOperations').update(
            { nextAttemptAt: new Date(0) },
            { where: { state: 'sending', reason: 'send-unclear' } },
          );
          return (await view()).state;
        },
        { timeout: 180_000, interval: 1_000 },
      )
      .toBe('done');
    const { counts } = await view();
    console.log(`bulk, seed ${SEED}: ${JSON.stringify(counts)}, ended by ${deaths.join(' ')}`);
    expect(counts).toMatchObject({ total: PEOPLE, failed: 0, waiting: 0, sending: 0 });
    expect(counts.sent + counts.unclear).toBe(PEOPLE);
    const rows = await table(ctx, 'mailCampaignRecipients').findAll({ where: { state: 'sent' }, raw: true });
    const once = rows.map((row) => String((row as unknown as { address: string }).address));
    expect(once.filter((address) => delivered.get(address) !== 1)).toEqual([]);
    expect([...delivered].filter(([, times]) => times > 1)).toEqual([]);
    // Else no node was ever killed between a message's delivery and the word of it.
    expect(deaths.filter((death) => death === 'send').length).toBeGreaterThanOrEqual(KILLS / 2);
  },
);
