import { perDatabase } from '../../appState';
import type { Proof } from './sql/proof';
import type { Catalog } from './sql/relations';

/** The guard in front of an app's database. */
export interface Fence {
  catalog: Catalog;
  proof: Proof;
}

/** A database's fence, once `registerRowSecurity` has put it up. */
export const rowSecurityOf = perDatabase('rowSecurity', (): { fence?: Fence } => ({}));
