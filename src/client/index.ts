export { default, PluginEmailManagerClient } from './plugin';
