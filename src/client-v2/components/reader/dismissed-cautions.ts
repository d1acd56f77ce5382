import type { Id } from '../../../common';
import { readItem, writeItem } from '../../mail-center/layout/stored';

const KEY = 'mail.cautions';
/** When there are more, the oldest are dropped. */
const MOST = 500;

function read(): string[] {
  try {
    const stored: unknown = JSON.parse(readItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** Messages whose weaker cautions were dismissed in this browser. */
export const dismissedCautions = {
  has: (id: Id): boolean => read().includes(String(id)),
  add: (id: Id): void => writeItem(KEY, JSON.stringify([...read(), String(id)].slice(-MOST))),
};
