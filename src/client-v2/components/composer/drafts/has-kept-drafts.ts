/** The browser's database of drafts, and the store in it. */
export const DATABASE = 'nb-mail';
export const STORE = 'drafts';

/**
 * Whether this browser's database has anyone's draft. Needs none of the composer's code. There is no mark in the local
 * storage instead: browsers write that to disk so late that a killed one forgets its last seconds.
 */
export function hasKeptDrafts(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open(DATABASE);
      // There is no such database, and this isn't the place to create one.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = (event) => {
        event.preventDefault();
        resolve(false);
      };
      opening.onblocked = () => resolve(false);
      opening.onsuccess = () => {
        const { result: database } = opening;
        const finish = (found: boolean) => {
          database.close();
          resolve(found);
        };
        try {
          const counting = database.transaction(STORE).objectStore(STORE).count();
          counting.onsuccess = () => finish(counting.result > 0);
          counting.onerror = () => finish(false);
        } catch {
          finish(false);
        }
      };
    } catch {
      // The browser has no database.
      resolve(false);
    }
  });
}
