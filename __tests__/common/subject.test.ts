import { describe, expect, it } from 'vitest';
import { splitSubject } from '../../src/common';

describe('the prefixes of a subject', () => {
  it.each([
    ...[
      'Re',
      'RE',
      're ',
      'AW',
      'Antw',
      'Antwort',
      'SV',
      'VS',
      'R',
      'RIF',
      'Odp',
      'RES',
      'Rép',
      'YNT',
      'VÁ',
      'Odg',
    ],
    ...[
      '回复',
      '回覆',
      '答复',
      '返信',
      '답장',
      '회신',
      'ตอบ',
      'Відп',
      'Ответ',
      'ΑΠ',
      'Σχετ',
      'תשובה',
      'رد',
      'پاسخ',
    ],
    ...['Re[2]', 'Re (12)', 'RE^3', 'Re*2', 'Re2'],
  ])('%s: says that it is an answer', (prefix) => {
    expect(splitSubject(`${prefix}: Quote 77`)).toEqual({ base: 'Quote 77', answer: true, first: 'answer' });
    expect(splitSubject(`${prefix}：报价`)).toEqual({ base: '报价', answer: true, first: 'answer' });
  });

  it.each([
    ...['Fwd', 'FW', 'WG', 'TR', 'RV', 'ENC', 'I', 'VB', 'Doorst', 'VL', 'PD', 'İLT', 'Továbbítás', 'FS'],
    ...['转发', '轉寄', '轉發', '転送', '전달', 'ส่งต่อ', 'Пер', 'ΠΡΘ', 'הועבר', 'إعادة توجيه'],
  ])('%s: says that it is a forward', (prefix) =>
    expect(splitSubject(`${prefix}: Quote 77`)).toEqual({
      base: 'Quote 77',
      answer: false,
      first: 'forward',
    }),
  );

  it('are taken off one after the other', () => {
    const several = splitSubject('  AW: WG:Re[3]: 回复：\tThe \n offer ');
    expect(several).toEqual({ base: 'The offer', answer: true, first: 'answer' });
    expect(splitSubject('WG: AW: x')).toEqual({ base: 'x', answer: true, first: 'forward' });
  });

  it.each(['Report: done', 'Tree: oak', 'Reply', 'RE', 'x Re: y', 'Ren: a', '1: a', 'Aw, nice: a'])(
    'are not seen in %j',
    (subject) => expect(splitSubject(subject)).toEqual({ base: subject, answer: false, first: null }),
  );

  it('reads the first thousand characters of one that is longer', () => {
    expect(splitSubject(`Re: ${'x'.repeat(2000)}`)).toEqual({
      base: 'x'.repeat(996),
      answer: true,
      first: 'answer',
    });
  });

  it('finds the same in composed and decomposed letters', () =>
    expect(splitSubject('Re\u0301p: x').answer).toBe(true));
});
