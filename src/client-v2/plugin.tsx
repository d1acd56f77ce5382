import { ComposerProvider } from './components/composer/ComposerProvider';
import { missingParts } from './host/parts';
import { Plugin } from './host/plugin';
import { blockModelLoaders } from './models/loaders';
import { pagesFor } from './page-loaders';
import { MAIL_PATH, MESSAGE_ROUTE, MOBILE_MAIL_ROUTE, SETTINGS_KEY } from './paths';
import { SETTINGS_TABS } from './settings-tabs';
import { registerWorkflows } from './workflows/register';

/** Everything the plugin registers in the new client. */
export class PluginEmailManagerClientV2 extends Plugin {
  override async load(): Promise<void> {
    const { app, flowEngine, pluginSettingsManager: settings } = this;
    const missing = missingParts({ app, flowEngine, settings });
    const page = pagesFor(missing);
    if (!missing.includes('settings')) this.registerSettings(page);
    if (!missing.includes('router')) {
      this.router.add('admin.mail', {
        path: MAIL_PATH,
        componentLoader: page(() => import('./mail-center/MailCenterPage')),
      });
      this.router.add('admin.mail-message', {
        path: MESSAGE_ROUTE,
        componentLoader: page(() => import('./mail-center/window/MessageWindowPage')),
      });
      this.router.add('mobile.page.mail', {
        path: MOBILE_MAIL_ROUTE,
        componentLoader: page(() => import('./mail-center/MobileMailPage')),
      });
    }
    if (missing.length > 0) return;
    this.flowEngine.registerModelLoaders({
      ...blockModelLoaders,
      MailTopbarActionModel: {
        extends: 'TopbarActionModel',
        loader: () => import('./mail-center/top-bar/MailTopbarActionModel'),
      },
    });
    registerWorkflows(app, (key) => this.t(key));
    this.app.use(ComposerProvider);
  }

  private registerSettings(page: ReturnType<typeof pagesFor>): void {
    this.pluginSettingsManager.addMenuItem({
      key: SETTINGS_KEY,
      title: this.t('Email manager'),
      icon: 'MailOutlined',
      showTabs: true,
    });
    for (const { title, snippet, componentLoader, ...tab } of SETTINGS_TABS) {
      this.pluginSettingsManager.addPageTabItem({
        ...tab,
        menuKey: SETTINGS_KEY,
        title: this.t(title),
        aclSnippet: `pm.${this.options.name}.${snippet}`,
        componentLoader: page(componentLoader),
      });
    }
  }
}

export default PluginEmailManagerClientV2;
