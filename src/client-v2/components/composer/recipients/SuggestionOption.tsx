import { theme } from 'antd';
import { useHost } from '../../../host/context';
import { useT } from '../../../locale';
import { displayName } from '../../../../common';
import type { Suggestion } from './suggestions';

/**
 * A suggested recipient: name and address, and where it comes from if that isn't the reader's own mail. Or a group with
 * its people.
 */
export function SuggestionOption({ name, address, source, detail, members }: Suggestion) {
  const { token } = theme.useToken();
  const host = useHost();
  const t = useT();
  const shown = displayName({ name, address });
  const origin = members
    ? members.map(displayName).join(', ')
    : [source === undefined ? '' : host.t(source), detail ?? ''].filter(Boolean).join(' · ');
  const beside = members ? t('Group ({{count}})', { count: members.length }) : address;
  return (
    <div data-testid="mail-suggestion">
      <div style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <bdi>{shown}</bdi>
        {shown !== beside && (
          <span style={{ color: token.colorTextSecondary, marginInlineStart: token.marginXS }}>{beside}</span>
        )}
      </div>
      {origin && (
        <div
          style={{
            ...{ color: token.colorTextSecondary, fontSize: token.fontSizeSM },
            ...{ overflow: 'hidden', textOverflow: 'ellipsis' },
          }}
        >
          <bdi>{origin}</bdi>
        </div>
      )}
    </div>
  );
}
