import { theme } from 'antd';
import type { LabelColor } from '../../../common';
import { labelColours } from './label-colours';

const SIZE = 10;

/** A label's color. Its name has to be next to it. */
export function LabelDot({ color }: { color: LabelColor }) {
  const { token } = theme.useToken();
  const { dot } = labelColours(color, token);
  return (
    <span
      aria-hidden
      style={{
        ...{ display: 'inline-block', flex: 'none', width: SIZE, height: SIZE },
        ...{ borderRadius: '50%', background: dot },
      }}
      data-testid="mail-label-dot"
    />
  );
}
