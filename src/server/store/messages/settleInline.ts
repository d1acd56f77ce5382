import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { touchMessages } from '../threads/threads';

/** A message whose text is now known. */
export interface KnownText {
  id: Id;
  /** Whether its HTML refers to a file by this Content-ID. */
  shows(contentId: string): boolean;
}

interface Listed {
  id: Id;
  mailMessageId: Id;
  contentId: string | null;
  inline: boolean;
}

/**
 * Corrects which files are part of the text, and with that which messages show files in a list: before their text was
 * read, that could only be guessed.
 */
export async function settleInline(
  ctx: MailContext,
  mails: readonly KnownText[],
  transaction: Transaction,
): Promise<void> {
  const known = new Map(mails.map((mail) => [String(mail.id), mail]));
  const rows = rowsAs<Listed>(
    await table(ctx, 'mailAttachments').findAll({
      where: { mailMessageId: { [Op.in]: mails.map(({ id }) => id) } },
      attributes: ['id', 'mailMessageId', 'contentId', 'inline'],
      raw: true,
      transaction,
    }),
  );
  const files = rows.map((row) => ({ ...row, inline: Boolean(row.inline), shown: isShown(row, known) }));
  const wrong = files.filter(({ inline, shown }) => inline !== shown);
  if (wrong.length === 0) return;
  for (const shown of [true, false]) {
    const ids = wrong.filter((file) => file.shown === shown).map(({ id }) => id);
    const where = { id: { [Op.in]: ids } };
    if (ids.length > 0) await table(ctx, 'mailAttachments').update({ inline: shown }, { where, transaction });
  }
  const changed = [...new Set(wrong.map(({ mailMessageId }) => String(mailMessageId)))];
  for (const id of changed) {
    const hasAttachments = files.some((file) => String(file.mailMessageId) === id && !file.shown);
    await table(ctx, 'mailMessages').update({ hasAttachments }, { where: { id }, transaction });
  }
  touchMessages(ctx, changed, transaction);
}

const isShown = ({ mailMessageId, contentId }: Listed, known: ReadonlyMap<string, KnownText>): boolean =>
  contentId !== null && (known.get(String(mailMessageId))?.shows(contentId) ?? false);
