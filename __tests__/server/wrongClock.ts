/**
 * Makes this process's clock wrong by so many milliseconds; what it answers puts it right. `Date` itself cannot be
 * changed: in a process that has resolved a template before, the host has frozen it; so another class takes its place.
 */
export function setClock(wrongBy: number): () => void {
  const Right = Date;
  class Wrong extends Right {
    constructor(...given: []) {
      super(...(given.length > 0 ? given : ([Right.now() + wrongBy] as unknown as [])));
    }
    static override now(): number {
      return Right.now() + wrongBy;
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Right;
    }
  }
  globalThis.Date = Wrong as unknown as DateConstructor;
  return () => {
    globalThis.Date = Right;
  };
}

/** Runs `work` as on a node whose clock is wrong by so many milliseconds. */
export async function withClock<T>(wrongBy: number, work: () => Promise<T>): Promise<T> {
  const putRight = setClock(wrongBy);
  try {
    return await work();
  } finally {
    putRight();
  }
}
