/** A value for `useSyncExternalStore`. */
export class Observable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  readonly get = (): T => this.value;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  protected publish(value: T): void {
    this.value = value;
    this.listeners.forEach((listener) => listener());
  }
}
