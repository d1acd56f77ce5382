import type { z } from 'zod';
import { MailError } from '../errors';

/** Values for the sentence: the field, and what this kind of fault needs. */
type Values = Record<string, string | number>;

/** Parses a request by its schema, ignoring anything else. Throws `invalid-input` with the field. */
export function readRequest<Schema extends z.ZodType>(schema: Schema, params: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(params);
  if (success) return data;
  const [issue] = error.issues;
  const { path, ...rest } = innermost(issue);
  throw new MailError('invalid-input', { params: { field: fieldOf(path), ...faultOf(rest) } });
}

/** Refuses a request in which one of two parameters has to be there. */
export const missing = (field: string): never => unfit(field, { context: 'missing' });

/** Refuses a parameter that doesn't go with another one; `fault` is what the sentence needs, as in {@link faultOf}. */
export function unfit(field: string, fault: Values): never {
  throw new MailError('invalid-input', { params: { field, ...fault } });
}

type Issue = z.core.$ZodIssue;

/** If a value may have several forms, the issue of the form that it comes closest to says most. */
function innermost(issue: Issue, path: PropertyKey[] = []): Issue {
  const whole = [...path, ...issue.path];
  if (issue.code !== 'invalid_union') return { ...issue, path: whole };
  const deepest = issue.errors
    .flatMap(([first]) => (first ? [first] : []))
    .sort((one, other) => other.path.length - one.path.length);
  const [closest] = deepest;
  return closest && closest.path.length > 0 ? innermost(closest, whole) : { ...issue, path: whole };
}

/** The field as a form names it, e.g. `to` for the address of the third recipient in the body's `compose`. */
function fieldOf(path: readonly PropertyKey[]): string {
  const names = path.map(String);
  const from = names.findIndex((name) => name !== 'values' && name !== 'compose');
  const inner = from < 0 ? names.slice(0, 1) : names.slice(from);
  const until = inner.findIndex((name) => /^\d+$/.test(name));
  return (until < 0 ? inner : inner.slice(0, until)).join('.').slice(0, 100) || 'values';
}

/** The sentence that best says what is wrong (`context` of `error.invalid-input` in the locale files). */
function faultOf(issue: Issue | Omit<Issue, 'path'>): Values {
  const given = issue as Issue;
  if (given.code === 'custom') return (given.params as Values | undefined) ?? { context: 'value' };
  if (given.code === 'invalid_value')
    return { context: 'choice', choices: given.values.map(String).join(', ') };
  if (given.code === 'too_big' && given.origin === 'string')
    return { context: 'long', max: Number(given.maximum) };
  if (given.code === 'too_big' && given.origin === 'array')
    return { context: 'many', max: Number(given.maximum) };
  if (given.code === 'unrecognized_keys')
    return { context: 'unknown', names: given.keys.join(', ').slice(0, 100) };
  return { context: 'value' };
}
