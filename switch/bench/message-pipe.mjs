/** What a frame carries, after its length: a message, bytes of the stream, or the stream's end. */
const MESSAGE = 0;
const STREAM = 1;
const STREAM_END = 2;
const HEAD_BYTES = 5;

/** Messages, and one stream of bytes at a time, over an ordered pipe of bytes. */
export class MessagePipe {
  /** @type {(bytes: Uint8Array) => void} */
  onmessage = () => undefined;
  /** @type {() => { data(bytes: Uint8Array): void, end(): void }} */
  onstream = () => ({ data: () => undefined, end: () => undefined });
  /** @type {(bytes: Uint8Array) => Promise<void> | undefined} */
  #write;
  /** @type {() => void} */
  #close;
  /** @type {{ data(bytes: Uint8Array): void, end(): void } | undefined} */
  #stream;
  /** Bytes that begin a frame and don't end it. Of a stream's frame only its head waits. */
  #rest = Buffer.alloc(0);
  /** Of the stream's frame that has begun. */
  #streamBytesLeft = 0;

  /** @param {{ write: (bytes: Uint8Array) => Promise<void> | undefined, close: () => void }} pipe */
  constructor({ write, close }) {
    this.#write = write;
    this.#close = close;
  }

  /** @param {Uint8Array} bytes */
  send(bytes) {
    return this.#write(frame(MESSAGE, bytes));
  }

  openStream() {
    return {
      write: (/** @type {Uint8Array} */ bytes) => this.#write(frame(STREAM, bytes)),
      end: () => this.#write(frame(STREAM_END, Buffer.alloc(0))),
    };
  }

  close() {
    this.#close();
  }

  /** @param {Uint8Array} bytes */
  feed(bytes) {
    let left = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (this.#rest.length > 0) left = Buffer.concat([this.#rest, left]);
    while (left.length > 0) {
      const taken = this.#streamBytesLeft > 0 ? this.#feedStream(left) : this.#feedFrame(left);
      if (taken === 0) break;
      left = left.subarray(taken);
    }
    this.#rest = left;
  }

  /** @param {Buffer} bytes */
  #feedStream(bytes) {
    const part = bytes.subarray(0, this.#streamBytesLeft);
    this.#streamBytesLeft -= part.length;
    this.#stream?.data(part);
    return part.length;
  }

  /** @param {Buffer} bytes */
  #feedFrame(bytes) {
    if (bytes.length < HEAD_BYTES) return 0;
    const length = bytes.readUInt32LE(0);
    const kind = bytes[4];
    if (kind === MESSAGE) {
      if (bytes.length < HEAD_BYTES + length) return 0;
      this.onmessage(bytes.subarray(HEAD_BYTES, HEAD_BYTES + length));
      return HEAD_BYTES + length;
    }
    this.#stream ??= this.onstream();
    if (kind === STREAM) this.#streamBytesLeft = length;
    else this.#endStream();
    return HEAD_BYTES;
  }

  #endStream() {
    const stream = this.#stream;
    this.#stream = undefined;
    stream?.end();
  }
}

/** @param {number} kind @param {Uint8Array} bytes */
function frame(kind, bytes) {
  const framed = Buffer.allocUnsafe(HEAD_BYTES + bytes.length);
  framed.writeUInt32LE(bytes.length, 0);
  framed[4] = kind;
  framed.set(bytes, HEAD_BYTES);
  return framed;
}
