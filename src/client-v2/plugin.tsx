import { Plugin } from '@nocobase/client-v2';
import { ComposerProvider } from './components/ComposerProvider';
import { blockModelLoaders } from './models/loaders';
import { MAIL_PATH, SETTINGS_KEY } from './paths';

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
    const aclSnippet = `pm.${this.options.name}.configuration`;
    this.pluginSettingsManager.addMenuItem({
      key: SETTINGS_KEY,
      title: this.t('Email manager'),
      icon: 'MailOutlined',
      aclSnippet,
      showTabs: true,
    });
    this.pluginSettingsManager.addPageTabItem({
      menuKey: SETTINGS_KEY,
      key: 'microsoft',
      title: 'Microsoft',
      aclSnippet,
      componentLoader: () => import('./pages/settings/MicrosoftSettingsPage'),
    });
  }
}

export default PluginEmailManagerClientV2;
