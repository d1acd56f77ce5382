/** A value for `useSyncExternalStore`. */
export class Observable<T> {
  private readonly listeners = new Set<() => void>();

  /** Of values that are the same by `isSame`, only the first is published: rendering at each key slows down typing. */
  constructor(
    private value: T,
    private readonly isSame: (one: T, other: T) => boolean,
  ) {}

  readonly get = (): T => this.value;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  protected publish(value: T): void {
    if (this.isSame(this.value, value)) return;
    this.value = value;
    this.listeners.forEach((listener) => listener());
  }
}
