import { Skeleton, theme } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../../locale';
import { placeholder } from '../templates/template-input';
import { VariableButton, type VariableButtonProps } from '../templates/VariableButton';
import type { ComposerText } from './composer-text';
import type { RichEditorProps } from './editor-props';

const RichEditor = lazy(() => import('./RichEditor'));

interface Props
  extends
    Pick<
      RichEditorProps,
      'initialHtml' | 'label' | 'placeholder' | 'signature' | 'onEditor' | 'onChange' | 'onSubmit' | 'onFiles'
    >,
    Pick<VariableButtonProps, 'collection'> {
  /** Which variables can be inserted: none, those of the writer and the date, or all. */
  variables?: 'writer' | 'all';
  /** Pixels after which a long text scrolls. */
  maxHeight?: number;
}

/** An editor within a form. */
export function EditorBox({ variables, collection, maxHeight = 320, onEditor, ...props }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const [text, setText] = useState<ComposerText | null>(null);
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        maxHeight,
        overflowY: 'auto',
        border: `1px solid ${token.colorBorder}`,
        borderRadius: token.borderRadius,
      }}
    >
      {variables && (
        <div style={{ padding: token.paddingXS, borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
          <VariableButton
            label={t('Insert variable into the text')}
            text={t('Insert variable')}
            writerOnly={variables === 'writer'}
            collection={collection}
            onInsert={(path) => text?.insertText(placeholder(path))}
          />
        </div>
      )}
      <Suspense fallback={<Skeleton active title={false} style={{ padding: token.padding }} />}>
        <RichEditor
          {...props}
          autoFocus={false}
          onEditor={(ready) => {
            setText(ready);
            onEditor?.(ready);
          }}
        />
      </Suspense>
    </div>
  );
}
