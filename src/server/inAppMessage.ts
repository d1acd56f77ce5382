import { languagesFor, PACKAGE_NAME, type Id } from '../common';
import type { MailContext } from './context';
import { notificationsOf } from './host';
import { canNotify, ensureChannel, usersByLanguage } from './store/accounts/notices';

/** A notification for people's inbox in the app. */
export interface Notice {
  /** Keys in the locale files. */
  title: string;
  content: string;
  params?: Record<string, string | number>;
  /** Path in the app's router, e.g. `/admin/mail`; it's the same in both clients. */
  path: string;
}

/** One channel for all our notifications: people see it as a separate conversation. */
const CHANNEL = 'mail_notices';
const IN_APP = 'in-app-message';

/**
 * The manager compiles every text of a message with Handlebars. Ours are passed as values, which it doesn't compile,
 * and in triple braces, because they're shown as text and not as HTML.
 */
const MESSAGE = { title: '{{{title}}}', content: '{{{content}}}', options: { url: '{{{path}}}' } };

/**
 * Sends an in-app notification to each user in their own language. If the host's plugins for it are disabled, nobody is
 * notified and the log says so. Never throws, because the event it reports has already happened.
 */
export async function notify(ctx: MailContext, userIds: Id[], notice: Notice): Promise<void> {
  const { title, content, params, path } = notice;
  try {
    const manager = notificationsOf(ctx);
    if (!manager || !canNotify(ctx)) {
      ctx.log.info(`mail: no one was notified of "${title}": in-app notifications are turned off`);
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
  const lngs = languagesFor(lng, i18n.language);
  // Outside a request nobody has loaded the texts yet.
  for (const language of lngs) await localeManager.loadResourcesByLang(language);
  return (key, params = {}) =>
    i18n.t(key, { ns: PACKAGE_NAME, lngs, ...params, interpolation: { escapeValue: false } });
}
