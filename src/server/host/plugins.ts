import type { Context } from '@nocobase/actions';
import type { Field, Model } from '@nocobase/database';
import type { MailContext } from '../context';

/** The host's plugin that answers errors thrown in a request. */
interface ErrorHandlerPlugin {
  errorHandler?: {
    register(guard: (error: unknown) => boolean, render: (error: never, http: Context) => void): void;
  };
}

/** The host's plugin that sends messages to people's inbox in the app. */
export interface NotificationManager {
  send(options: {
    channelName: string;
    triggerFrom: string;
    message: Record<string, unknown>;
    data: Record<string, string>;
    receivers: { type: 'userId'; value: Array<string | number> };
  }): Promise<{ status: 'success' | 'failure'; reason?: string }>;
}

/** The method that the host's data source manager adds to the repository of its `collections` table. */
interface CollectionRepository {
  db2cm?(collectionName: string): Promise<void>;
}

const plugin = (ctx: MailContext, name: string): unknown => ctx.app.pm.get(name);

const errorHandlerOf = (ctx: MailContext) =>
  (plugin(ctx, 'error-handler') as ErrorHandlerPlugin | undefined)?.errorHandler;

/** Sets the answer to a kind of error. The host's own would append the cause's message, which can be anything. */
export function answerErrors<E>(
  ctx: MailContext,
  isOfKind: (error: unknown) => error is E,
  answer: (error: E, http: Context) => void,
): void {
  errorHandlerOf(ctx)?.register(isOfKind, answer);
}

/** Whether the host has the method that {@link answerErrors} needs. */
export const hasErrorHandler = (ctx: MailContext): boolean =>
  typeof errorHandlerOf(ctx)?.register === 'function';

/** Undefined if the plugin is disabled, which is allowed; then nobody is notified. */
export const notificationsOf = (ctx: MailContext) =>
  plugin(ctx, 'notification-manager') as NotificationManager | undefined;

const collectionsOf = (ctx: MailContext) =>
  ctx.app.db.getRepository('collections') as unknown as CollectionRepository | undefined;

/** Names of the collections that pages may be built on, according to their definitions. */
export const pageCollections = ({ app }: MailContext): string[] =>
  [...app.db.collections.values()].filter(({ options }) => options.uiManageable).map(({ name }) => name);

/** Makes a collection known to the page builder; does nothing if it already is. */
export async function publishToPages(ctx: MailContext, collection: string): Promise<void> {
  await collectionsOf(ctx)?.db2cm?.(collection);
  const fields = ctx.app.db.getRepository('fields');
  const rows = (await fields.find({ filter: { collectionName: collection } })) as Model[];
  const known = new Set(rows.map((row) => String(row.get('name'))));
  for (const [name, field] of ctx.app.db.getCollection(collection).fields as Map<string, Field>) {
    const options = field.options as object;
    if (!known.has(name)) await fields.create({ values: { ...options, name, collectionName: collection } });
  }
}

/** Whether the host has the method that {@link publishToPages} needs. */
export const hasPageBuilder = (ctx: MailContext): boolean => typeof collectionsOf(ctx)?.db2cm === 'function';
