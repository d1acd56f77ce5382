import { Plugin } from '@nocobase/client';
import { ComposerProvider } from '../client-v2/components/ComposerProvider';
import { blockModelLoaders } from '../client-v2/models/loaders';
import { MAIL_PATH, SETTINGS_KEY } from '../client-v2/paths';
import { SETTINGS_TABS } from '../client-v2/settings-tabs';
import { TopBarProvider } from './TopBarProvider';

/** The pages and models of the new client, registered the v1 client's way. */
export class PluginEmailManagerClient extends Plugin {
  override async load(): Promise<void> {
    this.registerSettings();
    this.app.router.add('admin.mail', {
      path: MAIL_PATH,
      componentLoader: () => import('../client-v2/mail-center/MailCenterPage'),
    });
    this.flowEngine.registerModelLoaders(blockModelLoaders);
    this.app.use(TopBarProvider);
    this.app.use(ComposerProvider);
  }

  private registerSettings(): void {
    this.app.pluginSettingsManager.add(SETTINGS_KEY, {
      title: this.t('Email manager'),
      icon: 'MailOutlined',
    });
    for (const { key, title, snippet, ...tab } of SETTINGS_TABS) {
      this.app.pluginSettingsManager.add(`${SETTINGS_KEY}.${key}`, {
        ...tab,
        title: this.t(title),
        aclSnippet: `pm.${this.options.name}.${snippet}`,
      });
    }
  }
}

export default PluginEmailManagerClient;
