import type { Call } from './growth';

/** For functions that see no text of a message, or only what another one has read. */
export const NO_TEXT = Symbol('no text');

type Calls = Call | Call[] | typeof NO_TEXT;
type FunctionsOf<M> = { [K in keyof M as M[K] extends (...values: never[]) => unknown ? K : never]: Calls };

export interface Room {
  file: string;
  calls: Array<{ name: string; call: Call }>;
}

/** How each exported function of a module is fed with a text: one that is left out is a compiler's error. */
export function room<M extends object>(file: string, module: M, functions: FunctionsOf<M>): Room {
  const given = new Map<string, Calls>(Object.entries(functions));
  const missing = Object.entries(module).filter(
    ([name, value]) => typeof value === 'function' && !given.has(name),
  );
  if (missing.length) throw new Error(`${file}: no input for ${missing.map(([name]) => name).join(', ')}`);
  const calls = [...given].flatMap(([name, each]) => {
    const list = Array.isArray(each) ? each : each === NO_TEXT ? [] : [each];
    return list.map((call, index) => ({ name: list.length > 1 ? `${name} (${index})` : name, call }));
  });
  return { file, calls };
}
