import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { TemplateRole } from '../../../../common';
import { useMailApi } from '../../../api';
import { useHost } from '../../../host/context';
import { useErrorText, useT } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';

interface Props {
  id?: string;
  value?: string[];
  onChange?(roles: string[]): void;
}

/** Chooses roles; a field of a form. */
export function RolesSelect({ id, value, onChange }: Props) {
  const t = useT();
  const api = useMailApi();
  const host = useHost();
  const errorText = useErrorText();
  const [roles, setRoles] = useState<TemplateRole[]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let isCurrent = true;
    api.templateRoles().then(
      (loaded) => isCurrent && setRoles(loaded),
      (error: unknown) => isCurrent && setFailure(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [api]);
  return (
    <Select
      id={id}
      mode="multiple"
      optionFilterProp="label"
      loading={!roles && failure === undefined}
      placeholder={<SecondaryText>{t('Nobody else')}</SecondaryText>}
      notFoundContent={failure === undefined ? undefined : errorText(failure)}
      value={value}
      onChange={onChange}
      options={(roles ?? []).map(({ name, title }) => ({ value: name, label: host.t(title) }))}
    />
  );
}
