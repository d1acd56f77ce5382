import { expect, it } from 'vitest';
import { isSubstituteText, readSubstitute } from '../../../src/server/mime/substitute';

it.each([
  ['Subject: "a "quoted" word"\r\nFrom: "A" ("/O=X")', { subject: 'a "quoted" word', fromName: 'A' }],
  ['Subject: ""\nFrom: "B" ("/O=X")', { subject: '', fromName: 'B' }],
  ['Subject: ""\nFrom: "" ("/O=X")', { subject: '', fromName: '' }],
  ['Subject: "a ("b") c"\nFrom: "C (D)" ("/O=X")', { subject: 'a ("b") c', fromName: 'C (D)' }],
  ['Subject: "cut off\nFrom: "cut off too', { subject: 'cut off', fromName: 'cut off too' }],
  ['Subject: no quotes\nFrom: A "B"', { subject: '', fromName: '' }],
  ['Subject: "first"\nSubject: "second"', { subject: 'first', fromName: '' }],
  ['My Subject: "none"', { subject: '', fromName: '' }],
  ['nothing of the kind', { subject: '', fromName: '' }],
  [`Subject: "${'x'.repeat(100_000)}`, { subject: 'x'.repeat(19_990), fromName: '' }],
])('the text of a substitute says what it stands for: %#', (text, expected) =>
  expect(readSubstitute(text)).toEqual(expected),
);

it('the text of a substitute is known by its first sentence', () => {
  const sentence = "The server couldn't retrieve the following message:";
  expect(isSubstituteText(`\r\n ${sentence}\r\n\r\nSubject: "x"`)).toBe(true);
  expect(isSubstituteText(`> ${sentence}`)).toBe(false);
  expect(isSubstituteText(`Hello,\r\n${sentence}`)).toBe(false);
});
