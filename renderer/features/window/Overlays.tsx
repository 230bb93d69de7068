import { useAppStore } from '../../store/app-store.ts';
import { ShortcutsList } from '../shortcuts/ShortcutsList.tsx';
import { Switcher } from '../switcher/Switcher.tsx';

/** What a shortcut lays over the window. */
export function Overlays() {
  const overlay = useAppStore((state) => state.overlay);
  const showOverlay = useAppStore((state) => state.showOverlay);
  const close = () => showOverlay(null);
  if (overlay === 'switcher') return <Switcher onClose={close} />;
  if (overlay === 'shortcuts') return <ShortcutsList onClose={close} />;
  return null;
}
