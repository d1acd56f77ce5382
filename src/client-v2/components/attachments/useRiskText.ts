import { useCallback } from 'react';
import { useT } from '../../locale';
import type { FileRisk } from './risky-file';

/** Returns the short label and the full explanation of a risk. */
export function useRiskText(): (risk: FileRisk) => { label: string; why: string } {
  const t = useT();
  return useCallback(
    (risk) =>
      ({
        program: {
          label: t('Program'),
          why: t(
            'This file can run a program on your computer. Save it only if you expected it from this sender.',
          ),
        },
        disguised: {
          label: t('Disguised program'),
          why: t(
            'The name of this file looks like a document, but it can run a program on your computer. Honest senders don’t do that.',
          ),
        },
        macros: {
          label: t('Contains macros'),
          why: t(
            'This document can contain macros, which are small programs. Save it only if you expected it from this sender.',
          ),
        },
      })[risk],
    [t],
  );
}
