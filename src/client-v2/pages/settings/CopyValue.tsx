import { CopyOutlined } from '@ant-design/icons';
import { Button, Flex, Input, theme } from 'antd';
import type { GuideStep } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { useCopy } from '../../useCopy';
import { copyGroups, copyText, isRedirectUri } from './guide';

/** Lists with at least this many values can also be copied as a whole. */
const LIST = 3;

/** Values in the provider's own words. Each can be copied with one click, and lists also as a whole. */
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
              <SecondaryText>{t(label)}</SecondaryText>
              {values.length >= LIST && (
                // Scopes are separated by spaces wherever a list of them is expected.
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

/** A value that has to match exactly (a redirect URI that doesn't causes AADSTS50011). */
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

/** One of several values, which is itself the button. */
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
