import { Skeleton, theme } from 'antd';
import { lazy, Suspense } from 'react';
import { useT } from '../../locale';

const RichEditor = lazy(() => import('../../components/composer/editor/RichEditor'));

interface Props {
  initialHtml: string;
  label: string;
  onChange(html: string): void;
  onSubmit(): void;
  /** Called with what is wrong with dropped files. */
  onProblem(problem: string): void;
}

/** Edits a signature. Small pictures become part of its text. */
export function SignatureEditor({ initialHtml, label, onChange, onSubmit, onProblem }: Props) {
  const t = useT();
  const { token } = theme.useToken();
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
      <Suspense fallback={<Skeleton active title={false} style={{ padding: token.padding }} />}>
        <RichEditor
          initialHtml={initialHtml}
          label={label}
          placeholder={t('Kind regards …')}
          autoFocus={false}
          onChange={onChange}
          onSubmit={onSubmit}
          onFiles={() => onProblem(t('Only small pictures (PNG, JPEG, GIF, WebP) fit into a signature.'))}
        />
      </Suspense>
    </div>
  );
}
