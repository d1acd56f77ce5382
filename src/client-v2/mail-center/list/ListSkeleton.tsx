import { Flex, Skeleton, theme } from 'antd';
import { rowMetrics } from './list-view';
import { AVATAR, INSET, SMALL_AVATAR } from './row-styles';
import { useListView } from './useListView';

const ROWS = 7;
/** Widths in pixels. They vary like those of real texts. */
const WIDTHS = [120, 210, 260];

/** Outlines of rows, shown where the rows will be until the first answer arrives, so that nothing jumps. */
export function ListSkeleton() {
  const { token } = theme.useToken();
  const [view] = useListView();
  const { row, heading, padding, small, line } = rowMetrics(view, token);
  const compact = view.density === 'compact';
  const lines = compact ? [line] : [line, line, ...Array.from({ length: view.preview }, () => small)];
  return (
    <div
      style={{ padding: `${heading}px ${token.marginXS}px 0`, overflow: 'hidden' }}
      aria-busy
      data-testid="mail-list-loading"
    >
      {Array.from({ length: ROWS }, (_, index) => (
        <Flex
          key={index}
          gap={compact ? token.marginXS : token.marginSM}
          style={{
            height: row,
            paddingBlock: padding,
            paddingInlineStart: compact ? token.paddingXS : INSET,
          }}
        >
          <Skeleton.Avatar active size={compact ? SMALL_AVATAR : AVATAR} />
          <div>
            {lines.map((height, at) => (
              <Flex key={at} align="center" style={{ height }}>
                <Skeleton.Node active style={{ width: WIDTHS[at % WIDTHS.length], height: token.fontSizeSM }}>
                  <span />
                </Skeleton.Node>
              </Flex>
            ))}
          </div>
        </Flex>
      ))}
    </div>
  );
}
