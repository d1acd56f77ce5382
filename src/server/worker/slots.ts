/** Lets so many run at a time; the others queue in order. */
export class Slots {
  private readonly queue: Array<() => void> = [];

  constructor(private free: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await work();
    } finally {
      // Handed over, not given back: nobody can slip in between.
      const next = this.queue.shift();
      if (next) next();
      else this.free++;
    }
  }
}
