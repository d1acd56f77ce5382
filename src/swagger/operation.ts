/** A JSON Schema as OpenAPI 3.0 understands it. */
export type Schema = { [key: string]: unknown };

/** What an action answers: JSON, or a file. */
export type Answer = { schema: Schema; meta?: Record<string, Schema> } | { file: string };

/** What people and programs need to know about an action; its parameters come from the action's own schema. */
export interface Operation {
  tag: string;
  summary: string;
  /** Anything else that whoever calls it should know. */
  description?: string;
  /** Explanations of parameters, by name; those in the body as `values.name`. */
  parameters?: Record<string, string>;
  /** For an upload: the fields of its form, which no schema of the action describes. */
  form?: Schema;
  answer: Answer;
  /** Offered to AI agents as a tool (MCP). Nothing that sends or deletes is: an agent writes drafts, a person sends. */
  tool?: true;
}

/** `resource:verb` → what there is to know about it. */
export type Operations = Record<string, Operation>;

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** A single object with this name in `schemas.ts`. */
export const one = (name: string): Answer => ({ schema: ref(name) });
/** A complete list. */
export const all = (name: string): Answer => ({ schema: { type: 'array', items: ref(name) } });
/** One page of a list; `next` is the `before` of the next page. */
export const pageOf = (name: string, meta: Record<string, Schema> = {}): Answer => ({
  schema: { type: 'array', items: ref(name) },
  meta: { next: { type: 'string', nullable: true }, ...meta },
});
/** The rows of one page, as the host answers lists. */
export const rowsOf = (name: string): Answer => ({
  schema: { type: 'array', items: ref(name) },
  meta: { count: { type: 'integer' }, page: { type: 'integer' }, pageSize: { type: 'integer' } },
});
/** An object with these properties. */
export const object = (properties: Record<string, Schema>): Answer => ({ schema: shape(properties) });
/** An object whose contents may change; often there are none. */
export const NOTHING: Answer = { schema: { type: 'object' } };
/** A download of this media type. */
export const file = (mediaType: string): Answer => ({ file: mediaType });

/** All properties are required unless `optional` names them. */
export const shape = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
export const ID: Schema = { anyOf: [{ type: 'integer' }, { type: 'string' }] };
export const TEXT: Schema = { type: 'string' };
export const COUNT: Schema = { type: 'integer' };
export const FLAG: Schema = { type: 'boolean' };
export const TIME: Schema = { type: 'string', format: 'date-time' };
export const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export { ref };
