import { Alert, Flex, Skeleton, theme, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { CompanySignature, CompanySignaturePreview } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { MailFrame } from '../../components/reader/MailFrame';
import { RetryAlert } from '../../components/shared/RetryAlert';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useLanguage } from '../../components/shared/useLanguage';
import { useT } from '../../locale';

/** Milliseconds without a change before the server fills in the variables again. */
const PAUSE = 400;

/** The signature with the values of the person who edits it. */
export function SignaturePreview({ html, answerHtml }: Pick<CompanySignature, 'html' | 'answerHtml'>) {
  const t = useT();
  const api = useMailApi();
  const language = useLanguage();
  const { token } = theme.useToken();
  const answers = useAnswers(api);
  /** `edition` counts the answers: a frame shows one text only. */
  const [preview, setPreview] = useState<CompanySignaturePreview & { edition: number }>();
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const load = () =>
      answers.take(
        () => api.previewSignature({ html, answerHtml }),
        (filled) => {
          setPreview((old) => ({ ...filled, edition: (old?.edition ?? 0) + 1 }));
          setFailure(undefined);
        },
        { fail: setFailure },
      );
    const timer = setTimeout(() => void load(), PAUSE);
    return () => clearTimeout(timer);
  }, [answers, api, html, answerHtml, attempt]);

  if (failure !== undefined)
    return <RetryAlert error={failure} onRetry={() => setAttempt((count) => count + 1)} />;
  if (!preview) return <Skeleton active />;
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(preview.missing);
  return (
    <Flex vertical gap={token.margin} data-testid="mail-company-signature-preview">
      {preview.missing.length > 0 && (
        <Alert showIcon type="warning" message={t('You have no value for: {{names}}', { names })} />
      )}
      <Filled id={`signature ${preview.edition}`} html={preview.html} />
      {preview.answerHtml !== null && (
        <div>
          <Typography.Text strong>{t('Replies and forwarded mail')}</Typography.Text>
          <Filled id={`answer signature ${preview.edition}`} html={preview.answerHtml} />
        </div>
      )}
    </Flex>
  );
}

function Filled({ id, html }: { id: string; html: string }) {
  const t = useT();
  if (!html) return <SecondaryText>{t('No signature')}</SecondaryText>;
  return (
    <MailFrame
      messageId={id}
      allowRemote={false}
      body={{ html, css: '', text: '', truncated: false, attachments: [] }}
    />
  );
}
