import { Alert, App, Card, Flex, Form, Radio, Switch, theme, Typography } from 'antd';
import { useState } from 'react';
import { LONGEST_SIGNATURE, type CompanySignature } from '../../../common';
import { useMailApi } from '../../api';
import { SignatureEditor } from '../../components/composer/SignatureEditor';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';
import { SaveButtons } from '../settings/SaveButtons';
import { useUnsavedChanges } from '../settings/useUnsavedChanges';
import { SignaturePreview } from './SignaturePreview';

interface Props {
  stored: CompanySignature;
  onSaved(stored: CompanySignature): void;
}

/** Edits the signature that everybody's messages have, and shows what it looks like for the person who edits it. */
export function CompanySignatureForm({ stored, onSaved }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const [signature, setSignature] = useState(stored);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** Editors begin with their text, so new ones are needed to show another one. */
  const [edition, setEdition] = useState(0);
  const { html, answerHtml, place } = signature;
  const isChanged = (['html', 'answerHtml', 'place'] as const).some((key) => signature[key] !== stored[key]);
  useUnsavedChanges(isChanged && !saving);

  const edit = (part: Partial<CompanySignature>) => setSignature((old) => ({ ...old, ...part }));
  const reset = () => {
    setSignature(stored);
    setProblem(null);
    setEdition((count) => count + 1);
  };
  const save = async () => {
    if (saving) return;
    if ([html, answerHtml ?? ''].some(({ length }) => length > LONGEST_SIGNATURE)) {
      setProblem(t('The signature is too large. Use a smaller picture.'));
      return;
    }
    setSaving(true);
    setProblem(null);
    try {
      const saved = await api.saveCompanySignature(signature);
      setSignature(saved);
      onSaved(saved);
      message.success(t('The company signature has been saved.'));
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setSaving(false);
    }
  };
  const editor = (label: string, initialHtml: string, onChange: (changed: string) => void) => (
    <SignatureEditor
      withVariables
      initialHtml={initialHtml}
      label={label}
      onChange={onChange}
      onSubmit={() => void save()}
      onProblem={setProblem}
    />
  );
  return (
    <Form layout="vertical" onFinish={() => void save()} style={{ maxWidth: 1200 }}>
      <Flex vertical gap={token.marginLG}>
        <div>
          <Typography.Title level={4} style={{ margin: 0 }}>
            {t('Company signature')}
          </Typography.Title>
          <SecondaryText>
            {t(
              'Everyone who writes a message with this app signs it with the company signature. Variables are replaced with the writer’s own details.',
            )}
          </SecondaryText>
        </div>
        <Flex wrap gap={token.marginLG} align="start">
          <Card style={{ flex: '3 1 320px', minWidth: 0, borderColor: token.colorBorder }}>
            <Form.Item
              label={t('Company signature')}
              extra={
                <SecondaryText>
                  {t('A line is left out if it consists only of variables that have no value.')}
                </SecondaryText>
              }
            >
              <div key={edition}>
                {editor(t('Company signature'), stored.html, (changed) => edit({ html: changed }))}
              </div>
            </Form.Item>
            <Flex align="center" gap={token.marginXS} style={{ marginBottom: token.margin }}>
              <Switch
                id="mail-company-answers"
                checked={answerHtml !== null}
                onChange={(own) => edit({ answerHtml: own ? (stored.answerHtml ?? '') : null })}
              />
              <label htmlFor="mail-company-answers">
                {t('Another signature for replies and forwarded mail')}
              </label>
            </Flex>
            {answerHtml !== null && (
              <Form.Item
                label={t('Signature for replies and forwarded mail')}
                extra={<SecondaryText>{t('Leave it empty for no signature.')}</SecondaryText>}
              >
                <div key={edition}>
                  {editor(t('Signature for replies and forwarded mail'), stored.answerHtml ?? '', (changed) =>
                    edit({ answerHtml: changed }),
                  )}
                </div>
              </Form.Item>
            )}
            <Form.Item label={t('If somebody has a signature of their own')} style={{ marginBottom: 0 }}>
              <Radio.Group
                value={place}
                onChange={(event) => edit({ place: event.target.value as CompanySignature['place'] })}
                options={[
                  { value: 'below', label: t('Add the company signature below it') },
                  { value: 'instead', label: t('Use only the company signature') },
                ]}
                style={{ display: 'flex', flexDirection: 'column', gap: token.marginXS }}
              />
            </Form.Item>
          </Card>
          <Card
            title={t('In your messages')}
            style={{ flex: '2 1 280px', minWidth: 0, borderColor: token.colorBorder }}
          >
            <SignaturePreview html={html} answerHtml={answerHtml} />
          </Card>
        </Flex>
        {problem && <Alert showIcon type="error" role="alert" message={problem} />}
        <SaveButtons saving={saving} changed={isChanged} onReset={reset} />
      </Flex>
    </Form>
  );
}
