import { Plugin } from '@nocobase/client-v2';
import { ComposerProvider } from './components/ComposerProvider';
import { blockModelLoaders } from './models/loaders';
import { MAIL_PATH, SETTINGS_KEY } from './paths';
import { SETTINGS_TABS } from './settings-tabs';

/** A table of contents: what the plugin registers in the new client. */
export class PluginEmailManagerClientV2 extends Plugin {
  override async load(): Promise<void> {
    this.registerSettings();
    this.router.add('admin.mail', {
      path: MAIL_PATH,
      componentLoader: () => import('./mail-center/MailCenterPage'),
    });
    this.flowEngine.registerModelLoaders({
      ...blockModelLoaders,
      MailTopbarActionModel: {
        extends: 'TopbarActionModel',
        loader: () => import('./mail-center/top-bar/MailTopbarActionModel'),
      },
    });
    this.app.use(ComposerProvider);
  }

  private registerSettings(): void {
    this.pluginSettingsManager.addMenuItem({
      key: SETTINGS_KEY,
      title: this.t('Email manager'),
      icon: 'MailOutlined',
      showTabs: true,
    });
    for (const { title, snippet, ...tab } of SETTINGS_TABS) {
      this.pluginSettingsManager.addPageTabItem({
        ...tab,
        menuKey: SETTINGS_KEY,
        title: this.t(title),
        aclSnippet: `pm.${this.options.name}.${snippet}`,
      });
    }
  }
}

export default PluginEmailManagerClientV2;
