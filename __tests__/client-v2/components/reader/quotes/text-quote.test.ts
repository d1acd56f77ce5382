import { describe, expect, it } from 'vitest';
import { foldText } from '../../../../../src/client-v2/components/reader/text-quote';
import { ATTRIBUTIONS, QUOTES } from './texts';

const ANSWER = 'Yes, at ten.\n\nBo\n\n';
const shown = (text: string) => {
  const { above, below } = foldText(text);
  return above + below;
};
/** All of it, and in this order. */
const isWhole = (text: string) => Object.values(foldText(text)).join('') === text;

describe('what a message quotes at its end is folded', () => {
  it.each(QUOTES)('%s', (_name, quote) => {
    const text = ANSWER + quote;
    expect(foldText(text)).toEqual({ above: ANSWER, quote, below: '' });
    expect(foldText(text.replaceAll('\n', '\r\n')).above).toBe(ANSWER.replaceAll('\n', '\r\n'));
  });
});

describe('nothing is folded of a message that is nothing but a quote', () => {
  it.each(QUOTES)('%s', (_name, quote) => expect(shown(quote)).toBe(quote));
  it.each(QUOTES)('%s, below a signature', (_name, quote) => {
    const text = `-- \nBo Ek\n\n${quote}`;
    expect(shown(text)).toBe(text);
  });
});

const [LINE = ''] = Object.values(ATTRIBUTIONS);

describe('what somebody wrote stays', () => {
  it.each([
    ['below a quote', `${LINE}\n> Shall we meet?\n\nYes.\n`],
    ['below a quote, with something above it', `Hello\n${LINE}\n> Shall we meet?\n\nYes.\n`],
    ['between quotes', `Hello Anna\n\n> Shall we meet?\nYes.\n> At ten?\nNo, at eleven.\n> Anna\n`],
    ['that looks like the beginning of a head', 'From: Berlin\nTo: Munich\nDate: 5 January\nSee you\n'],
    ['of a form', 'New message\nFrom: Anna\nTo: Sales\nSubject: Offer\nMessage: Please call\n'],
    ['that names a writer', 'As Anna wrote:\nwe should meet.\n'],
    ['in dashes', '-----\nOriginal ideas wanted\n-----\n'],
  ])('%s', (_name, text) => expect(shown(text)).toBe(text));

  it.each([
    ['I agree with this point:\n', '> meet at ten\n'],
    ['This was in 2024. It was 10:30.\n', 'Anna wrote:\n> meet at ten\n'],
    ['Have a look at 10:30.\nSee you\n\n', 'Anna wrote:\n> meet at ten\n'],
  ])('right above the line that introduces the quote: %s', (above, quote) => {
    expect(foldText(above + quote)).toEqual({ above, quote, below: '' });
  });

  it('in a signature below the quote, which folds all the same', () => {
    const text = `${ANSWER}${LINE}\n> Shall we meet?\n\n-- \nBo Ek\nBuyer\n`;
    expect(foldText(text)).toEqual({
      above: ANSWER,
      quote: `${LINE}\n> Shall we meet?\n`,
      below: '\n-- \nBo Ek\nBuyer\n',
    });
  });

  it('in the footer of a mailing list', () => {
    const footer = `\n${'_'.repeat(40)}\nlist@example.com\n`;
    expect(foldText(`${ANSWER}> Shall we meet?\n${footer}`).below).toBe(footer);
  });
});

describe('several quotes at the end', () => {
  it('are folded together', () => {
    const quote = `${LINE}\n> Shall we meet?\n\nOn 4 Jan 2026, Bo wrote:\n> Hello\n\n> more\n`;
    expect(foldText(ANSWER + quote)).toEqual({ above: ANSWER, quote, below: '' });
  });
});

it.each(['', '\n', '>', 'x\n>', '\n\n\n', 'a\r\n> b\r\n', ...QUOTES.map(([, quote]) => ANSWER + quote)])(
  'loses nothing: %j',
  (text) => expect(isWhole(text)).toBe(true),
);
