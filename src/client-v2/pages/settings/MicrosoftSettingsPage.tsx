import { ProviderSettingsPage } from './ProviderSettingsPage';

/** The tab "Microsoft" of the plugin's settings. */
export default function MicrosoftSettingsPage() {
  return <ProviderSettingsPage provider="microsoft" />;
}
