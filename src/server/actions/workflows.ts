import { COLLECTIONS, PACKAGE_NAME, type Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import {
  aroundWorkflows,
  NODE_FAILED,
  type AroundWorkflows,
  type NodeConfig,
  type NodeResult,
} from '../host';
import { restrictionOf, restrictTo, type Viewer } from '../store/rowSecurity/rowSecurity';
import type { Fence } from '../store/rowSecurity/fence';
import { accessibleAccountIds } from './own';

/** Maximum number of waiting runs (for a delay, or for someone) whose starter is remembered; older runs see no mail. */
const REMEMBERED = 10_000;
/** The type of nodes that run SQL written by a user. */
const SQL = 'sql';

const NOBODY: Viewer = { accountIds: () => Promise.resolve([]) };

/**
 * Workflows run separately from the request that starts them, and anyone who may see their runs sees what their nodes
 * read. So each run sees the mail of the user whose request started it, just as that request would, and none if no user
 * did: a schedule, a run of another process, a run from before the last start. What a run says about itself (its
 * context) isn't trusted, because an administrator may have written it.
 */
export const limitWorkflows = (ctx: MailContext, fence: Fence): void =>
  aroundWorkflows(ctx, { ...limitedRuns(ctx), ...limitedNodes(ctx, fence) });

/** Runs each workflow within the limits of the user who started it. */
function limitedRuns(ctx: MailContext): Pick<AroundWorkflows, 'started' | 'created' | 'run' | 'trigger'> {
  const starters = new WeakMap<object, Id>();
  const runs = new Map<string, Id>();
  return {
    started(context) {
      const limits = restrictionOf(ctx);
      if (limits?.userId !== undefined && !limits.over) starters.set(context, limits.userId);
    },
    created(run, context) {
      const userId = starters.get(context);
      if (userId !== undefined) runs.set(String(run), userId);
      if (runs.size > REMEMBERED) runs.delete([...runs.keys()][0]);
    },
    run(run, work) {
      const userId = runs.get(String(run));
      const viewer =
        userId === undefined ? NOBODY : { userId, accountIds: () => accessibleAccountIds(ctx, userId) };
      return restrictTo(ctx, viewer, work);
    },
    trigger: (type, work) =>
      type === 'collection' && restrictionOf(ctx) ? work() : restrictTo(ctx, NOBODY, work),
  };
}

const isOurs = (collection: unknown): boolean =>
  typeof collection === 'string' &&
  COLLECTIONS.some((name) => name === collection || `main:${name}` === collection);

/** Makes nodes say why they see no mail; SQL is verified first. */
function limitedNodes(ctx: MailContext, { proof }: Fence): Pick<AroundWorkflows, 'node' | 'test'> {
  const said = (key: string, params = {}) =>
    String(ctx.app.i18n.t(key, { ns: PACKAGE_NAME, interpolation: { escapeValue: false }, ...params }));
  const prove = async ({ dataSource = 'main', sql }: NodeConfig, text: unknown) => {
    if (dataSource === 'main' && sql) await proof.demand(String(text), { writes: true });
  };
  const inWords = (error: unknown): never => {
    if (!(error instanceof MailError)) throw error;
    throw new Error(said(`error.${error.code}`, error.params), { cause: error });
  };
  return {
    async node({ type, config, parsed }, work) {
      const limits = restrictionOf(ctx);
      const nobody = limits !== undefined && (limits.userId === undefined || limits.over);
      if (nobody && isOurs(config.collection)) {
        return { status: NODE_FAILED, result: { code: 'forbidden', message: said('workflow.nobody') } };
      }
      const before = limits?.touched ?? false;
      if (limits) limits.touched = false;
      try {
        if (type === SQL) await prove(config, config.unsafeInjection ? parsed(config.sql) : config.sql);
        const result = await work();
        // A job already created by the host stays as it is.
        const plain = result && Object.getPrototypeOf(result) === Object.prototype;
        return nobody && limits.touched && plain ? { ...result, log: said('workflow.nobody') } : result;
      } catch (error) {
        return inWords(error);
      } finally {
        if (limits) limits.touched ||= before;
      }
    },
    async test(type, config, work): Promise<NodeResult> {
      try {
        if (type === SQL) await prove(config, config.sql);
      } catch (error) {
        if (!(error instanceof MailError)) throw error;
        return { status: NODE_FAILED, result: said(`error.${error.code}`, error.params) };
      }
      return work();
    },
  };
}
