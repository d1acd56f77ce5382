import { PACKAGE_NAME, type Id } from '../common';
import type { MailContext } from './context';
import { canNotify, ensureChannel, usersByLanguage } from './store/notices';

/** A message for people's inbox in the app. */
export interface Notice {
  /** Keys of the locale files. */
  title: string;
  content: string;
  params?: Record<string, string | number>;
  /** Inside the app's router, e.g. `/admin/mail`: the same in both clients. */
  path: string;
}

/** The part of the host's notification manager that this needs. */
interface NotificationManager {
  send(options: {
    channelName: string;
    triggerFrom: string;
    message: Record<string, unknown>;
    data: Record<string, string>;
    receivers: { type: 'userId'; value: Id[] };
  }): Promise<{ status: 'success' | 'failure'; reason?: string }>;
}

/** One channel for all our messages: people see it as a conversation of its own. */
const CHANNEL = 'mail_notices';
const IN_APP = 'in-app-message';

/**
 * The manager compiles every text of a message with Handlebars. Ours come as values, which it does not
 * compile, and with three braces, since they are shown as text and not as HTML.
 */
const MESSAGE = { title: '{{{title}}}', content: '{{{content}}}', options: { url: '{{{path}}}' } };

/**
 * Sends an in-app message to each of the users in their own language. Where the host's plugins for it are
 * off, nobody is told and the log says so. It never fails: what it tells of has happened already.
 */
export async function notify(ctx: MailContext, userIds: Id[], notice: Notice): Promise<void> {
  const { title, content, params, path } = notice;
  try {
    const manager = ctx.app.pm.get('notification-manager') as unknown as NotificationManager | undefined;
    if (!manager || !canNotify(ctx)) {
      ctx.log.info(`mail: nobody is told of "${title}": in-app notifications are off`);
      return;
    }
    for (const [language, value] of await usersByLanguage(ctx, userIds)) {
      const translate = await translator(ctx, language);
      await ensureChannel(ctx, {
        name: CHANNEL,
        title: translate('Email manager'),
        notificationType: IN_APP,
      });
      const { status, reason } = await manager.send({
        channelName: CHANNEL,
        triggerFrom: 'mail',
        message: MESSAGE,
        data: { title: translate(title, params), content: translate(content, params), path },
        receivers: { type: 'userId', value },
      });
      if (status === 'failure') ctx.log.warn('mail: an in-app notification failed', { reason });
    }
  } catch (error) {
    ctx.log.warn('mail: an in-app notification failed', { cause: String(error) });
  }
}

type Translate = (key: string, params?: Notice['params']) => string;

async function translator(ctx: MailContext, lng: string): Promise<Translate> {
  const { i18n, localeManager } = ctx.app;
  // Outside of a request nobody has loaded them.
  await localeManager.loadResourcesByLang(lng);
  return (key, params = {}) =>
    i18n.t(key, { ns: PACKAGE_NAME, lng, ...params, interpolation: { escapeValue: false } });
}
