/**
 * npm run mutate -- <folder> [--mutants <about how many>] [--seed <number>]
 *
 * Mutation testing of one folder of `src`: makes small mistakes in it, one at a time, and checks whether its
 * tests notice. Without `--mutants`, all of them are tried. Plain JavaScript, because it runs before anything
 * is installed.
 */
import { runTypeScript } from './installed.mjs';

runTypeScript('scripts/mutate/run.mts', process.argv.slice(2), [
  'chromium',
  'dovecot-core',
  'dovecot-imapd',
  'dovecot-lmtpd',
]);
