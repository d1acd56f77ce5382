import { describe, expect, it } from 'vitest';
import { languagesFor } from '../../src/common';

describe('where a text is looked for', () => {
  it.each([
    ['de-DE', ['de-DE', 'zh-CN', 'en-US']],
    ['de', ['de', 'de-DE', 'zh-CN', 'en-US']],
    ['DE-at', ['DE-at', 'de-DE', 'zh-CN', 'en-US']],
    ['zh-Hant-TW', ['zh-Hant-TW', 'zh-CN', 'en-US']],
    ['fr-FR', ['fr-FR', 'zh-CN', 'en-US']],
    ['den', ['den', 'zh-CN', 'en-US']],
    [
      ['xx', 'de'],
      ['xx', 'zh-CN', 'en-US'],
    ],
    ...[
      '',
      '*',
      '__proto__',
      '../../etc',
      'x'.repeat(100),
      'de-DE,de;q=0.9',
      '\0',
      7,
      null,
      undefined,
      {},
      [['de']],
    ].map((wanted) => [wanted, ['zh-CN', 'en-US']] as [unknown, string[]]),
  ])('%j', (wanted, languages) => {
    expect(languagesFor(wanted, 'zh-CN')).toEqual(languages);
  });

  it('ends with English, whatever the app says of itself', () => {
    for (const preset of [undefined, null, 7, {}]) expect(languagesFor(undefined, preset)).toEqual(['en-US']);
    expect(languagesFor('en-US', 'en-US')).toEqual(['en-US']);
  });
});
