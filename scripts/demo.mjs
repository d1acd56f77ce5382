/**
 * npm run demo [-- --check] [-- --port <port>]
 *
 * Plain JavaScript, because it runs before anything is installed.
 */
import { runTypeScript } from './installed.mjs';

const args = process.argv.slice(2);
// The check plays the story in a browser.
runTypeScript('scripts/demo.mts', args, args.includes('--check') ? ['chromium'] : []);
