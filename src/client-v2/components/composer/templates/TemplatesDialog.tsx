import { Modal, Skeleton } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useT } from '../../../locale';
import { useDiscardQuestion } from '../../shared/useDiscardQuestion';
import { editedTemplate, NEW_TEMPLATE, type EditedTemplate } from './template-input';
import { TemplateForm } from './TemplateForm';
import { TemplateList } from './TemplateList';
import { RetryAlert } from '../../shared/RetryAlert';
import { useTemplateList } from './useTemplateList';

interface Props {
  /** A new template to begin with; the dialog closes when it's stored. */
  initial?: EditedTemplate;
  onClose(): void;
}

/** All templates, or the one being edited. */
export function TemplatesDialog({ initial, onClose }: Props) {
  const t = useT();
  const templates = useTemplateList();
  const [edited, setEdited] = useState<Id | EditedTemplate | null>(initial ?? null);
  const [changed, setChanged] = useState(initial !== undefined);
  const ask = useDiscardQuestion();
  const leave = (then: () => void) => (changed ? ask(then) : then());
  const leaveForm = () => {
    if (initial) return onClose();
    setChanged(false);
    setEdited(null);
  };
  const isNew = edited !== null && typeof edited === 'object';
  const title = edited === null ? t('Templates') : isNew ? t('New template') : t('Edit template');
  const { list } = templates;
  const folders = [...new Set((list?.templates ?? []).map(({ folder }) => folder).filter(Boolean))];
  return (
    <Modal
      open
      title={title}
      width={760}
      footer={null}
      onCancel={() => leave(edited === null ? onClose : leaveForm)}
      destroyOnHidden
      data-testid="mail-templates"
    >
      {edited === null ? (
        <TemplateList templates={templates} onEdit={(id) => setEdited(id ?? NEW_TEMPLATE)} />
      ) : (
        <Loaded edited={edited} canShare={list?.canShare}>
          {(template, canShare) => (
            <TemplateForm
              template={template}
              folders={folders}
              canShare={canShare}
              onChanged={() => setChanged(true)}
              onCancel={() => leave(leaveForm)}
              onSaved={() => {
                leaveForm();
                void templates.reload();
              }}
            />
          )}
        </Loaded>
      )}
    </Modal>
  );
}

interface LoadedProps {
  edited: Id | EditedTemplate;
  /** Undefined until known. */
  canShare: boolean | undefined;
  children(template: EditedTemplate, canShare: boolean): ReactNode;
}

/** Loads the template to be edited. */
function Loaded({ edited, canShare, children }: LoadedProps) {
  const api = useMailApi();
  const [template, setTemplate] = useState(typeof edited === 'object' ? edited : null);
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (typeof edited === 'object') return;
    let isCurrent = true;
    api.template(edited).then(
      (view) => isCurrent && setTemplate(editedTemplate(view)),
      (error: unknown) => isCurrent && setFailure(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, attempt, edited]);
  if (failure !== undefined) {
    const retry = () => {
      setFailure(undefined);
      setAttempt((count) => count + 1);
    };
    return <RetryAlert error={failure} onRetry={retry} />;
  }
  // The form must not change once somebody types into it.
  if (!template || canShare === undefined) return <Skeleton active />;
  return <>{children(template, canShare)}</>;
}
