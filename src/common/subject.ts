/**
 * Reply prefixes in mail programs of many languages (RFC 5322 §3.6.5 defines only "Re: "). "VS" is treated as Finnish;
 * in Danish and Norwegian it would be a forward.
 */
const ANSWER = [
  ...[
    're',
    'aw',
    'antw',
    'antwort',
    'sv',
    'vs',
    'svar',
    'ref',
    'rif',
    'r',
    'odp',
    'odpověď',
    'res',
    'resp',
    'rép',
  ],
  ...['ynt', 'vá', 'válasz', 'atb', 'ats', 'bls', 'odg', 'răsp', 'hf', 'tl', 'trả lời'],
  ...['回复', '回覆', '答复', '答覆', '返信', '답장', '회신', 'ตอบ', 'ตอบกลับ'],
  ...['відп', 'отв', 'ответ', 'отг', 'одг', 'απ', 'σχετ', 'תשובה', 'תגובה', 'השב', 'رد', 'پاسخ'],
];
const FORWARD = [
  ...[
    'fw',
    'fwd',
    'wg',
    'tr',
    'i',
    'rv',
    'enc',
    'vb',
    'doorst',
    'vl',
    'fs',
    'pd',
    'továbbítás',
    'İLT',
    'ilt',
    'trs',
  ],
  ...['yml', 'prosl', 'posr', 'pers', 'ct', 'chuyển tiếp', '转发', '轉寄', '轉發', '転送', '전달', 'ส่งต่อ'],
  ...['пер', 'пересл', 'πρθ', 'המשך', 'הועבר', 'إعادة توجيه', 'ارسال'],
];

/** With counters: `Re[2]:`, `Re (2):`, `Re^2:`, `Re*2:`, `Re2:`. */
const PREFIX = new RegExp(
  `^(?:(${ANSWER.join('|')})|(?:${FORWARD.join('|')}))(?: ?[[(]\\d{1,3}[\\])]|[*^]?\\d{1,3})? ?[:：] ?`,
  'iu',
);
const LONGEST = 1000;

export interface SubjectParts {
  /** Without prefixes, whitespace collapsed. */
  base: string;
  /** One of the prefixes marks it as a reply. */
  answer: boolean;
  /** What the first prefix marks it as. */
  first: 'answer' | 'forward' | null;
}

/** Splits off "Re:", "Fwd:" and their equivalents in other languages, and says what they mean. */
export function splitSubject(subject: string): SubjectParts {
  let rest = subject.slice(0, LONGEST).normalize('NFC').replace(/\s+/g, ' ').trim();
  let answer = false;
  let first: SubjectParts['first'] = null;
  for (let match = PREFIX.exec(rest); match; match = PREFIX.exec(rest)) {
    const isAnswer = match[1] !== undefined;
    first ??= isAnswer ? 'answer' : 'forward';
    answer ||= isAnswer;
    rest = rest.slice(match[0].length);
  }
  return { base: rest, answer, first };
}
