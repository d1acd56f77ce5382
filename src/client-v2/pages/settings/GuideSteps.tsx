import { css } from '@emotion/css';
import { Collapse, theme, type CollapseProps } from 'antd';
import type { CheckLine, ProviderSettingsView, SettingField } from '../../../common';
import { useT } from '../../locale';
import { resultOfStep } from './check';
import { ConsentPanel } from './ConsentPanel';
import { ADVANCED, advancedFields, CONSENT, stepsOf } from './guide';
import { isRequired, isShown } from './settings-form';
import { SettingFieldItem } from './SettingFieldItem';
import { StepContent } from './StepContent';
import { StepHeader } from './StepHeader';
import type { SettingsFormState } from './useSettingsForm';
import { stepId, type Steps } from './useSteps';
import { useStepSummary } from './useStepSummary';

export interface GuideStepsProps {
  view: ProviderSettingsView;
  state: SettingsFormState;
  steps: Steps;
  lines: CheckLine[] | undefined;
}

/** The provider's steps and our fields for them, in one column. Completed steps can be folded. */
export function GuideSteps({ view, state, steps, lines = [] }: GuideStepsProps) {
  const t = useT();
  const { token } = theme.useToken();
  const summary = useStepSummary(view, state.values);
  const { values } = state;

  const fieldItems = (fields: SettingField[]) =>
    fields
      .filter((field) => isShown(field, values))
      .map((field) => {
        const savedAt = view.savedSecrets[field.name];
        const stored = savedAt === undefined ? undefined : { savedAt, ...view.secretExpiry };
        return (
          <SettingFieldItem
            key={field.name}
            field={field}
            required={isRequired(field, values)}
            stored={stored}
          />
        );
      });
  // Rendered even while folded, so that its values belong to the form.
  const panel = (name: string, header: { number?: number; title: string; summary?: string }) => ({
    key: name,
    forceRender: true,
    className: steps.highlighted === name ? 'highlighted' : undefined,
    label: (
      <div id={stepId(name)} style={{ scrollMarginTop: 80 }}>
        <StepHeader
          {...header}
          summary={steps.open.includes(name) ? undefined : header.summary}
          result={resultOfStep(lines, name)}
        />
      </div>
    ),
  });

  const items: CollapseProps['items'] = stepsOf(view).map((filled, index) => ({
    ...panel(filled.step.name, { number: index + 1, title: t(filled.step.title), summary: summary(filled) }),
    children: (
      <StepContent
        view={view}
        step={filled}
        values={values}
        more={filled.step.name === CONSENT && <ConsentPanel view={view} changed={state.changed} />}
      >
        {filled.fields.length > 0 && fieldItems(filled.fields)}
      </StepContent>
    ),
  }));
  const advanced = advancedFields(view);
  if (advanced.length > 0) {
    items.push({
      ...panel(ADVANCED, { title: t('Advanced') }),
      children: <div style={{ maxWidth: 560 }}>{fieldItems(advanced)}</div>,
    });
  }
  return (
    <div ref={steps.root} className={highlightStyle(token.colorPrimary, token.borderRadiusLG)}>
      <Collapse
        activeKey={steps.open}
        onChange={(keys) => steps.setOpen([keys].flat())}
        items={items}
        expandIconPosition="end"
        size="large"
        style={{ background: token.colorBgContainer }}
      />
    </div>
  );
}

const highlightStyle = (color: string, radius: number) => css`
  & .ant-collapse-header {
    align-items: center !important;
  }
  & .ant-collapse-header-text {
    min-width: 0;
  }
  & .ant-collapse-item {
    transition: box-shadow 0.3s;
  }
  & .ant-collapse-item.highlighted {
    box-shadow: 0 0 0 2px ${color};
    border-radius: ${radius}px;
    position: relative;
    z-index: 1;
  }
`;
