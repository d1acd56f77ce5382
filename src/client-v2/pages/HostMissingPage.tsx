import { Result } from 'antd';
import type { ComponentType } from 'react';
import type { ClientPart } from '../host/parts';
import { useT, type Translate } from '../locale';

/** Replaces each of our pages if the host has changed too much for them. */
export function hostMissingPage(missing: readonly ClientPart[]): ComponentType {
  const parts = missing.join(', ');
  // If the context is missing, there are no translations, so the text is in English.
  return missing.includes('context')
    ? () => <HostMissing parts={parts} t={inEnglish} />
    : () => <HostMissing parts={parts} t={useT()} />;
}

const inEnglish: Translate = (key, values) => key.replace('{{parts}}', String(values?.parts));

function HostMissing({ parts, t }: { parts: string; t: Translate }) {
  return (
    <div data-testid="mail-host-missing">
      <Result
        status="warning"
        title={t('Email can’t be shown, because this version of NocoBase lacks: {{parts}}', { parts })}
        subTitle={t(
          'Ask an administrator to update the plugin, or to go back to the previous version of NocoBase.',
        )}
      />
    </div>
  );
}
