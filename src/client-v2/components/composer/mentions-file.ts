import { withoutSignature } from './signature-html';

/** Words with which people mention an attached file, in widely used languages. Only whole words match. */
const ANNOUNCED = new RegExp(
  '(?<!\\p{L})(?:' +
    [
      'attach(?:ed|ing|ments?)?',
      'enclosed',
      'anbei',
      'angehängt\\p{L}*',
      'beigefügt\\p{L}*',
      'anhang|anhänge',
      'ci-joint\\p{L}*',
      'pièces? jointes?',
      'adjunt\\p{L}*',
      'allegat\\p{L}*',
      'anex\\p{L}*',
      'bijlagen?',
    ].join('|') +
    ')(?!\\p{L})|附件|附上|添付',
  'iu',
);

/** Whether the writer mentions an attached file. Quotes and the signature don't count: they aren't new text. */
export function mentionsFile(html: string): boolean {
  const { body } = new DOMParser().parseFromString(withoutSignature(html), 'text/html');
  for (const quote of body.querySelectorAll('blockquote')) quote.remove();
  return ANNOUNCED.test(body.textContent ?? '');
}
