import { theme } from 'antd';
import type { Id } from '../../../common';
import { labelColours } from '../../components/labels/label-colours';
import { useLabels } from '../../components/labels/LabelsProvider';
import { useT } from '../../locale';

/** More would leave no room for the subject. */
const MOST = 2;

/** The labels of a row. */
export function RowLabels({ ids }: { ids: readonly Id[] | undefined }) {
  const t = useT();
  const { token } = theme.useToken();
  const { list } = useLabels();
  if (!ids?.length) return null;
  const own = new Set(ids.map(String));
  const labels = list.filter(({ id }) => own.has(String(id)));
  if (labels.length === 0) return null;
  const further = labels.slice(MOST).map(({ name }) => name);
  return (
    <span className="labels" data-testid="mail-row-labels">
      <span className="unseen">{t('Labels')}</span>
      {labels.slice(0, MOST).map(({ id, name, color }) => {
        const { text, background } = labelColours(color, token);
        return (
          <bdi
            key={String(id)}
            className="label"
            dir="auto"
            title={name}
            // Long names give way first.
            style={{ color: text, background, flexShrink: name.length ** 2 }}
          >
            {name}
          </bdi>
        );
      })}
      {further.length > 0 && (
        <span className="more" title={further.join('\n')}>
          +{further.length}
        </span>
      )}
    </span>
  );
}
