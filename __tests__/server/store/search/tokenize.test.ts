import { describe, expect, it } from 'vitest';
import { foldText, needleOf, tokensOf } from '../../../../src/server/store/search/tokenize';

const tokens = (text: string) => tokensOf(text, 100);

/** Whether what was typed is found in a text, as the databases compare tokens. */
function finds(typed: string, text: string, prefix = false): boolean {
  const needle = needleOf(typed, prefix);
  if (!needle) return false;
  const stored = tokens(text);
  const last = needle.tokens.length - 1;
  return stored.some((_, at) =>
    needle.tokens.every((token, index) => {
      const there = stored[at + index] ?? '';
      return index === last && needle.prefix ? there.startsWith(token) : there === token;
    }),
  );
}

describe('the words of a text', () => {
  it('are in lower case, without accents, in one form', () => {
    expect(tokens('Größe ÉTÉ Straße ﬁne Ｗｉｄｅ Œuvre')).toEqual([
      'grosse',
      'ete',
      'strasse',
      'fine',
      'wide',
      'oeuvre',
    ]);
    expect(foldText('İstanbul')).toBe('istanbul');
    expect(tokens('שָׁלוֹם مُحَمَّد')).toEqual(['שלום', 'محمد']);
    expect(tokens('हिन्दी में')).toEqual(['हिन्दी', 'में']);
  });

  it('are parted by every sign', () => {
    expect(tokens("O'Neil's e-mail, 12:30 (3,5 %) foo_bar")).toEqual([
      ...['o', 'neil', 's', 'e', 'mail', '12', '30', '3', '5', 'foo', 'bar'],
    ]);
    expect(tokens('😀 !!! \ud800')).toEqual([]);
  });

  it('are pairs of characters where a script writes no spaces', () => {
    expect(tokens('会议纪要')).toEqual(['会议', '议纪', '纪要', '要']);
    expect(tokens('iPhone手机')).toEqual(['iphone', '手机', '机']);
    expect(tokens('ガイド')).toEqual(['ガイ', 'イド', 'ド']);
    expect(tokens('회사')).toEqual(['회사', '사']);
    expect(tokens('𠀀𠀁')).toEqual(['𠀀𠀁', '𠀁']);
  });

  it('are a mail address’s parts, and the address', () => {
    expect(tokens('Anna <Anna.Smith@Example.com>.')).toEqual([
      ...['anna', 'anna', 'smith', 'example', 'com', 'anna.smith@example.com'],
    ]);
  });

  it('are the same in plain ASCII as beside any other sign', () => {
    const text = `From: Anna_B <a.b+c%d-e_f@x-y.example.co.uk>, .dots.@host..x 3rd 2024-01-02T03:04Z ${'w'.repeat(60)}\0\t~end`;
    expect(tokens(text)).toHaveLength(26);
    // A sign that is no word takes the way of all other scripts.
    expect(tokens(`${text} – 😀`)).toEqual(tokens(text));
    expect(tokens(`${text} 会`)).toEqual(
      tokens(text).flatMap((one, at) => (at === 24 ? ['会', one] : [one])),
    );
    expect(foldText(`${text}–`)).toBe(`${foldText(text)}–`);
  });

  it('are bounded in length and number', () => {
    expect(tokensOf('wort '.repeat(10_000), 50)).toHaveLength(50);
    expect(tokens('x'.repeat(100_000))).toEqual(['x'.repeat(48)]);
    expect(tokensOf('会'.repeat(100_000), 50)).toHaveLength(50);
    expect(tokensOf('a@'.repeat(50_000), 10)).toEqual(Array.from({ length: 10 }, () => 'a'));
  });
});

describe('what is typed', () => {
  it('is found as a word, and as the beginning of one while it is typed', () => {
    expect(finds('INVOICE', 'Your invoice 2024')).toBe(true);
    expect(finds('inv', 'Your invoice')).toBe(false);
    expect(finds('inv', 'Your invoice', true)).toBe(true);
    expect(finds('résumé', 'my resume')).toBe(true);
    expect(finds('inv.', 'Your invoice', true)).toBe(false);
  });

  it('is found as words in a row', () => {
    expect(finds('quarterly report', 'the quarterly report is here')).toBe(true);
    expect(finds('report quarterly', 'the quarterly report is here')).toBe(false);
    expect(finds('e-mail', 'an E-Mail came')).toBe(true);
    expect(finds('12.5', 'about 12.5 %')).toBe(true);
  });

  it('is found in scripts without spaces, at any place of a run', () => {
    const text = '请查收会议纪要 thanks';
    for (const typed of ['会', '要', '请', '会议', '议纪要', '请查收会议纪要', '纪要 thanks']) {
      expect(finds(typed, text), typed).toBe(true);
      expect(finds(typed, text, true), typed).toBe(true);
    }
    for (const typed of ['议会', '会纪', '会议要']) expect(finds(typed, text), typed).toBe(false);
    expect(finds('สวัสดี', 'คำว่าสวัสดีครับ')).toBe(true);
    expect(finds('手机', 'iPhone手机壳')).toBe(true);
    expect(finds('iphone手', 'iPhone手机壳')).toBe(true);
  });

  it('is found as an address, whole, begun or in part', () => {
    const text = 'Anna <anna.smith@example.com>';
    expect(finds('Anna.Smith@example.com', text)).toBe(true);
    expect(finds('smith@example.com', text)).toBe(false);
    expect(finds('anna.smith@ex', text, true)).toBe(true);
    expect(finds('@example.com', text)).toBe(true);
    expect(finds('anna.smith@', text)).toBe(true);
    expect(finds('example', text)).toBe(true);
  });

  it('is nothing where no word is in it', () => {
    for (const typed of ['', '!!!', '😀', '"', '-']) expect(needleOf(typed, true)).toBeNull();
  });
});
