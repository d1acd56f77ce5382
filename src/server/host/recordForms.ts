import type { Context } from '@nocobase/actions';
import type { RecordFormField } from '../../common';
import type { MailContext } from '../context';
import { fieldOf, isNoPermission, type HostField } from './records';
import { rolesOf } from './request';

/** Kinds of fields that a new record can be filled in with here, by the host's interface. */
const KINDS: ReadonlyMap<string, RecordFormField['kind']> = new Map([
  ...['input', 'email', 'phone', 'url'].map((name) => [name, 'text'] as const),
  ...['textarea', 'markdown', 'vditor'].map((name) => [name, 'longText'] as const),
  ...['integer', 'number'].map((name) => [name, 'number'] as const),
  ...['select', 'radioGroup'].map((name) => [name, 'choice'] as const),
  ['checkbox', 'checkbox'],
]);

export interface WritableField extends HostField {
  kind: RecordFormField['kind'];
}

/** What a role may write: all fields if `whitelist` is undefined. */
interface Writing {
  whitelist?: string[];
}

/** The fields that the caller may fill in of a new record; null if they may not create one. */
export async function writableFields(
  ctx: MailContext,
  http: Context,
  name: string,
): Promise<WritableField[] | null> {
  const collection = ctx.app.db.collections.get(name);
  const { acl } = ctx.app;
  if (!collection || typeof collection.filterTargetKey !== 'string') return null;
  if (!acl.can({ roles: rolesOf(http), resource: name, action: 'create' })) return null;
  const whitelist = await whitelistOf(ctx, http, name);
  if (whitelist === null) return null;
  return [...(collection.fields as Map<string, unknown>).keys()].flatMap((each) => {
    const field = fieldOf(collection, each);
    const kind = KINDS.get(field?.interface ?? '');
    if (!field || !kind || field.target || each === collection.filterTargetKey) return [];
    return whitelist === undefined || whitelist.includes(each) ? [{ ...field, kind }] : [];
  });
}

async function whitelistOf(
  { app }: MailContext,
  http: Context,
  resourceName: string,
): Promise<string[] | undefined | null> {
  try {
    const asked = { resourceName, actionName: 'create', params: {} };
    const { parsedParams } = (await app.acl.resolveActionParams(http, asked)) as { parsedParams?: Writing };
    return parsedParams?.whitelist;
  } catch (error) {
    if (isNoPermission(error)) return null;
    throw error;
  }
}

/** The field by which a collection's records are found. */
export const keyFieldOf = ({ app }: MailContext, name: string): string =>
  String(app.db.collections.get(name)?.filterTargetKey);
