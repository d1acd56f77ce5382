import { isValidAddress, parseAddresses, type MailAddress } from '../../../../common';

/**
 * Reads pasted recipients: a list of addresses, or rows of a spreadsheet with the name and the address in cells of their
 * own. A row without any address is a heading, if it's the first.
 */
export function pastedRecipients(text: string): MailAddress[] {
  const rows = text.split(/\r\n?|\n/).map((line) => line.split('\t').map((cell) => cell.trim()));
  const isTable = rows.some((cells) => cells.length > 1);
  if (!isTable) return parseAddresses(text);
  const isHeading = !rows[0].some((cell) => cell.includes('@')) && rows.length > 1;
  return rows.slice(isHeading ? 1 : 0).flatMap(recipientsIn);
}

/** The recipients in a row. If it has one address, the other cells before it or else after it are the name. */
function recipientsIn(cells: string[]): MailAddress[] {
  const at = cells.findIndex((cell) => isValidAddress(cell));
  const isOnly = at >= 0 && !cells.some((cell, index) => index !== at && cell.includes('@'));
  if (!isOnly) return parseAddresses(cells.join('\t'));
  const before = cells.slice(0, at).filter(Boolean);
  const name = before.length > 0 ? before.join(' ') : (cells.slice(at + 1).find(Boolean) ?? '');
  return [{ name, address: cells[at] }];
}
