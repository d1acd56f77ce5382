import { useState } from 'react';
import { LONGEST_TEMPLATE, type TemplateInput, type TemplateView, type UploadView } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import type { EditedTemplate } from './template-input';

export interface Saving {
  saving: boolean;
  problem: string | null;
  report(problem: string | null): void;
  /** Resolves to the stored template, or to null if it couldn't be stored. */
  save(
    input: Omit<TemplateInput, 'uploadIds'>,
    files: readonly UploadView[],
    roles: string[] | null,
  ): Promise<TemplateView | null>;
}

/** Stores a template, with whom it's shared. Whatever goes wrong, the form keeps what was typed. */
export function useSaveTemplate(template: EditedTemplate): Saving {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Sharing may fail after a new template was stored. The next attempt must not store it again.
  const [id, setId] = useState(template.id);

  const save: Saving['save'] = async (input, files, roles) => {
    if (saving) return null;
    if (input.html.length > LONGEST_TEMPLATE) {
      setProblem(t('The text is too large. Use smaller pictures.'));
      return null;
    }
    setSaving(true);
    setProblem(null);
    try {
      const stored = await api.saveTemplate(id, { ...input, uploadIds: files.map((file) => file.id) });
      setId(stored.id);
      const isChanged = roles !== null && roles.join() !== stored.roles.join();
      return isChanged ? await api.shareTemplate(stored.id, roles) : stored;
    } catch (error) {
      setProblem(errorText(error));
      return null;
    } finally {
      setSaving(false);
    }
  };
  return { saving, problem, report: setProblem, save };
}
