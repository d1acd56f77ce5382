import { createContext } from 'react';
import type { FindHits } from './find-hits';

/** Finds the searched words to be marked; null if there is no search. */
export const HitsContext = createContext<FindHits | null>(null);
