import type { GlobalToken } from 'antd';
import type { Id } from '../../../common';

/** antd's palettes, ordered so that neighbours differ clearly. The theme provides their shades. */
const PALETTES = ['blue', 'orange', 'green', 'magenta', 'cyan', 'purple', 'gold', 'red'] as const;

/** Returns the color that distinguishes an account's messages; undefined if there is only one account. */
export function accountColour(
  accounts: ReadonlyArray<{ id: Id }>,
  accountId: Id,
  token: GlobalToken,
): string | undefined {
  const at = accounts.findIndex(({ id }) => String(id) === String(accountId));
  return accounts.length < 2 || at < 0 ? undefined : token[`${PALETTES[at % PALETTES.length]}-6`];
}
