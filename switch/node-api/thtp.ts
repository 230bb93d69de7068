import { type Endpoint, parseHashname } from '../index.ts';
import { SwitchError } from './errors.ts';
import { requestThtp, type ThtpAnswer, type ThtpRequestOptions } from './thtp-client.ts';
import { type ThtpHandler, type ThtpServeOptions, ThtpServer } from './thtp-server.ts';

const URI_PATTERN = /^thtp:\/\/([0-9a-f]{64})(\/[^#]*)?(?:#.*)?$/i;

/** HTTP's questions and answers, asked of hashnames (ext/thtp.md). */
export class Thtp {
  readonly #endpoint: Endpoint;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  /** `to`: a hashname, or a `thtp://hashname/path?query`. */
  async request(to: string, options: ThtpRequestOptions = {}): Promise<ThtpAnswer> {
    const [, name = to, path] = URI_PATTERN.exec(to) ?? [];
    const hashname = parseHashname(name.toLowerCase());
    if (hashname === undefined) throw new SwitchError('not-a-hashname', `neither a hashname nor a thtp address: ${to}`);
    return requestThtp(this.#endpoint, hashname, path === undefined ? options : { path, ...options });
  }

  /** Answers everybody's requests, or those of whom `mayAsk` says so, from now on. A second call replaces the first. */
  serve(handler: ThtpHandler, options: ThtpServeOptions = {}): void {
    new ThtpServer(this.#endpoint, handler, options); // the endpoint holds it
  }
}
