import { useCallback, useEffect, useRef, useState } from 'react';
import type { UploadView } from '../../common';
import { useMailApi } from '../api';

/** A file on its way to the server, or one that did not get there. */
export interface PendingUpload {
  key: number;
  file: File;
  /** 0 to 1. */
  progress: number;
  error?: unknown;
}

export interface Uploads {
  pending: PendingUpload[];
  uploading: boolean;
  add(files: File[]): void;
  retry(key: number): void;
  /** Calls a running upload off, or takes a failed one from the list. */
  drop(key: number): void;
}

let lastKey = 0;

/** Files on their way. Each is handed to `onDone` once it is on the server. */
export function useUploads(onDone: (upload: UploadView) => void): Uploads {
  const api = useMailApi();
  const [pending, setPending] = useState<PendingUpload[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const controllers = running.current;
    return () => controllers.forEach((controller) => controller.abort());
  }, []);

  const remove = useCallback(
    (key: number) => setPending((list) => list.filter((entry) => entry.key !== key)),
    [],
  );
  const start = useCallback(
    async (key: number, file: File) => {
      const stop = new AbortController();
      running.current.set(key, stop);
      const update = (change: Partial<PendingUpload>) =>
        setPending((list) => list.map((entry) => (entry.key === key ? { ...entry, ...change } : entry)));
      update({ progress: 0, error: undefined });
      try {
        const upload = await api.upload(file, (progress) => update({ progress }), stop.signal);
        if (stop.signal.aborted) return;
        remove(key);
        done.current(upload);
      } catch (error) {
        if (!stop.signal.aborted) update({ error });
      } finally {
        running.current.delete(key);
      }
    },
    [api, remove],
  );

  const add = useCallback(
    (files: File[]) => {
      const added = files.map((file) => ({ key: (lastKey += 1), file, progress: 0 }));
      setPending((list) => [...list, ...added]);
      added.forEach(({ key, file }) => void start(key, file));
    },
    [start],
  );
  const retry = (key: number) => {
    const entry = pending.find((candidate) => candidate.key === key);
    if (entry) void start(key, entry.file);
  };
  const drop = (key: number) => {
    running.current.get(key)?.abort();
    remove(key);
  };
  return { pending, uploading: pending.some(({ error }) => !error), add, retry, drop };
}
