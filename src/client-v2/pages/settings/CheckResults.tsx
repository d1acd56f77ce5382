import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Alert, Card, Flex, Spin, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { CheckLine } from '../../../common';
import { LinkStyleButton } from '../../components/shared/LinkStyleButton';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { toMend } from './check';
import type { Check } from './useCheck';

export interface CheckResultsProps {
  check: Check;
  /** Returns a function that leads to the step that fixes a line, or null if no step on this page does. */
  goTo(step: string): (() => void) | null;
  /** What comes next, once everything is right. */
  children?: ReactNode;
}

/** The results of "Check configuration", line by line. */
export function CheckResults({ check, goTo, children }: CheckResultsProps) {
  const t = useT();
  const { token } = theme.useToken();
  const { lines, running, failure } = check;
  return (
    <Card variant="borderless" title={t('Check of the configuration')} data-testid="mail-check">
      <div aria-live="polite" aria-busy={running}>
        {running && (
          <Flex align="center" gap="middle">
            <Spin />
            <Typography.Text>
              {t(
                'Asking Microsoft and the mail servers. This takes a few seconds; up to a minute when one does not answer.',
              )}
            </Typography.Text>
          </Flex>
        )}
        {failure && <Alert type="error" showIcon message={failure} />}
        {lines && (
          <Flex vertical gap={token.margin}>
            <Typography.Text strong>{summary(lines, t)}</Typography.Text>
            {lines.map((line) => (
              <Line key={line.name} line={line} onGo={line.step === null ? null : goTo(line.step)} />
            ))}
            {children}
          </Flex>
        )}
      </div>
    </Card>
  );
}

function summary(lines: CheckLine[], t: ReturnType<typeof useT>): string {
  const count = toMend(lines);
  if (count === 0) return t('Everything that can be checked without a sign-in is right.');
  return count === 1
    ? t('One thing needs your attention.')
    : t('{{count}} things need your attention.', { count });
}

function Line({ line, onGo }: { line: CheckLine; onGo: (() => void) | null }) {
  const t = useT();
  const { token } = theme.useToken();
  const marks = {
    passed: <CheckCircleFilled style={{ color: token.colorSuccess }} aria-label={t('Right')} />,
    warning: <ExclamationCircleFilled style={{ color: token.colorWarning }} aria-label={t('Warning')} />,
    failed: <CloseCircleFilled style={{ color: token.colorError }} aria-label={t('Wrong')} />,
    skipped: <MinusCircleOutlined style={{ color: token.colorTextTertiary }} aria-label={t('Not checked')} />,
  };
  const wrong = line.result === 'failed' || line.result === 'warning';
  return (
    <Flex gap={token.marginSM} data-testid={`check-${line.name}`} data-result={line.result}>
      <span style={{ fontSize: token.fontSizeLG }}>{marks[line.result]}</span>
      <Flex vertical align="start" style={{ minWidth: 0 }}>
        <Typography.Text type={line.result === 'skipped' ? 'secondary' : undefined}>
          {t(`check.${line.name}`)}
        </Typography.Text>
        {line.message && <SecondaryText>{line.message}</SecondaryText>}
        {wrong && onGo && (
          <LinkStyleButton size="small" style={{ paddingInline: 0 }} onClick={onGo}>
            {t('Go to step')}
          </LinkStyleButton>
        )}
      </Flex>
    </Flex>
  );
}
