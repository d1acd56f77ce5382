import { Checkbox, theme } from 'antd';
import { useT } from '../../../locale';
import { FileTypeIcon } from '../../attachments/FileTypeIcon';
import { formatSize } from '../../attachments/format-size';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import type { StoredFile } from '../attached-file';
import type { FileChoice } from './file-choice';

/** A file that can be chosen. */
export function FileCheckbox({ file, choice }: { file: StoredFile; choice: FileChoice }) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  return (
    <Checkbox
      checked={choice.has(file)}
      onChange={() => choice.toggle(file)}
      style={{ maxWidth: '100%', paddingBlock: token.paddingXXS, overflowWrap: 'anywhere' }}
    >
      <FileTypeIcon contentType={file.type} filename={file.name} style={{ color: token.colorPrimary }} />{' '}
      <bdi>{file.name || t('Unnamed file')}</bdi>{' '}
      <SecondaryText style={{ whiteSpace: 'nowrap' }}>{formatSize(file.size, language)}</SecondaryText>
    </Checkbox>
  );
}
