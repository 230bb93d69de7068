import { fail, ok, type Result } from '../../../switch/index.ts';
import type { DevicesApi } from '../api/upkeep-api.ts';
import type { Running } from '../running.ts';
import { unlessDiskFull } from '../store-trouble.ts';

export interface DevicesParts {
  readonly running: () => Running | undefined;
}

/** What the person here says of devices that claim to be a contact's. */
export class Devices implements DevicesApi {
  constructor(private readonly parts: DevicesParts) {}

  async answer(
    conversationId: string,
    device: string,
    isTheirs: boolean,
  ): Promise<Result<Record<string, never>, 'unknown-conversation' | 'unknown-device' | 'disk-full'>> {
    const running = this.parts.running();
    const person = running?.people.ofConversation(conversationId);
    if (running === undefined || person === undefined) return fail('unknown-conversation');
    const { contacts } = running.core;
    const asked = contacts.askedOf(person.id);
    if (asked?.device !== device) return fail('unknown-device');
    const before = contacts.confirmedOf(person.id);
    return unlessDiskFull(async () => {
      if (isTheirs) await contacts.moveTo(asked);
      else await contacts.keepDevice({ ...asked, state: 'refused' });
      if (isTheirs) await running.people.reopen(person.id);
      if (isTheirs) await running.groups.takeAlong(before, person.id);
      person.conversation.refresh();
      return ok({});
    });
  }
}
