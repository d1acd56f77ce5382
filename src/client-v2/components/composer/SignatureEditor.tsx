import { Skeleton, theme } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../locale';
import type { ComposerText } from './editor/composer-text';
import { VariableButton } from './templates/VariableButton';

const RichEditor = lazy(() => import('./editor/RichEditor'));

interface Props {
  initialHtml: string;
  label: string;
  onChange(html: string): void;
  onSubmit(): void;
  /** Called with what is wrong with dropped files. */
  onProblem(problem: string): void;
  /** Whether fields of its writer and the date can be inserted. */
  withVariables?: boolean;
}

/** Edits a signature. Small pictures become part of its text. */
export function SignatureEditor(props: Props) {
  const { initialHtml, label, onChange, onSubmit, onProblem, withVariables = false } = props;
  const t = useT();
  const { token } = theme.useToken();
  const [text, setText] = useState<ComposerText | null>(null);
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        maxHeight: 320,
        overflowY: 'auto',
        border: `1px solid ${token.colorBorder}`,
        borderRadius: token.borderRadius,
      }}
    >
      {withVariables && (
        <div style={{ padding: token.paddingXS, borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
          <VariableButton
            label={t('Insert variable into the text')}
            text={t('Insert variable')}
            writerOnly
            onInsert={(path) => text?.insertText(`{{ ${path} }}`)}
          />
        </div>
      )}
      <Suspense fallback={<Skeleton active title={false} style={{ padding: token.padding }} />}>
        <RichEditor
          initialHtml={initialHtml}
          label={label}
          placeholder={t('Kind regards …')}
          autoFocus={false}
          onEditor={(ready) => setText(ready)}
          onChange={onChange}
          onSubmit={onSubmit}
          onFiles={() => onProblem(t('Only small pictures (PNG, JPEG, GIF, WebP) fit into a signature.'))}
        />
      </Suspense>
    </div>
  );
}
