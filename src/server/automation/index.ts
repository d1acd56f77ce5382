import { EMAIL_TRIGGER, REPLY_NODE, SEND_NODE, UPDATE_NODE } from '../../common';
import type { MailContext, Service } from '../context';
import { automationOf, onRun, onWorkflowDeleted } from '../host';
import { doesMailWork } from '../mailWork';
import { periodic } from '../periodic';
import { MAIL_EVENT } from '../push';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { EVENT_KEY, finishEvent, sweepEvents } from '../store/workflows/events';
import { removeGrantsOf } from '../store/workflows/grants';
import { missingWorkflows } from '../store/workflows/hostWorkflows';
import { failDiscarded, sweepJobs } from '../store/workflows/jobs';
import { deliverEvents } from './deliver';
import { replyNode, sendNode } from './sendNodes';
import { settleJobs } from './settle';
import { emailTrigger } from './trigger';
import { updateNode } from './updateNode';

/** Milliseconds between two rounds that find what was left behind. */
const TICK = 30_000;
/** Milliseconds in which what happens together is delivered together. */
const TOGETHER = 300;
const HOUR = 60 * 60_000;
const DAY = 24 * 60 * 60_000;

/** What NocoBase's workflows have of mail: a trigger, nodes, and whatever keeps them going. */
export function registerAutomation(ctx: MailContext): Service {
  const plugin = automationOf(ctx);
  if (!plugin) return {};
  plugin.registerTrigger(EMAIL_TRIGGER, emailTrigger(ctx));
  plugin.registerInstruction(SEND_NODE, sendNode(ctx));
  plugin.registerInstruction(REPLY_NODE, replyNode(ctx));
  plugin.registerInstruction(UPDATE_NODE, updateNode(ctx));
  onRun(ctx, async (eventKey) => {
    if (eventKey.startsWith(EVENT_KEY)) await unrestricted(() => finishEvent(ctx, eventKey));
  });
  onWorkflowDeleted(ctx, (key) =>
    unrestricted(async () => removeGrantsOf(ctx, await missingWorkflows(ctx, [key]))),
  );
  return doesMailWork(ctx) ? automationRounds(ctx) : {};
}

/** Delivers right after something has happened, and looks from time to time for what was left behind. */
export function automationRounds(ctx: MailContext): Service {
  let timer: NodeJS.Timeout | undefined;
  let stopped = true;
  let current: Promise<void> = Promise.resolve();
  const soon = (wait: number) => {
    if (stopped) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      current = current.then(() => round()).catch(() => undefined);
    }, wait).unref();
  };
  const round = async (): Promise<void> => {
    await settleJobs(ctx);
    const wait = await deliverEvents(ctx);
    if (wait !== null) soon(wait);
  };
  const regular = periodic(
    ctx,
    TICK,
    async () => {
      await failDiscarded(ctx);
      await round();
    },
    'mail: workflows could not be told what has happened',
  );
  const sweeping = periodic(ctx, HOUR, () => sweepAutomation(ctx), 'mail: old events could not be deleted');
  ctx.app.on(MAIL_EVENT, () => unrestricted(() => soon(TOGETHER)));
  return {
    start: () => {
      stopped = false;
      regular.start?.();
      sweeping.start?.();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      await Promise.all([regular.stop?.(), sweeping.stop?.(), current]);
    },
  };
}

/** Deletes what workflows have learned. `now` is in milliseconds. */
export async function sweepAutomation(ctx: MailContext, now = Date.now()): Promise<void> {
  await sweepEvents(ctx, new Date(now - DAY), new Date(now - 7 * DAY));
  await sweepJobs(ctx, new Date(now - 30 * DAY));
}
