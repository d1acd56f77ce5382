import { Op } from 'sequelize';
import type { Id, TextTerm } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { needleOf, tokensOf, type Needle } from './tokenize';

/** Maximum tokens of a name that are checked. */
const MAX_TOKENS = 100;

/** Ids of those messages that have a file with such a name or, if negated, don't have one. */
export async function withFile(
  ctx: MailContext,
  { text, prefix, negated }: TextTerm,
  ids: readonly Id[],
): Promise<Set<string>> {
  const needle = needleOf(text, prefix);
  const files = rowsAs<{ mailMessageId: Id; filename: string | null }>(
    await table(ctx, 'mailAttachments').findAll({
      where: { mailMessageId: { [Op.in]: [...ids] } },
      attributes: ['mailMessageId', 'filename'],
      raw: true,
    }),
  );
  const found = new Set(
    files
      .filter(({ filename }) => needle && filename !== null && occurs(needle, tokensOf(filename, MAX_TOKENS)))
      .map(({ mailMessageId }) => String(mailMessageId)),
  );
  return new Set(ids.map(String).filter((id) => found.has(id) !== negated));
}

/** Whether the tokens occur in a row among others. */
function occurs({ tokens, prefix }: Needle, among: readonly string[]): boolean {
  const last = tokens.length - 1;
  return among.some((_, at) =>
    tokens.every((token, index) =>
      prefix && index === last ? among[at + index]?.startsWith(token) : among[at + index] === token,
    ),
  );
}
