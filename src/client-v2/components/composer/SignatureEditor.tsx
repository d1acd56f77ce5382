import { useT } from '../../locale';
import { EditorBox } from './editor/EditorBox';

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
export function SignatureEditor({ onProblem, withVariables = false, ...props }: Props) {
  const t = useT();
  return (
    <EditorBox
      {...props}
      placeholder={t('Kind regards …')}
      variables={withVariables ? 'writer' : undefined}
      onFiles={() => onProblem(t('Only small pictures (PNG, JPEG, GIF, WebP) fit into a signature.'))}
    />
  );
}
