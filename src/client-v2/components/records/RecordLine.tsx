import { DatabaseOutlined, DisconnectOutlined, ExportOutlined, LinkOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import type { RecordView } from '../../../common';
import { useHost } from '../../host/context';
import { useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { RowAction } from '../shared/RowAction';
import { SecondaryText } from '../shared/SecondaryText';
import { fieldTitle } from './field-title';

interface Props {
  record: RecordView;
  /** Opens what is known of the record, if it has no page of its own. */
  onOpen(): void;
  /** Undefined if it's already linked. */
  onLink?(): void;
  /** Undefined if it isn't linked. */
  onUnlink?(): void;
}

/** Fields that fit beside a title; the others are in the drawer. */
const IN_LINE = 3;

/** A record beside a message: its title, a few of its fields, and what can be done with it. */
export function RecordLine({ record, onOpen, onLink, onUnlink }: Props) {
  const t = useT();
  const host = useHost();
  const { token } = theme.useToken();
  const { title, page, fields } = record;
  const name = title ?? t('A record that you can’t see');
  const details = [host.t(record.collectionTitle), ...fields.slice(0, IN_LINE).map(({ value }) => value)];
  return (
    <Flex
      align="center"
      gap={token.marginXS}
      style={{ minWidth: 0, minHeight: token.controlHeight }}
      data-testid="mail-record"
    >
      <DatabaseOutlined aria-hidden style={{ color: token.colorTextTertiary }} />
      <div style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {title === null ? (
          <Typography.Text>{name}</Typography.Text>
        ) : page !== null ? (
          <a
            href={page}
            target="_blank"
            rel="noopener noreferrer"
            title={t('Show the record in a new tab')}
            style={{ color: token['blue-7'] }}
          >
            <bdi>{title}</bdi> <ExportOutlined aria-hidden style={{ fontSize: token.fontSizeSM }} />
          </a>
        ) : (
          <LinkStyleButton
            onClick={onOpen}
            style={{ padding: 0, height: 'auto', maxWidth: '100%', whiteSpace: 'normal', textAlign: 'start' }}
          >
            <bdi>{title}</bdi>
          </LinkStyleButton>
        )}{' '}
        <SecondaryText
          style={{ fontSize: token.fontSizeSM }}
          title={fields.map((field) => `${fieldTitle(field, host)}: ${field.value}`).join('\n')}
        >
          <bdi>{details.join(' · ')}</bdi>
        </SecondaryText>
        {title === null && (
          <SecondaryText style={{ display: 'block', fontSize: token.fontSizeSM }}>
            {t('It was deleted, or your role can’t view it.')}
          </SecondaryText>
        )}
      </div>
      {onLink && (
        <Button
          size="small"
          icon={<LinkOutlined aria-hidden />}
          aria-label={t('Link the record “{{record}}”', { record: name })}
          onClick={onLink}
        >
          {t('Link the record')}
        </Button>
      )}
      {onUnlink && (
        <RowAction
          icon={<DisconnectOutlined />}
          title={t('Unlink')}
          label={t('Unlink from “{{record}}”', { record: name })}
          onClick={onUnlink}
        />
      )}
    </Flex>
  );
}
