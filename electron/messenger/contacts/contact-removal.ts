import type { Core } from '../core.ts';

/** Whom we are about to take away, with their conversation: what a crash in the middle of it left is done at the next start. */
const REMOVING = 'contact-removal';

interface Removal {
  readonly person: string;
  readonly conv: string;
}

/** They and all that was said are gone from this machine, also if the program ends in the middle of this. */
export async function removeContact(core: Core, { person, conv }: Removal): Promise<void> {
  await core.store.state.setText(REMOVING, `${person} ${conv}`);
  await core.contacts.remove(person, () => core.details.remove(person));
  for (const blob of await core.store.events.forget(conv)) await core.blobs.remove(blob);
  await core.settings.change(conv, { draft: undefined, draftRe: undefined, pinRank: undefined });
  await core.store.state.setText(REMOVING, '');
}

/** Before anybody is opened. */
export async function resumeRemoval(core: Core): Promise<void> {
  const [person = '', conv = ''] = ((await core.store.state.getText(REMOVING)) ?? '').split(' ');
  if (conv !== '') await removeContact(core, { person, conv });
}
