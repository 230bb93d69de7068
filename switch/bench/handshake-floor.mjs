import { fork } from 'node:child_process';
import * as crypto from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

// The least that a dial with cipher set 2a can take: its cryptography in the order of a line's set-up, at once, with nothing around
// it; in one process, and in two with one datagram for each step. Nobody's packets are read and no line is kept.
//   node switch/bench/handshake-floor.mjs [DIALS]
// The first dials are those that a process takes which has just started, as peer.mjs is measured: 6 to 25.

const CURVE = 'prime256v1';
const IV = Buffer.alloc(16, 1);
const INNER_BYTES = 500;
const OAEP = { padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
const COLD = { from: 5, to: 25 };

const sha = (/** @type {Buffer[]} */ ...parts) => {
  const hash = crypto.createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** @param {Buffer} key @param {Buffer} plain */
function seal(key, plain) {
  const cipher = crypto.createCipheriv('aes-256-gcm', key, IV);
  const sealed = cipher.update(plain);
  cipher.final();
  return Buffer.concat([sealed, cipher.getAuthTag()]);
}

/** @param {Buffer} key @param {Buffer} sealed */
function unseal(key, sealed) {
  const end = sealed.length - 16;
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, IV);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  decipher.final();
  return plain;
}

const makeKeys = () => {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  crypto.sign('sha256', IV, privateKey); // its first use is slower
  return { der: publicKey.export({ type: 'pkcs1', format: 'der' }), privateKey };
};

const publicKeyOf = (/** @type {Buffer} */ der) => crypto.createPublicKey({ key: der, format: 'der', type: 'pkcs1' });

/** One side of one line. @typedef {ReturnType<typeof makeKeys>} Keys */
class Side {
  /** @param {Keys} keys */
  constructor(keys) {
    this.keys = keys;
    this.ecdh = crypto.createECDH(CURVE);
    this.point = this.ecdh.generateKeys();
  }

  /** @param {crypto.KeyObject} to */
  open(to) {
    const inner = seal(
      sha(this.point),
      Buffer.concat([this.keys.der, Buffer.alloc(INNER_BYTES - this.keys.der.length)]),
    );
    const signature = crypto.sign('sha256', inner, this.keys.privateKey);
    const sealedSignature = seal(sha(this.point, IV), signature);
    return Buffer.concat([crypto.publicEncrypt({ key: to, ...OAEP }, this.point.subarray(1)), sealedSignature, inner]);
  }

  /** Whose open it is. @param {Buffer} open */
  read(open) {
    const short = crypto.privateDecrypt({ key: this.keys.privateKey, ...OAEP }, open.subarray(0, 256));
    this.theirs = Buffer.concat([Buffer.of(4), short]);
    const inner = open.subarray(528);
    const from = publicKeyOf(unseal(sha(this.theirs), inner).subarray(0, this.keys.der.length));
    const signature = unseal(sha(this.theirs, IV), open.subarray(256, 528));
    if (!crypto.verify('sha256', inner, from, signature)) throw new Error('a bad signature');
    return from;
  }

  agree() {
    if (this.theirs === undefined) throw new Error('no open was read');
    const secret = this.ecdh.computeSecret(this.theirs);
    this.key = sha(secret, IV);
    sha(secret, IV, IV); // the other direction's
    return this.key;
  }
}

/** @param {Keys} dialer @param {Keys} listener */
function dialHere(dialer, listener) {
  const [alice, bob] = [new Side(dialer), new Side(listener)];
  const to = publicKeyOf(listener.der);
  const sinceMs = performance.now();
  const answer = bob.open(bob.read(alice.open(to)));
  alice.read(answer);
  const question = seal(alice.agree(), IV);
  unseal(alice.agree(), seal(bob.agree(), unseal(bob.agree(), question)));
  return performance.now() - sinceMs;
}

/** @param {Keys} dialer @param {{ der: Buffer, port: number }} listener */
async function dialThere(dialer, { der, port }) {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const side = new Side(dialer);
  const to = publicKeyOf(der);
  const sinceMs = performance.now();
  socket.send(side.open(to), port, '127.0.0.1');
  const [open] = await once(socket, 'message');
  side.read(open);
  const key = side.agree();
  socket.send(seal(key, IV), port, '127.0.0.1');
  const [answer] = await once(socket, 'message');
  unseal(key, answer);
  const ms = performance.now() - sinceMs;
  socket.close();
  return ms;
}

function listen() {
  const keys = makeKeys();
  const socket = createSocket('udp4');
  /** @type {Map<number, Side>} */
  const sides = new Map();
  socket.on('message', (bytes, { port }) => {
    const known = sides.get(port);
    if (known?.key !== undefined) {
      socket.send(seal(known.key, unseal(known.key, bytes)), port, '127.0.0.1');
      return;
    }
    const side = new Side(keys);
    sides.set(port, side);
    socket.send(side.open(side.read(bytes)), port, '127.0.0.1');
    side.agree(); // while the dialer reads
  });
  socket.bind(0, '127.0.0.1', () => process.send?.({ der: keys.der.toString('base64'), port: socket.address().port }));
}

/** @param {string} where @param {number[]} times */
function report(where, times) {
  const p50 = (/** @type {number[]} */ some) => some.toSorted((a, b) => a - b)[some.length >> 1]?.toFixed(2);
  console.log(
    `${where}: p50 ${p50(times.slice(COLD.from, COLD.to))} ms at first, ${p50(times.slice(COLD.to))} ms later`,
  );
}

async function measure() {
  const dials = Number(process.argv[2] ?? 100);
  const dialers = Array.from({ length: dials }, makeKeys);
  const listener = fork(fileURLToPath(import.meta.url), ['listen']);
  const [{ der, port }] = await once(listener, 'message');
  const there = [];
  for (const keys of dialers) there.push(await dialThere(keys, { der: Buffer.from(der, 'base64'), port }));
  listener.kill();
  report('two processes', there);
  const here = makeKeys();
  report(
    'one process',
    dialers.map((keys) => dialHere(keys, here)),
  );
}

if (process.argv[2] === 'listen') listen();
else await measure();
