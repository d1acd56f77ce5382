import type { MailContext } from '../../context';
import type { AccountRow } from './accounts';
import { rowsAs, table } from '../db/rows';

/** All accounts of a provider, with the identity of the person each belongs to. */
export async function identitiesOf(
  ctx: MailContext,
  provider: string,
): Promise<Array<Pick<AccountRow, 'id' | 'identity'>>> {
  const rows = await table(ctx, 'mailAccounts').findAll({
    ...{ where: { provider }, attributes: ['id', 'identity'], raw: true },
  });
  return rowsAs<Pick<AccountRow, 'id' | 'identity'>>(rows);
}
