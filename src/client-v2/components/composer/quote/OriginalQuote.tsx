import { EditOutlined, EllipsisOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Skeleton, theme, Typography } from 'antd';
import { useState } from 'react';
import { useErrorText, useT } from '../../../locale';
import { displayName } from '../../../../common';
import { MailFrame } from '../../reader/MailFrame';
import { SecondaryText } from '../../shared/SecondaryText';
import { ToneText } from '../../shared/ToneText';
import type { Original } from '../useOriginal';
import type { EditQuote } from './useEditQuote';
import { useLanguage } from '../../shared/useLanguage';

/** The original message, folded below the text, with a checkbox to include it. */
export function OriginalQuote(props: {
  original: Original;
  quote: boolean;
  editing: Pick<EditQuote, 'edit' | 'loading' | 'error'>;
  onChange(quote: boolean): void;
}) {
  const { original, quote, editing, onChange } = props;
  const { message, body, error } = original;
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const author = message?.from[0];
  return (
    <div style={{ padding: `0 ${token.padding}px ${token.paddingXS}px` }}>
      <Flex align="center" gap={token.marginXS}>
        <Button
          size="small"
          icon={<EllipsisOutlined />}
          aria-expanded={open}
          aria-label={open ? t('Hide the original') : t('Show the original')}
          title={open ? t('Hide the original') : t('Show the original')}
          disabled={!quote}
          onClick={() => setOpen(!open)}
        />
        <Checkbox checked={quote} onChange={(event) => onChange(event.target.checked)}>
          {t('Include the original')}
        </Checkbox>
        {open && quote && (
          <Button
            size="small"
            type="text"
            icon={<EditOutlined aria-hidden />}
            loading={editing.loading}
            onClick={editing.edit}
          >
            {t('Edit')}
          </Button>
        )}
      </Flex>
      {open && quote && editing.error !== undefined && (
        <ToneText tone="danger">
          {t('The original could not be put into the text: {{reason}}', { reason: errorText(editing.error) })}
        </ToneText>
      )}
      {open && quote && (
        <div
          style={{
            marginTop: token.marginXS,
            paddingInlineStart: token.paddingSM,
            borderInlineStart: `2px solid ${token.colorBorder}`,
          }}
        >
          {message && author && (
            <SecondaryText>
              {t('On {{date}}, {{name}} wrote:', {
                date: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(
                  new Date(message.sentAt),
                ),
                name: displayName(author),
              })}
            </SecondaryText>
          )}
          {body ? (
            <MailFrame body={body} allowRemote={false} messageId={original.messageId} />
          ) : error ? (
            <Typography.Paragraph>
              <SecondaryText>{errorText(error)}</SecondaryText>
            </Typography.Paragraph>
          ) : (
            <Skeleton active title={false} />
          )}
        </div>
      )}
    </div>
  );
}
