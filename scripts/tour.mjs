/**
 * npm run tour [-- <part of a name> …]
 *
 * Plain JavaScript, because it runs before anything is installed.
 */
import { runTypeScript } from './installed.mjs';

runTypeScript('scripts/tour.mts', process.argv.slice(2), ['chromium']);
