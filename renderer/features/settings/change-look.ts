import type { LookView, ThemeName } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import { useAppStore } from '../../store/app-store.ts';

/** Shown at once and kept by the main process; put back if it could not be kept. */
export async function chooseTheme(theme: ThemeName): Promise<void> {
  const { theme: before, applyTheme } = useAppStore.getState();
  applyTheme(theme);
  const answer = await bridge.setTheme({ theme });
  if (answer.ok) return;
  applyTheme(before);
  tell('problem.ours');
}

/** The main process tells how it looks from now on. */
export async function changeLook(change: Partial<LookView>): Promise<void> {
  const answer = await bridge.setLook(change);
  if (!answer.ok) tell('problem.ours');
}
