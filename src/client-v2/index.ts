export { default, PluginEmailManagerClientV2 } from './plugin';
