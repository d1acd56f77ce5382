import { theme } from 'antd';
import { useId, type ReactNode } from 'react';
import type { StoredFile } from '../attached-file';
import { keyOf, type FileChoice } from './file-choice';
import { FileCheckbox } from './FileCheckbox';

interface Props {
  heading: ReactNode;
  files: readonly StoredFile[];
  choice: FileChoice;
}

/** An item of a list: files under a heading, each of which can be chosen. */
export function FileGroup({ heading, files, choice }: Props) {
  const { token } = theme.useToken();
  const id = useId();
  return (
    <li style={{ paddingBlock: token.paddingXS, borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
      <div role="group" aria-labelledby={id}>
        <div id={id}>{heading}</div>
        {files.map((file) => (
          <div key={keyOf(file)}>
            <FileCheckbox file={file} choice={choice} />
          </div>
        ))}
      </div>
    </li>
  );
}
