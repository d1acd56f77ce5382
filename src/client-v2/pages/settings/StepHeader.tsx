import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Flex, theme, Typography } from 'antd';
import { SecondaryText } from '../../components/shared/SecondaryText';

export interface StepHeaderProps {
  /** Undefined for the overrides, which aren't a step. */
  number?: number;
  title: string;
  /** What is filled in, shown while the step is folded. */
  summary?: string;
  /** The check's result for this step. */
  result?: 'passed' | 'warning' | 'failed';
}

/** A step's heading with its number, or the check's result instead. */
export function StepHeader({ number, title, summary, result }: StepHeaderProps) {
  const { token } = theme.useToken();
  const circle = css`
    display: grid;
    place-items: center;
    flex: none;
    width: 24px;
    height: 24px;
    border-radius: 50%;
    font-size: ${token.fontSizeSM}px;
    font-weight: ${token.fontWeightStrong};
    color: ${token.colorPrimary};
    background: ${token.colorPrimaryBg};
  `;
  const icons = {
    passed: <CheckCircleFilled style={{ color: token.colorSuccess, fontSize: 24 }} />,
    warning: <ExclamationCircleFilled style={{ color: token.colorWarning, fontSize: 24 }} />,
    failed: <CloseCircleFilled style={{ color: token.colorError, fontSize: 24 }} />,
  };
  return (
    <Flex align="center" gap={token.marginSM} style={{ minHeight: 24 }}>
      {result ? icons[result] : number !== undefined && <span className={circle}>{number}</span>}
      <Flex
        wrap
        align="baseline"
        justify="space-between"
        gap={`0 ${token.margin}px`}
        style={{ flex: 1, minWidth: 0 }}
      >
        <Typography.Text strong>{title}</Typography.Text>
        {summary && (
          // Large panels have larger type.
          <SecondaryText ellipsis style={{ fontSize: token.fontSize }}>
            {summary}
          </SecondaryText>
        )}
      </Flex>
    </Flex>
  );
}
