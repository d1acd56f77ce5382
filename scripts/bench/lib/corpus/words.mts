import type { Random } from '../random.mts';

const SYLLABLES = [
  'ba',
  'ker',
  'lo',
  'min',
  'tra',
  'vel',
  'son',
  'qui',
  'der',
  'pol',
  'ang',
  'rit',
  'os',
  'fem',
  'ul',
];
const COMMON = [
  ...['the', 'offer', 'meeting', 'invoice', 'please', 'project', 'customer', 'delivery', 'price', 'question'],
  ...['Grüße', 'Rechnung', 'Straße', 'nächste', 'Woche', 'Angebot', 'für', 'Änderung'],
  ...['你好', '发票', '会议', '项目', '客户', '价格'],
];

function word(random: Random): string {
  if (random.chance(0.6)) return random.pick(COMMON);
  return Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES)).join('');
}

/** Returns this many random words, separated by spaces. */
export function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => word(random)).join(' ');
}

/** Returns paragraphs of about `size` bytes in total. */
export function prose(random: Random, size: number): string[] {
  const paragraphs: string[] = [];
  for (let left = size; left > 0;) {
    const paragraph = `${words(random, 10 + random.below(70))}.`;
    paragraphs.push(paragraph);
    left -= Buffer.byteLength(paragraph) + 2;
  }
  return paragraphs;
}
