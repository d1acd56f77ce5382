import { useLayoutEffect, useRef } from 'react';

/** A lane's progress: the number of the last request, and of the last one that is settled. */
interface Lane {
  asked: number;
  settled: number;
}

/**
 * Takes answers so that an older one never replaces a newer one, in whichever order they arrive. Every answer
 * counts that is newer than the last one taken, so a slow server that is asked repeatedly still gets its
 * answers shown. Failures are answers too.
 */
export class AnswersInOrder {
  private readonly lanes = new Map<string, Lane>();

  /**
   * Ignores all answers that haven't arrived yet, because what they were requested for was left or has
   * changed.
   */
  drop(): void {
    for (const lane of this.lanes.values()) lane.settled = lane.asked;
  }

  /**
   * Sends a request and passes its answer to `put`, or its error to `fail`, unless a newer one was taken.
   * Without `fail` an error is always thrown. Answers in different lanes are about different things.
   */
  async take<T>(
    read: () => Promise<T>,
    put: (answer: T) => void,
    { fail, lane: name = '' }: { fail?: (reason: unknown) => void; lane?: string } = {},
  ): Promise<void> {
    const lane = this.lanes.get(name) ?? { asked: 0, settled: 0 };
    this.lanes.set(name, lane);
    const mine = ++lane.asked;
    const settle = (deliver: () => void) => {
      if (mine <= lane.settled) return;
      lane.settled = mine;
      deliver();
    };
    let answer: T;
    try {
      answer = await read();
    } catch (reason) {
      if (!fail) throw reason;
      settle(() => fail(reason));
      return;
    }
    settle(() => put(answer));
  }
}

/**
 * {@link AnswersInOrder} for one component. Answers are dropped when it unmounts or `scope` (what they are
 * about) changes.
 */
export function useAnswers(scope: unknown): AnswersInOrder {
  const answers = useRef<AnswersInOrder>();
  answers.current ??= new AnswersInOrder();
  const { current } = answers;
  useLayoutEffect(() => () => current.drop(), [current, scope]);
  return current;
}
