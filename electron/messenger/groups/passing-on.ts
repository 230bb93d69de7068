import type { EventRow } from '../../storage/index.ts';
import { FORWARD_MS_MAX, FORWARD_MS_MIN, GROUP_ACK_MS } from '../limits.ts';
import type { NamedTimers } from '../named-timers.ts';
import { typingPacket } from '../sync/now-packet.ts';
import type { BlobStand } from '../sync/sync-host.ts';
import type { Fellows } from './fellows.ts';
import type { GroupLog } from './group-log.ts';

export interface PassingOnParts {
  readonly log: GroupLog;
  readonly fellows: Fellows;
  readonly timers: NamedTimers;
  /** A whole number from 0 to below this. */
  readonly random: (below: number) => number;
}

/** What those that we keep lines to are told: some of it at once, some after a while, for it may come to them another way. */
export class PassingOn {
  constructor(private readonly parts: PassingOnParts) {}

  /** We said something. */
  appended(): void {
    this.poke(false);
  }

  /** The person here read something. */
  read(): void {
    this.parts.fellows.tell((session) => session.tellRead(this.conv));
  }

  /** To the members we have lines to: nobody passes it on. */
  typing(isTyping: boolean): void {
    const { log, fellows } = this.parts;
    const packet = typingPacket(this.conv, isTyping);
    fellows.tell((session, device) => {
      if (log.group?.members.get(device)?.hasJoined === true) session.tellNow(packet);
    });
  }

  /** How blobs stand here: told to the authors of these events. */
  blobs(stand: BlobStand, rows: readonly EventRow[]): void {
    for (const by of new Set(rows.map((row) => row.by))) this.parts.fellows.sessionOf(by)?.tellBlobs(this.conv, stand);
  }

  /** Events came from a member, who knows that they are here. */
  stored(from: string): void {
    const { fellows, timers, random } = this.parts;
    timers.later('ack', GROUP_ACK_MS, () => {
      fellows.tell((session, device) => {
        if (device !== from) session.tellStored(this.conv);
      });
    });
    timers.later('forward', FORWARD_MS_MIN + random(FORWARD_MS_MAX - FORWARD_MS_MIN), () => this.poke(true));
  }

  /** Another past may be ours to read now, or a deletion does not count any more: the others may have what is missing. */
  askForBodies(ms: number): void {
    const { fellows, timers } = this.parts;
    timers.later('lack', ms, () => fellows.tell((session) => session.tellLacks(this.conv)));
  }

  private get conv(): string {
    return this.parts.log.conv;
  }

  private poke(isForwarding: boolean): void {
    this.parts.fellows.tell((session) => session.poke(this.conv, isForwarding));
  }
}
