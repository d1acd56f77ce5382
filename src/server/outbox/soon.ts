/** Does `work` once, `delay` milliseconds after it was first asked for, however often it is until then. */
export class Soon {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly delay: number,
    private readonly work: () => Promise<void> | void,
  ) {}

  /** Asks for it. */
  ask(): void {
    // What it fails with is not the business of whoever asked.
    this.timer ??= setTimeout(() => void this.flush().catch(() => undefined), this.delay);
  }

  /** Does it now, if it was asked for. */
  async flush(): Promise<void> {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
    await this.work();
  }
}
