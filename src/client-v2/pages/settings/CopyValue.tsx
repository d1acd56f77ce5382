import { CopyOutlined } from '@ant-design/icons';
import { Button, Flex, Input, theme, Typography } from 'antd';
import type { GuideStep } from '../../../common';
import { useT } from '../../locale';
import { useCopy } from '../../useCopy';
import { copyGroups, copyText, isRedirectUri } from './guide';

/** Lists are copied as a whole too, from this many on. */
const LIST = 3;

/** Values in the provider's own words, each to be copied with one click, lists also as a whole. */
export function CopyValues({
  copy,
  redirectUri,
}: {
  copy: NonNullable<GuideStep['copy']>;
  redirectUri: string;
}) {
  const t = useT();
  const copyToClipboard = useCopy();
  const { token } = theme.useToken();
  return (
    <Flex vertical gap={token.marginSM}>
      {copyGroups(copy).map(({ label, values: templates }) => {
        const values = templates.map((value) => copyText(value, redirectUri));
        return (
          <div key={label}>
            <Flex
              align="center"
              justify="space-between"
              gap="small"
              wrap
              style={{ marginBottom: token.marginXXS }}
            >
              <Typography.Text type="secondary">{t(label)}</Typography.Text>
              {values.length >= LIST && (
                // A space is what scopes are parted by, wherever a list of them is asked for.
                <Button
                  size="small"
                  icon={<CopyOutlined />}
                  onClick={() => void copyToClipboard(values.join(' '))}
                >
                  {t('Copy all')}
                </Button>
              )}
            </Flex>
            {values.length === 1 ? (
              <LongValue value={values[0]} label={t(label)} isRedirectUri={isRedirectUri(templates[0])} />
            ) : (
              <Flex wrap gap={token.marginXXS}>
                {values.map((value) => (
                  <ShortValue key={value} value={value} />
                ))}
              </Flex>
            )}
          </div>
        );
      })}
    </Flex>
  );
}

/** One that has to match letter by letter (a redirect URI that does not: AADSTS50011). */
function LongValue({
  value,
  label,
  isRedirectUri,
}: {
  value: string;
  label: string;
  isRedirectUri: boolean;
}) {
  const t = useT();
  const copyToClipboard = useCopy();
  return (
    <Flex wrap gap="small">
      <Input
        readOnly
        value={value}
        aria-label={label}
        data-testid={isRedirectUri ? 'redirect-uri' : undefined}
        onFocus={(event) => event.target.select()}
        style={{ flex: '1 1 180px', minWidth: 0 }}
      />
      <Button icon={<CopyOutlined />} onClick={() => void copyToClipboard(value)}>
        {t('Copy')}
      </Button>
    </Flex>
  );
}

/** One of several: the value itself is the button. */
function ShortValue({ value }: { value: string }) {
  const t = useT();
  const copyToClipboard = useCopy();
  const { token } = theme.useToken();
  return (
    <Button
      size="small"
      icon={<CopyOutlined />}
      iconPosition="end"
      aria-label={t('Copy {{value}}', { value })}
      onClick={() => void copyToClipboard(value)}
      style={{
        fontFamily: token.fontFamilyCode,
        fontSize: token.fontSizeSM,
        wordBreak: 'break-all',
      }}
    >
      {value}
    </Button>
  );
}
