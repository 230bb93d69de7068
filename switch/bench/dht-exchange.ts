import type { Path } from '../index.ts';
import type { Datagram, Elsewhere } from '../sim/index.ts';

/**
 * Datagrams between the parts of a world that threads simulate side by side, and the place where they wait for each other. Time goes in
 * windows no longer than the least delay of the network: whatever is sent in one arrives in a later one, so nobody has to ask what the others do.
 */

/** One window of one part to another: the storm of 5,000 nodes who have just come is a tenth of it. */
const BOX_BYTES = 16_000_000;
/** Written in one window while the one before is read. */
const BOXES = 2;
const HEAD_BYTES = 8;
const ENTRY_BYTES = 20;

const WAITING = 0;
const WINDOW = 1;

/** What all parts share: for each pair of them two boxes, and the count of those who wait. */
export interface SharedWorld {
  readonly parts: number;
  readonly meeting: SharedArrayBuffer;
  /** By who sends and who receives. */
  readonly boxes: readonly (readonly SharedArrayBuffer[])[];
}

export function shareWorld(parts: number): SharedWorld {
  const box = (): SharedArrayBuffer => new SharedArrayBuffer(BOXES * BOX_BYTES);
  const row = (): SharedArrayBuffer[] => Array.from({ length: parts }, box);
  return { parts, meeting: new SharedArrayBuffer(8), boxes: Array.from({ length: parts }, row) };
}

const PORT = 42_424;

/** The address of a node: its part is the remainder of its number. At most 65,535. */
export function pathOfNumber(number: number): Path {
  return { type: 'ipv4', ip: `93.${number >> 8}.${number & 0xff}.1`, port: PORT };
}

function numberOfPath({ ip }: Path): number {
  const [, high = '', low = ''] = ip.split('.');
  return Number(high) * 0x100 + Number(low);
}

/** One part's end of it. */
export class Exchange implements Elsewhere {
  readonly #shared: SharedWorld;
  readonly #part: number;
  readonly #meeting: Int32Array;
  readonly #used: number[];
  #window = 0;

  constructor(shared: SharedWorld, part: number) {
    this.#shared = shared;
    this.#part = part;
    this.#meeting = new Int32Array(shared.meeting);
    this.#used = shared.boxes.map(() => HEAD_BYTES);
  }

  isHere(number: number): boolean {
    return number % this.#shared.parts === this.#part;
  }

  has(to: Path): boolean {
    return !this.isHere(numberOfPath(to));
  }

  send({ from, to, bytes }: Datagram, atMs: number): void {
    const toNumber = numberOfPath(to);
    const other = toNumber % this.#shared.parts;
    const offset = this.#used[other] ?? HEAD_BYTES;
    const end = offset + ENTRY_BYTES + bytes.length;
    if (end > BOX_BYTES) throw new Error(`more than ${BOX_BYTES} bytes in one window: raise BOX_BYTES`);
    const view = new DataView(this.#box(this.#part, other), this.#start, BOX_BYTES);
    view.setFloat64(offset, atMs);
    view.setUint32(offset + 8, numberOfPath(from));
    view.setUint32(offset + 12, toNumber);
    view.setUint32(offset + 16, bytes.length);
    new Uint8Array(view.buffer, this.#start + offset + ENTRY_BYTES, bytes.length).set(bytes);
    this.#used[other] = end;
  }

  /** Waits for all others at the end of a window, and hands over what they sent in it: always in the same order. */
  meet(arrive: (datagram: Datagram, atMs: number) => void): void {
    this.#used.forEach((used, other) => {
      new DataView(this.#box(this.#part, other), this.#start, HEAD_BYTES).setUint32(0, used);
      this.#used[other] = HEAD_BYTES;
    });
    this.#wait();
    for (let other = 0; other < this.#shared.parts; other++)
      if (other !== this.#part) readBox(this.#box(other, this.#part), this.#start, arrive);
    this.#window++;
  }

  /** The last to come opens for all. */
  #wait(): void {
    const meeting = this.#meeting;
    const window = Atomics.load(meeting, WINDOW);
    if (Atomics.add(meeting, WAITING, 1) === this.#shared.parts - 1) {
      Atomics.store(meeting, WAITING, 0);
      Atomics.add(meeting, WINDOW, 1);
      Atomics.notify(meeting, WINDOW);
      return;
    }
    while (Atomics.load(meeting, WINDOW) === window) Atomics.wait(meeting, WINDOW, window);
  }

  get #start(): number {
    return (this.#window % BOXES) * BOX_BYTES;
  }

  #box(from: number, to: number): SharedArrayBuffer {
    const box = this.#shared.boxes[from]?.[to];
    if (box === undefined) throw new Error(`there is no part ${from} or ${to}`);
    return box;
  }
}

function readBox(box: SharedArrayBuffer, start: number, arrive: (datagram: Datagram, atMs: number) => void): void {
  const view = new DataView(box, start, BOX_BYTES);
  const used = view.getUint32(0);
  for (let offset = HEAD_BYTES; offset < used; ) {
    const length = view.getUint32(offset + 16);
    const from = pathOfNumber(view.getUint32(offset + 8));
    const to = pathOfNumber(view.getUint32(offset + 12));
    const bytes = new Uint8Array(box, start + offset + ENTRY_BYTES, length).slice();
    arrive({ from, to, bytes }, view.getFloat64(offset));
    offset += ENTRY_BYTES + length;
  }
}
