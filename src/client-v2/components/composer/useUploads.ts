import { useCallback, useEffect, useRef, useState } from 'react';
import type { UploadView } from '../../../common';
import { useMailApi } from '../../api';
import { isStored, type AttachedFile } from './attached-file';

/** A file that is being uploaded or copied, or for which that failed. */
export interface PendingUpload {
  key: number;
  file: AttachedFile;
  /** Set for a picture in the text. */
  contentId?: string;
  /** From 0 to 1; null if it isn't known. */
  progress: number | null;
  error?: unknown;
}

export interface Uploads {
  pending: PendingUpload[];
  uploading: boolean;
  /** `contentId` is set for a picture in the text. */
  add(files: AttachedFile[], contentId?: string): void;
  retry(key: number): void;
  /** Cancels a running upload, or removes a failed one from the list. */
  drop(key: number): void;
}

let lastKey = 0;

/** Uploads files, or has them copied. Each is passed to `onDone` once it is on the server. */
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
    async ({ key, file, contentId }: PendingUpload) => {
      const stop = new AbortController();
      running.current.set(key, stop);
      const update = (change: Partial<PendingUpload>) =>
        setPending((list) => list.map((entry) => (entry.key === key ? { ...entry, ...change } : entry)));
      update({ progress: isStored(file) ? null : 0, error: undefined });
      try {
        const { signal } = stop;
        const onProgress = (progress: number) => update({ progress });
        const received = isStored(file)
          ? await api.copyFiles(file.copy, signal)
          : [await api.upload(file, { contentId, signal, onProgress })];
        if (stop.signal.aborted) return;
        remove(key);
        received.forEach((upload) => done.current(upload));
      } catch (error) {
        if (!stop.signal.aborted) update({ error });
      } finally {
        running.current.delete(key);
      }
    },
    [api, remove],
  );

  const add = useCallback(
    (files: AttachedFile[], contentId?: string) => {
      const added = files.map((file) => ({ key: (lastKey += 1), file, contentId, progress: null }));
      setPending((list) => [...list, ...added]);
      added.forEach((entry) => void start(entry));
    },
    [start],
  );
  const retry = (key: number) => {
    const entry = pending.find((candidate) => candidate.key === key);
    if (entry) void start(entry);
  };
  const drop = (key: number) => {
    running.current.get(key)?.abort();
    remove(key);
  };
  return { pending, uploading: pending.some(({ error }) => !error), add, retry, drop };
}
