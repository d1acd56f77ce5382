import { Select } from 'antd';
import { useT } from '../../../locale';
import { useLanguage } from '../../shared/useLanguage';
import { languageOptions } from './template-input';

interface Props {
  id?: string;
  /** Given by a form, if it is in one; '' for the writer's own language. */
  value?: string;
  onChange?(value: string): void;
}

/** The language in which dates and numbers are written. */
export function LanguageSelect({ value = '', ...props }: Props) {
  const t = useT();
  const language = useLanguage();
  return (
    <Select
      {...props}
      value={value}
      showSearch
      optionFilterProp="label"
      options={[{ value: '', label: t('The writer’s language') }, ...languageOptions(language, value)]}
    />
  );
}
