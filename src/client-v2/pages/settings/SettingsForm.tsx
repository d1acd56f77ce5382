import { css } from '@emotion/css';
import { Card, Flex, Form, Switch, theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import type { ProviderSettingsView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { worstOf } from './check';
import { CheckResults } from './CheckResults';
import { ADVANCED, advancedFields, isOptional, lackingSteps, stepOfField, stepsOf } from './guide';
import { GuideSteps } from './GuideSteps';
import { NextStep } from './NextStep';
import { SaveBar } from './SaveBar';
import { initialValues, isSetUp, needsOverride, settingsInput, type SettingValues } from './settings-form';
import { SettingsNotices } from './SettingsNotices';
import { useCheck } from './useCheck';
import { useSettingsForm } from './useSettingsForm';
import { useSteps } from './useSteps';

export interface SettingsFormProps {
  view: ProviderSettingsView;
  onSaved(view: ProviderSettingsView): void;
}

/** Any provider's settings: the steps with their fields, the check, and a single Save for all. */
export function SettingsForm({ view, onSaved }: SettingsFormProps) {
  const t = useT();
  const { token } = theme.useToken();
  const check = useCheck();
  const steps = useSteps(unfoldedAtFirst(view));
  const state = useSettingsForm(view, {
    onSaved(next) {
      onSaved(next);
      // The secret is stored now, so it doesn't have to be typed for this.
      void check.run(next, settingsInput(next, next.enabled, initialValues(next)));
    },
    onFieldError: (field) => steps.goTo(stepOfField(view, field)),
  });
  const results = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (check.running || check.lines)
      void results.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, [check.running, check.lines]);

  const names = [...stepsOf(view).map(({ step }) => step.name), ADVANCED];
  const goTo = (name: string) => (names.includes(name) ? () => steps.goTo(name) : null);
  const secret = view.fields.find(({ kind }) => kind === 'secret');
  const isRight = check.lines && worstOf(check.lines) !== 'failed' && !state.changed;
  return (
    <Form
      className={css`
        /* What is wrong stands above the description, so that the room below it stays. */
        & .ant-form-item.ant-form-item-with-help {
          margin-bottom: ${token.marginLG}px;
        }
        /* The host leaves little room beside its menu on a phone. */
        & .ant-btn:not(.ant-btn-icon-only) {
          max-width: 100%;
          height: auto;
          white-space: normal;
        }
      `}
      form={state.form}
      layout="vertical"
      initialValues={state.values}
      onValuesChange={(patch: SettingValues) => {
        state.edit(patch);
        check.forget();
        // A different choice may require more than before.
        lackingSteps(view, { ...state.values, ...patch }).forEach(steps.unfold);
      }}
      onFinish={state.save}
      onFinishFailed={({ errorFields }) => {
        const [field] = errorFields[0]?.name ?? [];
        if (field !== undefined) steps.goTo(stepOfField(view, String(field)));
      }}
      requiredMark={false}
      disabled={state.saving}
    >
      <Flex vertical gap={token.marginLG} style={{ maxWidth: 1200 }}>
        <SettingsNotices
          view={view}
          onReplaceSecret={() => secret && steps.goTo(stepOfField(view, secret.name))}
        />
        <Intro view={view} />
        <GuideSteps view={view} state={state} steps={steps} lines={check.lines} />
        <Card style={{ borderColor: token.colorBorder }} styles={{ body: { paddingBlock: token.padding } }}>
          <Flex align="center" gap={token.marginSM}>
            <Switch
              id="mail-provider-enabled"
              checked={state.enabled}
              onChange={(on) => state.setEnabled(on)}
            />
            <label htmlFor="mail-provider-enabled">{t('Users can connect their mailboxes')}</label>
          </Flex>
        </Card>
        {(check.running || check.failure || check.lines) && (
          <div ref={results} style={{ scrollMarginTop: 80 }}>
            <CheckResults check={check} goTo={goTo}>
              {isRight && <NextStep view={view} />}
            </CheckResults>
          </div>
        )}
        <SaveBar state={state} checking={check.running} onCheck={() => void check.run(view, state.input)} />
      </Flex>
    </Form>
  );
}

/**
 * Returns the steps that are open at first. If everything is set up, all are folded, so that replacing a
 * secret doesn't mean walking through them again. Overrides that are neither set nor needed are folded too.
 */
function unfoldedAtFirst(view: ProviderSettingsView): string[] {
  if (isSetUp(view)) return [];
  const values = initialValues(view);
  const steps = stepsOf(view).filter((filled) => !isOptional(filled) || needsOverride(filled.fields, values));
  const advanced = needsOverride(advancedFields(view), values);
  return [...steps.map(({ step }) => step.name), ...(advanced ? [ADVANCED] : [])];
}

function Intro({ view }: { view: ProviderSettingsView }) {
  const t = useT();
  return (
    <div>
      <Typography.Title level={4} style={{ margin: 0 }}>
        {t('Connection to {{provider}}', { provider: view.title })}
      </Typography.Title>
      <SecondaryText>
        {isSetUp(view)
          ? t('Everything is filled in. Open a step to change something.')
          : t(
              'Go through the steps once, from top to bottom: each says what to do at Microsoft and what to fill in here.',
            )}
      </SecondaryText>
    </div>
  );
}
