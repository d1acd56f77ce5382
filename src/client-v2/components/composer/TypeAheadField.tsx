import { useT } from '../../locale';
import { typeAhead } from './type-ahead';

/** The field of {@link typeAhead}: invisible, and skipped by Tab. */
export function TypeAheadField() {
  const t = useT();
  return (
    <textarea
      ref={typeAhead.mount}
      tabIndex={-1}
      aria-label={t('Text of the mail')}
      autoComplete="off"
      style={{
        position: 'fixed',
        bottom: 0,
        width: 1,
        height: 1,
        padding: 0,
        border: 0,
        opacity: 0,
        pointerEvents: 'none',
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') typeAhead.end();
        // Tab would leave the field, and a key that is held down isn't text.
        if (event.key === 'Tab' || (event.nativeEvent.repeat && !event.currentTarget.value))
          event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
