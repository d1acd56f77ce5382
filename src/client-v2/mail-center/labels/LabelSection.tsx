import { DownOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, Skeleton, theme, Tooltip } from 'antd';
import { useId, useRef, type ComponentType } from 'react';
import { LABEL_COLORS, type LabelColor, type LabelView } from '../../../common';
import { knownColour } from '../../components/labels/label-colours';
import { LabelDot } from '../../components/labels/LabelDot';
import { useLabels } from '../../components/labels/LabelsProvider';
import { RetryAlert } from '../../components/shared/RetryAlert';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { labelListOf } from '../data/views';
import { FolderItem } from '../folders/FolderItem';
import { FolderTree } from '../folders/FolderTree';
import { useStoredChoice } from '../layout/useStoredChoice';
import { useLabelActions } from './useLabelActions';

/** An icon for each color. Must be the same between renders, as components are. */
const DOTS = Object.fromEntries(
  LABEL_COLORS.map((color) => [
    color,
    ({ className }: { className?: string }) => (
      <span className={className} style={{ display: 'inline-flex', width: '1em', justifyContent: 'center' }}>
        <LabelDot color={color} />
      </span>
    ),
  ]),
) as Record<LabelColor, ComponentType<{ className?: string }>>;

export interface LabelSectionProps {
  active: string | null;
  onOpen(list: string): void;
  /** Called when messages are dropped on a label. */
  onDropMails(label: LabelView): void;
}

/** The user's labels. Each opens the list of everything that has it, in all accounts. */
export function LabelSection({ active, onOpen, onDropMails }: LabelSectionProps) {
  const t = useT();
  const { token } = theme.useToken();
  const { list, loading, failure, reload } = useLabels();
  const [shown, setShown] = useStoredChoice('labels', ['open', 'folded']);
  const section = useRef<HTMLElement>(null);
  // The menu that had the focus is gone, so that the focus goes to what the menu was of.
  const takeFocus = (label: LabelView | null) =>
    requestAnimationFrame(() => {
      const place = label ? `[data-item="${labelListOf(label.id)}"]` : '[data-testid="mail-label-new"]';
      section.current?.querySelector<HTMLElement>(place)?.focus();
    });
  const actions = useLabelActions(takeFocus);
  const contentId = useId();
  const open = shown === 'open';
  const heading = css`
    display: flex;
    flex: 1;
    align-items: center;
    gap: ${token.marginXXS}px;
    min-height: 24px;
    padding: 0;
    border: 0;
    border-radius: ${token.borderRadiusSM}px;
    background: none;
    color: ${token.colorTextSecondary};
    font-size: ${token.fontSizeSM}px;
    font-weight: ${token.fontWeightStrong};
    text-align: start;
    cursor: pointer;
    &:hover {
      color: ${token.colorText};
    }
    &:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
    }
    & .anticon {
      width: 16px;
      font-size: 9px;
    }
  `;
  const lists = list.map(({ id }) => labelListOf(id));
  return (
    <section ref={section} aria-label={t('Labels')} data-testid="mail-labels">
      <Flex align="center" gap={token.marginXXS} style={{ paddingInlineEnd: token.paddingXXS }}>
        <button
          type="button"
          className={heading}
          aria-expanded={open}
          aria-controls={open ? contentId : undefined}
          onClick={() => setShown(open ? 'folded' : 'open')}
        >
          {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          {t('Labels')}
        </button>
        <Tooltip title={t('New label')}>
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            aria-label={t('New label')}
            onClick={actions.create}
            data-testid="mail-label-new"
          />
        </Tooltip>
      </Flex>
      {open && (
        <div id={contentId}>
          {loading ? (
            <Skeleton active title={false} paragraph={{ rows: 2 }} style={{ padding: 12 }} />
          ) : list.length > 0 ? (
            <FolderTree
              label={t('Labels')}
              ids={lists}
              active={lists.find((each) => each === active) ?? null}
            >
              {list.map((label) => (
                <FolderItem
                  key={String(label.id)}
                  id={labelListOf(label.id)}
                  icon={DOTS[knownColour(label.color)]}
                  name={label.name}
                  active={active === labelListOf(label.id)}
                  onOpen={() => onOpen(labelListOf(label.id))}
                  onDropMails={() => onDropMails(label)}
                  menu={actions.menuOf(label)}
                  testId="mail-label-item"
                />
              ))}
            </FolderTree>
          ) : failure !== undefined ? (
            <RetryAlert error={failure} onRetry={() => void reload()} />
          ) : (
            <SecondaryText
              style={{ display: 'block', paddingInlineStart: 20, fontSize: token.fontSizeSM }}
              data-testid="mail-labels-empty"
            >
              {t('Labels sort messages across folders and accounts.')}
            </SecondaryText>
          )}
        </div>
      )}
      {actions.dialog}
    </section>
  );
}
