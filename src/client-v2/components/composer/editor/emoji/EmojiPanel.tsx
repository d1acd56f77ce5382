import { Empty, Flex, Input, theme } from 'antd';
import { useState } from 'react';
import { useT } from '../../../../locale';
import { useLanguage } from '../../../shared/useLanguage';
import { moveInGrid } from '../toolbar/grid-keys';
import { findEmoji, nameOf } from './emoji-list';

const COLUMNS = 8;

/** Shows emoji and finds them by their names. It has its own file because few people open it. */
export default function EmojiPanel({ onChoose }: { onChoose(char: string): void }) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const [query, setQuery] = useState('');
  const found = findEmoji(query, language);
  return (
    <Flex vertical gap={token.marginXS} style={{ width: COLUMNS * 32 + 20 }}>
      <Input
        autoFocus
        allowClear
        value={query}
        placeholder={t('Search emoji')}
        aria-label={t('Search emoji')}
        onChange={(event) => setQuery(event.target.value)}
        onPressEnter={() => {
          const [first] = found;
          if (first) onChoose(first.char);
        }}
      />
      <div
        role="group"
        aria-label={t('Emoji')}
        style={{
          ...{ display: 'grid', gridTemplateColumns: `repeat(${COLUMNS}, 32px)`, alignContent: 'start' },
          ...{ height: 224, overflowY: 'auto', scrollbarWidth: 'thin' },
        }}
        onKeyDown={(event) => moveInGrid(event, COLUMNS)}
      >
        {found.map((emoji, index) => (
          <button
            key={emoji.char}
            type="button"
            aria-label={nameOf(emoji, language)}
            title={nameOf(emoji, language)}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => onChoose(emoji.char)}
            style={{
              ...{ height: 32, padding: 0, border: 0, background: 'none', cursor: 'pointer' },
              ...{ fontSize: 20, lineHeight: '32px', borderRadius: token.borderRadiusSM },
            }}
          >
            {emoji.char}
          </button>
        ))}
        {found.length === 0 && (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={t('No emoji found')}
            style={{ gridColumn: '1 / -1' }}
          />
        )}
      </div>
    </Flex>
  );
}
