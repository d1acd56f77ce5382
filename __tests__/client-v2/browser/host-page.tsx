import { createRoot } from 'react-dom/client';
import { PluginEmailManagerClient } from '../../../src/client/plugin';
import { PluginEmailManagerClientV2 } from '../../../src/client-v2/plugin';
import { registered } from './client-v2';

declare global {
  interface Window {
    registered: typeof registered;
  }
}

/** The plugin in a host that lacks the part that the address names, with the first page that is there. */
const isClassic = new URLSearchParams(location.search).get('client') === 'v1';
const Client = (isClassic ? PluginEmailManagerClient : PluginEmailManagerClientV2) as new () => {
  load(): Promise<void>;
};
await new Client().load();
window.registered = registered;
const [first] = registered.loaders;
if (first && new URLSearchParams(location.search).has('without')) {
  const { default: FirstPage } = await first();
  createRoot(document.getElementById('root') as HTMLElement).render(<FirstPage />);
}
