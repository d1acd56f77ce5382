/** npm start: plain JavaScript, because it runs before anything is installed. See `start.mts`. */
import { runTypeScript } from './installed.mjs';

runTypeScript('scripts/start.mts', process.argv.slice(2));
