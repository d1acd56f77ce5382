import { ComposerProvider } from '../client-v2/components/composer/ComposerProvider';
import { missingParts } from '../client-v2/host/parts';
import { blockModelLoaders } from '../client-v2/models/loaders';
import { pagesFor } from '../client-v2/page-loaders';
import { MAIL_PATH, MESSAGE_ROUTE, MOBILE_MAIL_PATH, SETTINGS_KEY } from '../client-v2/paths';
import { SETTINGS_TABS } from '../client-v2/settings-tabs';
import { registerWorkflows } from '../client-v2/workflows/register';
import { mobileRouter, Plugin } from './host';
import { TopBarProvider } from './TopBarProvider';

/** Registers the new client's pages and models with the v1 client. */
export class PluginEmailManagerClient extends Plugin {
  override async load(): Promise<void> {
    const { app, flowEngine } = this;
    const missing = missingParts({ app, flowEngine, settings: app.pluginSettingsManager });
    const page = pagesFor(missing);
    if (!missing.includes('settings')) this.registerSettings(page);
    if (!missing.includes('router')) {
      const componentLoader = page(() => import('../client-v2/mail-center/MailCenterPage'));
      app.router.add('admin.mail', { path: MAIL_PATH, componentLoader });
      app.router.add('admin.mail-message', {
        path: MESSAGE_ROUTE,
        componentLoader: page(() => import('../client-v2/mail-center/window/MessageWindowPage')),
      });
      mobileRouter(app)?.add('mobile.page.mail', { path: `/${MOBILE_MAIL_PATH}`, componentLoader });
    }
    if (missing.length > 0) return;
    this.flowEngine.registerModelLoaders(blockModelLoaders);
    registerWorkflows(app, (key) => this.t(key));
    this.app.use(TopBarProvider);
    this.app.use(ComposerProvider);
  }

  private registerSettings(page: ReturnType<typeof pagesFor>): void {
    this.app.pluginSettingsManager.add(SETTINGS_KEY, {
      title: this.t('Email manager'),
      icon: 'MailOutlined',
    });
    for (const { key, title, snippet, componentLoader, ...tab } of SETTINGS_TABS) {
      this.app.pluginSettingsManager.add(`${SETTINGS_KEY}.${key}`, {
        ...tab,
        title: this.t(title),
        aclSnippet: `pm.${this.options.name}.${snippet}`,
        componentLoader: page(componentLoader),
      });
    }
  }
}

export default PluginEmailManagerClient;
