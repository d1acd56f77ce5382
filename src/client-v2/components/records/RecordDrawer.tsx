import { Descriptions, Drawer } from 'antd';
import type { RecordView } from '../../../common';
import { useHost } from '../../host/context';
import { useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { fieldTitle } from './field-title';

/** What is known of a record that has no page of its own. */
export function RecordDrawer({ record, onClose }: { record: RecordView | null; onClose(): void }) {
  const t = useT();
  const host = useHost();
  return (
    <Drawer
      open={record !== null}
      onClose={onClose}
      width="min(420px, 100vw)"
      title={record?.title}
      destroyOnHidden
    >
      {record && (
        <div data-testid="mail-record-drawer">
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'collection', label: t('Collection'), children: host.t(record.collectionTitle) },
              ...record.fields.map((field, index) => ({
                key: String(index),
                label: fieldTitle(field, host),
                children: <bdi>{field.value}</bdi>,
              })),
            ]}
          />
          {record.fields.length === 0 && (
            <SecondaryText>
              {t(
                'An administrator can choose which fields are shown here, and the page that shows the record.',
              )}
            </SecondaryText>
          )}
        </div>
      )}
    </Drawer>
  );
}
