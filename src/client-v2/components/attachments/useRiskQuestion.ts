import { App } from 'antd';
import { useCallback } from 'react';
import { useT } from '../../locale';
import { fileRisk } from './risky-file';
import { useRiskText } from './useRiskText';

/** Asks for confirmation before saving a file that may run something. Other files need no confirmation. */
export function useRiskQuestion(): (filenames: readonly string[]) => Promise<boolean> {
  const { modal } = App.useApp();
  const t = useT();
  const riskText = useRiskText();
  return useCallback(
    async (filenames) => {
      const name = filenames.find((each) => fileRisk(each) !== null);
      const risk = name === undefined ? null : fileRisk(name);
      if (name === undefined || risk === null) return true;
      return modal.confirm({
        title: t('Save “{{name}}”?', { name }),
        content: riskText(risk).why,
        okText: t('Save anyway'),
        okButtonProps: { danger: true },
        cancelText: t('Cancel'),
        autoFocusButton: 'cancel',
      });
    },
    [modal, t, riskText],
  );
}
