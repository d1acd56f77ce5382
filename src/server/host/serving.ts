import { perApp } from '../appState';
import type { HostPart } from '../../common';
import type { MailContext } from '../context';

interface HostCheck {
  missing: readonly HostPart[] | null;
  outdated: readonly string[];
}

const check = perApp('hostCheck', (): HostCheck => ({ missing: null, outdated: [] }));

/** Records what the last check of the host found missing; null before the first one. */
export function noteHostCheck(ctx: MailContext, missing: readonly HostPart[] | null): void {
  check(ctx).missing = missing;
}

/** Records which tables and columns the database lacks because it hasn't been upgraded to this version. */
export function noteOutdated(ctx: MailContext, outdated: readonly string[]): void {
  check(ctx).outdated = outdated;
}

/** The required parts that this host lacks, as far as it has been checked. */
export const missingOfHost = (ctx: MailContext): readonly HostPart[] => check(ctx).missing ?? [];

/** The tables and columns that this version needs and the database lacks. */
export const outdatedTables = (ctx: MailContext): readonly string[] => check(ctx).outdated;

/** Whether the host and the database have everything that is needed. Otherwise no mail is served. */
export const servesMail = (ctx: MailContext): boolean =>
  check(ctx).missing?.length === 0 && check(ctx).outdated.length === 0;

/** Whether something is known to be missing. Then nobody may read any of our rows in any way. */
export const isClosed = (ctx: MailContext): boolean =>
  missingOfHost(ctx).length > 0 || outdatedTables(ctx).length > 0;
