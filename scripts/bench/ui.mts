/**
 * Measures how fast the app feels in the browser, with an account of 100,000 messages in a real host: how soon the
 * list, a message and a new message appear, how smoothly the list scrolls, and how many bytes of scripts are loaded.
 * It needs PostgreSQL, Dovecot and Chromium. The account with the 100,000 messages is paused, since they exist only in
 * the database, so new messages arrive in a second, small account. Words limit the run to some of the figures.
 */
import { FIGURES } from './ui/figures.mts';
import { startUiWorld } from './ui/world.mts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const world = await startUiWorld();
const figures: Record<string, unknown> = {};
try {
  for (const [name, measure] of Object.entries(FIGURES)) {
    if (words.length > 0 && !words.includes(name)) continue;
    figures[name] = await measure(world);
    console.log(`${name}: ${JSON.stringify(figures[name])}`);
  }
} finally {
  await world.stop();
}
console.log(JSON.stringify({ bench: 'ui', ...figures }));
process.exit();
