import { z } from 'zod';
import type { Action } from '../server/actions/action';
import { ACTIONS } from '../server/actions';
import { HOST_READS, OPERATIONS } from './operations';
import { shape, type Answer, type Operation, type Schema } from './operation';
import { SCHEMAS } from './schemas';

interface Request {
  method: 'get' | 'post';
  parameters: Schema[];
  body: Schema | null;
}

/** The API as an OpenAPI 3.0 document, which NocoBase's API documentation and its MCP server read. */
export function apiDocument(): Schema {
  const paths: Record<string, Schema> = {};
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const action = ACTIONS[name];
    if (action) paths[`/${name}`] = pathOf(name, operation, requestOf(action));
  }
  for (const [name, { operation, parameters }] of Object.entries(HOST_READS))
    paths[`/${name}`] = pathOf(name, operation, { method: 'get', parameters, body: null });
  return {
    openapi: '3.0.3',
    info: {
      title: 'NocoBase API - Email manager',
      version: '1.0.0',
      description:
        'Everything is limited to the mailboxes of the signed-in user. Errors are `{errors: [{code, message}]}`.',
    },
    paths,
    components: { schemas: SCHEMAS },
  };
}

function pathOf(name: string, operation: Operation, { method, parameters, body }: Request): Schema {
  const { tag, summary, description, answer, form, tool } = operation;
  const named = (parameter: Schema): Schema => {
    const explained = operation.parameters?.[String(parameter.name)];
    return explained ? { ...parameter, description: explained } : parameter;
  };
  return {
    [method]: {
      tags: [tag],
      operationId: name.replace(':', '_'),
      summary,
      description: [summary, description].filter(Boolean).join(' '),
      ...(tool ? {} : { 'x-mcp': false }),
      ...(parameters.length > 0 ? { parameters: parameters.map(named) } : {}),
      ...(form ? { requestBody: requestBody('multipart/form-data', form) } : {}),
      ...(body
        ? { requestBody: requestBody('application/json', explainedBody(body, operation.parameters)) }
        : {}),
      responses: {
        200: { description: 'OK', content: contentOf(answer) },
        default: {
          description: 'An error, with a code and a sentence in the language of the caller',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } },
        },
      },
    },
  };
}

const requestBody = (type: string, schema: Schema): Schema => ({
  required: true,
  content: { [type]: { schema } },
});

function contentOf(answer: Answer): Schema {
  if ('file' in answer) return { [answer.file]: { schema: { type: 'string', format: 'binary' } } };
  const { schema, meta } = answer;
  return { 'application/json': { schema: shape({ data: schema, ...(meta ? { meta: shape(meta) } : {}) }) } };
}

/** The parameters of an action as its own schema describes them: `values` is the body, everything else the URL. */
export function requestOf({ method, schema }: Pick<Action, 'method' | 'schema'>): Request {
  const whole = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  const { values, ...inUrl } = whole.properties ?? {};
  return {
    method: method === 'POST' ? 'post' : 'get',
    parameters: Object.entries(inUrl).map(([name, described]) =>
      parameter(name, described, whole.required ?? []),
    ),
    body: values ?? null,
  };
}

function parameter(name: string, schema: Schema, required: readonly string[]): Schema {
  const where = { name, in: 'query', required: required.includes(name) };
  // The host reads objects in a URL as JSON.
  if (schema.type === 'object') return { ...where, content: { 'application/json': { schema } } };
  return { ...where, schema };
}

function explainedBody(body: Schema, texts: Record<string, string> = {}): Schema {
  const properties = (body.properties ?? {}) as Record<string, Schema>;
  const explained = Object.entries(properties).map(([name, schema]) => {
    const text = texts[`values.${name}`];
    return [name, text ? { ...schema, description: text } : schema];
  });
  return explained.length > 0 ? { ...body, properties: Object.fromEntries(explained) } : body;
}
