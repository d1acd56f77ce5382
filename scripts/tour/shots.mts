import type { Shot } from './camera.mts';
import { ACCOUNT_SHOTS } from './shots/accounts.mts';
import { LIST_SHOTS } from './shots/lists.mts';
import { READER_SHOTS } from './shots/readers.mts';
import { WRITE_SHOTS } from './shots/writing.mts';

/** All pictures, in the order in which people see what they show. */
export const SHOTS: readonly Shot[] = [...ACCOUNT_SHOTS, ...LIST_SHOTS, ...READER_SHOTS, ...WRITE_SHOTS];
