import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';

/** The host's own collections for its in-app messages. */
const CHANNELS = 'notificationChannels';
const MESSAGES = 'notificationInAppMessages';

/** Whether the host's plugins for in-app messages are enabled. */
export const canNotify = (ctx: MailContext): boolean =>
  [CHANNELS, MESSAGES].every((name) => ctx.app.db.hasCollection(name));

/** Creates our channel unless it exists. An existing one is left alone, because an admin may have renamed it. */
export async function ensureChannel(
  ctx: MailContext,
  channel: { name: string; title: string; notificationType: string },
): Promise<void> {
  const channels = ctx.app.db.getRepository(CHANNELS);
  if (await channels.findOne({ filterByTk: channel.name })) return;
  try {
    await channels.create({ values: channel });
  } catch (error) {
    // Another node was first.
    if (!(await channels.findOne({ filterByTk: channel.name }))) throw error;
  }
}

/** The users with these ids, grouped by the language in which each sees the app. */
export async function usersByLanguage(ctx: MailContext, userIds: readonly Id[]): Promise<Map<string, Id[]>> {
  const { db } = ctx.app;
  const settings = db.hasCollection('systemSettings')
    ? await db.getCollection('systemSettings').model.findOne()
    : null;
  const enabled = (settings?.get('enabledLanguages') ?? []) as string[];
  const fallback = enabled[0] ?? process.env.APP_LANG ?? 'en-US';
  const users = await db.getCollection('users').model.findAll({
    where: { id: { [Op.in]: [...userIds] } },
    attributes: ['id', 'appLang'],
  });
  const languages = new Map<string, Id[]>();
  for (const user of users) {
    const own = user.get('appLang') as string | null;
    const language = own && enabled.includes(own) ? own : fallback;
    languages.set(language, [...(languages.get(language) ?? []), user.get('id') as Id]);
  }
  return languages;
}
