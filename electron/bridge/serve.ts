import type { IpcMainInvokeEvent } from 'electron';
import { LendProofs, LentPaths } from './contract/outside.ts';
import {
  type Answer,
  type BridgeCalls,
  type CallName,
  calls,
  type EventName,
  type EventPayload,
  events,
  type Input,
  type Lending,
} from './contract.ts';
import { CALL_NAMES, callChannel, eventChannel, LEND_CHANNEL, LEND_PROOF_CHANNEL } from './names.ts';

/** What the bridge needs of Electron and of the program around it. */
export interface BridgeHost {
  /** `ipcMain.handle`. */
  handle(channel: string, listener: (event: IpcMainInvokeEvent, raw: unknown) => Promise<unknown>): void;
  /** Whether our own page's main frame is asking. */
  isTrusted(event: IpcMainInvokeEvent): boolean;
  /** Sends to the page, if there is one. */
  send(channel: string, payload: unknown): void;
  /** A mistake of ours, at this call or event. Whoever logs it leaves out what the error says: it may quote a message. */
  reportBug(where: string, error: unknown): void;
  /** Development and tests: what leaves is held against the contract too. */
  readonly checksOutgoing: boolean;
}

/** Serves every call of the contract. The only place that listens. */
export function serveBridge(host: BridgeHost, services: BridgeCalls): void {
  for (const name of CALL_NAMES) serveCall(host, name, services[name]);
}

/** Serves one call. The page is not trusted: who is asking first, then the shape, then the service. */
function serveCall<N extends CallName>(host: BridgeHost, name: N, service: BridgeCalls[N]): void {
  host.handle(callChannel(name), async (event, raw) => {
    if (!host.isTrusted(event)) return fail('forbidden');
    const input = calls[name].input.safeParse(raw);
    if (!input.success) return fail('bad-request');
    try {
      const answer = await service(input.data as Input<N>); // the schema of this same name produced it
      if (host.checksOutgoing) checkAnswer(name, answer);
      return answer;
    } catch (error) {
      host.reportBug(name, error); // a throw is our bug; failures we expect come back as values
      return fail('internal');
    }
  });
}

/** Serves files handed over by the page: their paths are said by the preload, and believed once it has shown what is in them. */
export function serveLending(host: BridgeHost, lending: Lending): void {
  host.handle(LEND_CHANNEL, async (event, raw) => {
    if (!host.isTrusted(event)) return fail('forbidden');
    const files = LentPaths.safeParse(raw);
    return files.success ? { ok: true, value: lending.ask(files.data) } : fail('bad-request');
  });
  host.handle(LEND_PROOF_CHANNEL, async (event, raw) => {
    if (!host.isTrusted(event)) return fail('forbidden');
    const proofs = LendProofs.safeParse(raw);
    if (!proofs.success) return fail('bad-request');
    try {
      return await lending.take(proofs.data);
    } catch (error) {
      host.reportBug('lend', error);
      return fail('internal');
    }
  });
}

/** Tells the page of an event. What breaks the contract is reported, and in development never sent. */
export function sendEvent<N extends EventName>(host: BridgeHost, name: N, payload: EventPayload<N>): void {
  if (host.checksOutgoing) {
    const checked = events[name].safeParse(payload);
    if (!checked.success) {
      host.reportBug(name, new OutgoingShapeError(name, checked.error.issues));
      return;
    }
  }
  host.send(eventChannel(name), payload);
}

function checkAnswer<N extends CallName>(name: N, answer: Answer<N>): void {
  if (answer.ok) {
    const checked = calls[name].output.safeParse(answer.value);
    if (!checked.success) throw new OutgoingShapeError(name, checked.error.issues);
  } else if (!(calls[name].errors as readonly string[]).includes(answer.error)) {
    throw new OutgoingShapeError(name, [{ path: ['error'], code: 'not in the contract' }]);
  }
}

/** Says which field broke the contract and how, never what was in it: safe to log as it is. */
export class OutgoingShapeError extends Error {
  /** Read by the log, which keeps no other error's words. */
  readonly isSafeToLog = true;

  constructor(
    name: string,
    issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string | undefined }[],
  ) {
    super(
      `${name}: ${issues.map((issue) => `${issue.path.map(String).join('.') || '(all)'} ${issue.code ?? ''}`).join(', ')}`,
    );
    this.name = 'OutgoingShapeError';
  }
}

function fail<E extends string>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
