/** Loads the composer's code while the browser is idle. If that fails, opening a composer reports it. */
export function prefetchComposer(): () => void {
  const load = () =>
    void Promise.all([import('./ComposerHost'), import('./editor/RichEditor')]).catch(() => undefined);
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(load, 2_000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(load, { timeout: 5_000 });
  return () => cancelIdleCallback(handle);
}
