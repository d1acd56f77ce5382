/**
 * npm run demo [-- --check] [-- --port <port>]
 *
 * Plain JavaScript, since it runs before anything is installed.
 */
import { runTypeScript } from './installed.mjs';

runTypeScript('scripts/demo.mts', process.argv.slice(2));
