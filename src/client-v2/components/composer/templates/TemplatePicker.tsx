import { css } from '@emotion/css';
import { Alert, Button, Checkbox, Empty, Flex, Input, Modal, Skeleton, theme } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useDialogFocus } from '../../shared/useDialogFocus';
import type { RenderedTemplate } from '../../../../common';
import { useErrorText, useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { SecondaryText } from '../../shared/SecondaryText';
import { matchingTemplates } from './matching-templates';
import { OPTIONS_ID, optionId, TemplateOptions } from './TemplateOptions';
import { TemplatePreview } from './TemplatePreview';
import { useRendered, type ReadTemplate } from './useRendered';
import { useTemplateList } from './useTemplateList';

export interface TemplatePickerProps {
  open: boolean;
  read: ReadTemplate;
  /** The subject of the message so far. */
  subject: string;
  /** Null if there's nothing to save. */
  onSaveAs: (() => void) | null;
  onManage(): void;
  /** `withSubject`: whether the writer wants the template's subject instead of the present one. */
  onInsert(rendered: RenderedTemplate, withSubject: boolean): void;
  onClose(): void;
  afterClose(): void;
}

/** Finds a template by typing, shows it as it would be inserted, and inserts it with Enter. */
export function TemplatePicker(props: TemplatePickerProps) {
  const { open, onSaveAs, onManage, onClose, afterClose } = props;
  const t = useT();
  const { token } = theme.useToken();
  const [insert, setInsert] = useState<{ run(): void; busy: boolean } | null>(null);
  return (
    <Modal
      open={open}
      title={t('Templates')}
      width={880}
      onCancel={onClose}
      afterClose={afterClose}
      destroyOnHidden
      data-testid="mail-template-picker"
      footer={
        <Flex gap={token.marginXS} wrap>
          <Button onClick={onManage}>{t('Manage templates…')}</Button>
          {onSaveAs && <Button onClick={onSaveAs}>{t('Save as template…')}</Button>}
          <span style={{ flex: 1 }} />
          <Button
            type="primary"
            disabled={!insert}
            loading={insert?.busy === true && { delay: 200 }}
            onClick={() => insert?.run()}
          >
            {t('Insert')}
          </Button>
        </Flex>
      }
    >
      <Finder {...props} onReady={setInsert} />
    </Modal>
  );
}

interface FinderProps extends TemplatePickerProps {
  /** Called with what the dialog's button does; null if it can't do anything. */
  onReady(insert: { run(): void; busy: boolean } | null): void;
}

function Finder({ read, subject, onInsert, onReady }: FinderProps) {
  const t = useT();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const { list, failure, reload } = useTemplateList();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [withSubject, setWithSubject] = useState(false);
  const [inserting, setInserting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Enter was pressed before there was anything to take.
  const [hurried, setHurried] = useState(false);
  const input = useDialogFocus();
  const found = matchingTemplates(list?.templates ?? [], typed);
  const chosen = found.at(at);
  const state = useRendered(chosen?.id, read);

  const take = async (index: number) => {
    const template = found.at(index);
    if (!template || inserting) return;
    setInserting(true);
    setProblem(null);
    try {
      onInsert(await read(template.id, true), withSubject);
    } catch (error) {
      setProblem(errorText(error));
      setInserting(false);
    }
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!list || !hurried) return;
    setHurried(false);
    void latest.current(at);
  }, [at, hurried, list]);
  const canInsert = chosen !== undefined;
  useEffect(() => {
    onReady(canInsert ? { run: () => void latest.current(at), busy: inserting } : null);
  }, [at, canInsert, inserting, onReady]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt(Math.min(found.length - 1, Math.max(0, at + by)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (list) void take(at);
      else setHurried(true);
    }
  };
  if (failure !== undefined && !list) {
    return <RetryAlert error={failure} onRetry={() => void reload()} />;
  }
  if (list?.templates.length === 0) {
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <SecondaryText>
            {t('There are no templates yet. Write one, or save the text of a message as one.')}
          </SecondaryText>
        }
      />
    );
  }
  const panes = css`
    display: flex;
    gap: ${token.margin}px;
    height: min(440px, 60vh);
    & > * {
      min-width: 0;
      overflow: hidden auto;
    }
    & > :first-child {
      flex: 0 0 300px;
    }
    & > :last-child {
      flex: 1;
    }
    @media (max-width: 767px) {
      flex-direction: column;
      & > :first-child {
        flex: 0 0 40%;
      }
    }
  `;
  const templateSubject = state.rendered?.subject;
  return (
    <Flex vertical gap={token.marginXS}>
      <Input
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls={OPTIONS_ID}
        aria-activedescendant={chosen ? optionId(at) : undefined}
        aria-label={t('Search templates')}
        placeholder={t('Search templates')}
        allowClear
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="mail-template-find"
      />
      {problem && <Alert showIcon type="error" role="alert" message={problem} />}
      <div className={panes}>
        {list ? (
          <div>
            <TemplateOptions
              templates={found}
              at={at}
              onChoose={setAt}
              onTake={(index) => void take(index)}
            />
            {found.length === 0 && <SecondaryText>{t('No template matches')}</SecondaryText>}
          </div>
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 5 }} />
        )}
        {/* The keyboard can scroll it. */}
        <div role="region" aria-label={t('Preview of the template')} tabIndex={0}>
          {chosen && <TemplatePreview key={String(chosen.id)} id={chosen.id} state={state} />}
        </div>
      </div>
      {subject.trim() !== '' && templateSubject && templateSubject !== subject && (
        <Checkbox checked={withSubject} onChange={(event) => setWithSubject(event.target.checked)}>
          {t('Also replace the subject “{{subject}}”', { subject })}
        </Checkbox>
      )}
    </Flex>
  );
}
