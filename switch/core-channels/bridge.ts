import { type LineId, lineIdText, parseLineId } from '../cipher-sets/line-id.ts';
import { type JsonObject, member } from '../packet/json.ts';
import { type Path, readPath, writePath } from '../paths/path.ts';

/** switch.md "bridge": asks a switch to forward the packets of one line, which it can't read. */
export const BRIDGE_TYPE = 'bridge';

export interface BridgeRequest {
  /** Of packets that are to be sent on to `path`. */
  readonly to: LineId;
  readonly path: Path;
  /** Of packets that are to be sent on to whoever asked. */
  readonly from: LineId;
}

/** The HEAD of a request, without `c` and `type`. */
export function writeBridgeRequest({ to, path, from }: BridgeRequest): JsonObject {
  return { to: lineIdText(to), path: writePath(path), from: lineIdText(from) };
}

export function readBridgeRequest(json: JsonObject): BridgeRequest | undefined {
  const to = parseLineId(member(json, 'to'));
  const from = parseLineId(member(json, 'from'));
  const path = readPath(member(json, 'path'));
  return to && from && path && { to, path, from };
}
