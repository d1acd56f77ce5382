import type { DeliveryFate } from '../../common';
import { cleanLine } from './cleanText';
import { decodeWords } from './encodedWords';
import { fieldOf, headerFields, type HeaderFields } from './header';

/** Maximum recipients of a report; the rest is cut off. */
const MAX_RECIPIENTS = 50;
const MAX_DIAGNOSTIC = 1000;
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/**
 * What happened to a message for each of its recipients: the content of a message/delivery-status part (RFC 3464 §2).
 * Its first block is about the message and each other block about a recipient; some programs omit the first one.
 */
export function readReport(content: Buffer): DeliveryFate[] {
  return blocksOf(content.toString('latin1')).flatMap((block) => {
    const fate = fateOf(headerFields(Buffer.from(block, 'latin1')));
    return fate ? [fate] : [];
  });
}

/** The groups of lines that are about a recipient; empty lines separate the groups. */
function blocksOf(text: string): string[] {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n');
  return blocks.filter((block) => /^(?:final|original)-recipient\s*:/im.test(block)).slice(0, MAX_RECIPIENTS);
}

function fateOf(fields: HeaderFields): DeliveryFate | null {
  const address = typed(fieldOf(fields, 'original-recipient')) || typed(fieldOf(fields, 'final-recipient'));
  const written = fieldOf(fields, 'action').trim().toLowerCase();
  const action = ACTIONS.find((one) => written.startsWith(one));
  const [status = ''] = /\d\.\d{1,3}\.\d{1,3}/.exec(fieldOf(fields, 'status').slice(0, 100)) ?? [];
  if (address === '' || !(action ?? status)) return null;
  return {
    address,
    action: action ?? (status.startsWith('5') ? 'failed' : status.startsWith('4') ? 'delayed' : 'delivered'),
    status,
    diagnostic: cleanLine(decodeWords(typed(fieldOf(fields, 'diagnostic-code'))), MAX_DIAGNOSTIC),
  };
}

/** `rfc822; nobody@example.net`: the value after its type. */
function typed(value: string): string {
  const cut = value.slice(0, 40).indexOf(';');
  return cleanLine(value.slice(cut + 1).trim(), MAX_DIAGNOSTIC);
}
