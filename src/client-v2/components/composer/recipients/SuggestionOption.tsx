import { theme } from 'antd';
import { useHost } from '../../../host/context';
import { displayName } from '../../shared/addresses';
import type { Suggestion } from './suggestions';

/** A suggested recipient: name and address, and where it comes from if that isn't the reader's own mail. */
export function SuggestionOption({ name, address, source, detail }: Suggestion) {
  const { token } = theme.useToken();
  const host = useHost();
  const shown = displayName({ name, address });
  const origin = [source === undefined ? '' : host.t(source), detail ?? ''].filter(Boolean).join(' · ');
  return (
    <div data-testid="mail-suggestion">
      <div style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <bdi>{shown}</bdi>
        {shown !== address && (
          <span style={{ color: token.colorTextSecondary, marginInlineStart: token.marginXS }}>
            {address}
          </span>
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
