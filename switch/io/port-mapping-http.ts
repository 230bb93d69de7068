import { request } from 'node:http';
import { UPNP_ANSWER_BYTES_MAX, UPNP_ANSWER_MS, UPNP_HEAD_BYTES_MAX } from './limits.ts';

export interface HttpQuestion {
  readonly url: URL;
  /** Our address in the router's network. */
  readonly ownIp: string;
  /** Posted; without it the page is only read. */
  readonly soap?: { readonly action: string; readonly body: string };
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks a device of the local network, which may be anything: redirects are not followed, what is too long or too slow
 * counts as no answer.
 */
export function exchange({ url, ownIp, soap, signal }: HttpQuestion): Promise<HttpAnswer | undefined> {
  return new Promise((resolve) => {
    const asking = request(url, {
      method: soap === undefined ? 'GET' : 'POST',
      headers: soap === undefined ? {} : soapHeaders(soap.action, soap.body),
      agent: false,
      localAddress: ownIp,
      maxHeaderSize: UPNP_HEAD_BYTES_MAX,
      ...(signal && { signal }),
    });
    const timer = setTimeout(() => asking.destroy(), UPNP_ANSWER_MS); // in all: a byte now and then doesn't help
    asking.on('error', () => undefined); // `close` follows
    asking.on('close', () => {
      clearTimeout(timer);
      resolve(undefined); // unless it has been answered
    });
    asking.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('error', () => undefined);
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > UPNP_ANSWER_BYTES_MAX) asking.destroy();
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    asking.end(soap?.body);
  });
}

function soapHeaders(action: string, body: string): Record<string, string | number> {
  return {
    'Content-Type': 'text/xml; charset="utf-8"',
    'Content-Length': Buffer.byteLength(body),
    SOAPAction: `"${action}"`,
    Connection: 'close',
  };
}
