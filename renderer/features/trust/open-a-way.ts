import { tell } from '../../components/toasts.ts';
import { askConnection, setNetwork } from '../settings/network-actions.ts';

/**
 * Switches on that the router is asked for an open port, or says that it is on already: then only the router itself can be
 * changed, and the settings say how far it got. `lead` goes there.
 */
export async function askRouter(lead: () => void): Promise<void> {
  const now = await askConnection();
  if (now === null) return tell('problem.ours');
  if (now.settings.hasPortMapping) return lead();
  const problem = await setNetwork({ hasPortMapping: true });
  tell(problem ?? 'network.nextStart');
}
