import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';

export interface Room {
  readonly rooms: readonly { readonly conversationId: ConversationId; readonly bytes: number }[];
  readonly quotaBytes: number | undefined;
}

export async function askRoom(): Promise<Room | null> {
  const [room, quota] = await Promise.all([bridge.getRoom({}), bridge.getQuota({})]);
  return room.ok && quota.ok ? { rooms: room.value.rooms, quotaBytes: quota.value.bytes } : null;
}

export async function setQuota(bytes: number | undefined): Promise<void> {
  const answer = await bridge.setQuota({ bytes });
  if (!answer.ok) tell('problem.ours');
}
