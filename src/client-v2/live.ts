import { useHost, type HostApp } from './host/context';
import { useEffect, useRef } from 'react';
import { CHANGE_HINT, type ChangeHint } from '../common';
import { matches, mergeHints, type ChangeFilter } from './live-hints';

export type { ChangeFilter } from './live-hints';

/** Receives the change, or null if anything may have changed, which is after a reconnect or a poll. */
export type ChangeListener = (hint: ChangeHint | null) => void;

/**
 * Milliseconds. Without a WebSocket (a proxy without upgrade, a node without pub/sub), changes arrive this
 * late.
 */
const POLL_INTERVAL = 60_000;
/** Milliseconds. A first sync sends dozens of hints; a browser loads again at most this often. */
const QUIET_TIME = 400;

/**
 * Collects the server's hints and the timer's polls and passes them to every listener. There is one for each
 * page.
 */
class ChangeHub {
  private readonly listeners = new Set<{ filter: () => ChangeFilter; notify: ChangeListener }>();
  private waiting: ChangeHint[] = [];
  private everything = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private poll: ReturnType<typeof setInterval> | undefined;
  private lastDelivery = 0;

  constructor(private readonly app: HostApp) {}

  subscribe(filter: () => ChangeFilter, notify: ChangeListener): () => void {
    const listener = { filter, notify };
    if (this.listeners.size === 0) this.open();
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.close();
    };
  }

  private readonly onHint = (event: Event): void => {
    const hint = (event as CustomEvent<ChangeHint>).detail;
    this.waiting.push(hint);
    this.schedule();
  };

  private readonly onAnything = (): void => {
    this.everything = true;
    this.schedule();
  };

  private readonly onVisible = (): void => {
    if (document.visibilityState === 'visible' && Date.now() - this.lastDelivery > POLL_INTERVAL)
      this.onAnything();
  };

  private open(): void {
    this.lastDelivery = Date.now();
    this.app.eventBus.addEventListener(`ws:message:${CHANGE_HINT}`, this.onHint);
    // The host sends this after each connection's sign-in. Hints sent while it was disconnected are lost.
    this.app.eventBus.addEventListener('ws:message:authorized', this.onAnything);
    document.addEventListener('visibilitychange', this.onVisible);
    window.addEventListener('online', this.onAnything);
    this.poll = setInterval(() => document.visibilityState === 'visible' && this.onAnything(), POLL_INTERVAL);
  }

  private close(): void {
    this.app.eventBus.removeEventListener(`ws:message:${CHANGE_HINT}`, this.onHint);
    this.app.eventBus.removeEventListener('ws:message:authorized', this.onAnything);
    document.removeEventListener('visibilitychange', this.onVisible);
    window.removeEventListener('online', this.onAnything);
    clearInterval(this.poll);
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => this.deliver(), Math.max(0, this.lastDelivery + QUIET_TIME - Date.now()));
  }

  private deliver(): void {
    const hints = mergeHints(this.waiting);
    const { everything } = this;
    this.waiting = [];
    this.everything = false;
    this.timer = undefined;
    this.lastDelivery = Date.now();
    for (const { filter, notify } of [...this.listeners]) {
      const wanted = filter();
      if (everything) notify(null);
      else hints.filter((hint) => matches(wanted, hint)).forEach(notify);
    }
  }
}

const hubs = new WeakMap<HostApp, ChangeHub>();

function hubOf(app: HostApp): ChangeHub {
  const hub = hubs.get(app) ?? new ChangeHub(app);
  hubs.set(app, hub);
  return hub;
}

/**
 * Calls the listener when something that matches has changed on the server. Both arguments may change with
 * each render.
 */
export function useMailChanges(filter: ChangeFilter, listener: ChangeListener): void {
  const { app } = useHost();
  const latest = useRef({ filter, listener });
  useEffect(() => {
    latest.current = { filter, listener };
  });
  useEffect(
    () =>
      hubOf(app).subscribe(
        () => latest.current.filter,
        (hint) => latest.current.listener(hint),
      ),
    [app],
  );
}
