import type { MessageKey, Translate } from '../../i18n.tsx';

/** Cmd and Option instead of Ctrl and Alt. */
export const isMac = (): boolean => navigator.platform.startsWith('Mac');

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether these keys are down and no other of those that change a meaning. */
export function matchesKeys(keys: string, event: Pressed, onMac: boolean): boolean {
  const parts = keys.split('+');
  const name = parts.at(-1) ?? '';
  const has = (part: string) => parts.includes(part);
  const [mod, other] = onMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return (
    event.key.toLowerCase() === name.toLowerCase() &&
    mod === has('Mod') &&
    !other &&
    event.altKey === has('Alt') &&
    event.shiftKey === has('Shift')
  );
}

const NAME_KEYS: Readonly<Record<string, MessageKey>> = {
  Mod: 'key.ctrl',
  Alt: 'key.alt',
  Shift: 'key.shift',
  Enter: 'key.enter',
  Escape: 'key.escape',
};
const SIGNS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓' };
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };

/** What stands on the keys, one after the other. */
export function keyNames(keys: string, onMac: boolean, t: Translate): readonly string[] {
  return keys.split('+').map((part) => {
    const sign = (onMac ? MAC_SIGNS[part] : undefined) ?? SIGNS[part];
    const name = NAME_KEYS[part];
    return sign ?? (name === undefined ? part : t(name));
  });
}
