import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { hiddenQuery } from '../host';
import { readRequest } from './request';

/** An HTTP action: receives the request as parsed by its schema and sets `http.body` (the host wraps it in `data`). */
export type Handler<Input = unknown> = (mail: MailContext, http: Context, input: Input) => Promise<void>;

/**
 * `schema` describes the request: the URL parameters by name and, as `values`, the body. Handlers read nothing else of
 * it, so an API description can be generated from it.
 */
export interface Action {
  method: 'GET' | 'POST' | 'both';
  schema: z.ZodObject;
  run(mail: MailContext, http: Context): Promise<void>;
}

/** `resource:verb` → action. */
export type ActionTable = Record<string, Action>;

type Input<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;

/** An action that changes nothing. */
export const read = <Shape extends z.ZodRawShape>(shape: Shape, handler: Handler<Input<Shape>>): Action =>
  action('GET', shape, handler);

/** An action that changes something: only by POST, so that no link or image on another site can trigger it. */
export const change = <Shape extends z.ZodRawShape>(shape: Shape, handler: Handler<Input<Shape>>): Action =>
  action('POST', shape, handler);

/** An action for which a browser shows a page (GET) and another program asks for the same without one (POST). */
export const page = <Shape extends z.ZodRawShape>(shape: Shape, handler: Handler<Input<Shape>>): Action =>
  action('both', shape, handler);

function action<Shape extends z.ZodRawShape>(
  method: Action['method'],
  shape: Shape,
  handler: Handler<Input<Shape>>,
): Action {
  const schema = z.object(shape);
  return {
    method,
    schema,
    run: async (mail, http) => {
      // HEAD is a GET whose body isn't sent (RFC 9110 §9.3.2).
      const asked = http.method === 'HEAD' ? 'GET' : http.method;
      const allowed = method === 'both' ? ['GET', 'POST'] : [method];
      if (!allowed.includes(asked)) {
        http.set('Allow', allowed.join(', '));
        throw new MailError('method-not-allowed', { params: { method: allowed.join(', ') } });
      }
      await handler(mail, http, readRequest(schema, { ...hiddenQuery(http), ...http.action.params }));
    },
  };
}
