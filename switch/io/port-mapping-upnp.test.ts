import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SSDP_ANSWER_BYTES_MAX, UPNP_ANSWER_BYTES_MAX, UPNP_ANSWER_MS, UPNP_PORTS_TRIED_MAX } from './limits.ts';
import { readElement, readServices } from './port-mapping-soap.ts';
import { readSearchAnswer } from './port-mapping-ssdp.ts';
import { Upnp } from './port-mapping-upnp.ts';
import { goodSearchAnswer, type RouterManners, UpnpRouter } from './testing/upnp-router.ts';

const LOCAL = '127.0.0.1';
const WISH = { protocol: 'udp', port: 4_242, outsidePort: 4_242 } as const;

const routers: UpnpRouter[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const router of routers.splice(0)) router.stop();
});

async function start(manners?: RouterManners): Promise<{ readonly router: UpnpRouter; readonly upnp: Upnp }> {
  const router = await new UpnpRouter(manners).start();
  routers.push(router);
  const gateway = { ip: LOCAL, ownIp: LOCAL };
  return { router, upnp: new Upnp({ gateway, isNear: () => true, ssdpPort: router.ssdpPort }) };
}

const { signal } = new AbortController();

describe('a router with UPnP', () => {
  test('is asked for the port, for a while, for our address in its network; later it is given back', async () => {
    const { router, upnp } = await start();
    expect(await upnp.map(WISH, signal)).toEqual({ ip: '5.6.7.8', port: 4_242, lifetimeSeconds: 1_200 });
    expect(router.callsOf('AddPortMapping').map(({ values }) => values)).toEqual([
      {
        NewRemoteHost: '',
        NewExternalPort: '4242',
        NewProtocol: 'UDP',
        NewInternalPort: '4242',
        NewInternalClient: LOCAL,
        NewEnabled: '1',
        NewPortMappingDescription: 'TeleHash',
        NewLeaseDuration: '1200',
      },
    ]);
    await upnp.unmap(WISH);
    expect(router.callsOf('DeletePortMapping').map(({ values }) => values)).toEqual([
      { NewRemoteHost: '', NewExternalPort: '4242', NewProtocol: 'UDP' },
    ]);
  });

  test('is searched for once: a renewal goes straight to it', async () => {
    const { router, upnp } = await start();
    await upnp.map(WISH, signal);
    await upnp.map({ ...WISH, protocol: 'tcp' }, signal);
    expect(router.requests).toEqual(['/root.xml', ...new Array<string>(4).fill('/control')]);
    expect(router.callsOf('AddPortMapping').map(({ values }) => values.NewProtocol)).toEqual(['UDP', 'TCP']);
  });

  test('where somebody else has the port gives another one', async () => {
    const { upnp } = await start({ add: ({ values }) => (values.NewExternalPort === '4242' ? 718 : 0) });
    const mapped = await upnp.map(WISH, signal);
    expect(mapped?.port).toBeGreaterThanOrEqual(49_152);
  });

  test('where all ports are taken is not asked for ever', async () => {
    const { router, upnp } = await start({ add: () => 718 });
    expect(await upnp.map(WISH, signal)).toBeUndefined();
    expect(router.callsOf('AddPortMapping').length).toBe(UPNP_PORTS_TRIED_MAX - 1); // the wish is our own port
  });

  test('that knows only permanent mappings is asked for one', async () => {
    const { router, upnp } = await start({ add: ({ values }) => (values.NewLeaseDuration === '0' ? 0 : 725) });
    expect((await upnp.map(WISH, signal))?.port).toBe(4_242);
    expect(router.callsOf('AddPortMapping').map(({ values }) => values.NewLeaseDuration)).toEqual(['1200', '0']);
  });

  test('that refuses is left alone', async () => {
    const { router, upnp } = await start({ add: () => 606 });
    expect(await upnp.map(WISH, signal)).toBeUndefined();
    expect(router.callsOf('AddPortMapping').length).toBe(1);
  });
});

describe('whoever answers in the place of a router', () => {
  test.each<[string, RouterManners]>([
    ['with a page without end', { page: (answer) => void answer.end('<service>'.repeat(UPNP_ANSWER_BYTES_MAX / 8)) }],
    ['with no page', { page: (answer) => void answer.writeHead(404).end() }],
    ['with a page elsewhere', { page: (answer) => void answer.writeHead(302, { Location: '/control' }).end() }],
    [
      'with a head without end',
      { page: (answer) => void answer.writeHead(200, { 'X-Long': 'x'.repeat(9_000) }).end() },
    ],
    ['with nothing at all', { page: (answer) => void answer.socket?.destroy() }],
    ['and sends us to another host', { controlUrl: 'http://127.0.0.2/control' }],
    ['and sends us to a file', { controlUrl: 'file:///etc/passwd' }],
    ['and is not connected', { externalIp: '0.0.0.0' }],
    ['with a name for an address', { externalIp: 'example.org' }],
    ['with an address of another family', { externalIp: '2001:db8::1' }],
  ])('%s maps nothing', async (_, manners) => {
    const { router, upnp } = await start(manners);
    expect(await upnp.map(WISH, signal)).toBeUndefined();
    expect(router.callsOf('AddPortMapping')).toEqual([]);
  });

  test('and never comes to an end is given up after a while, and at once when we end', async () => {
    for (const giveUp of ['time', 'end'] as const) {
      const closing = new AbortController();
      let begun: () => void = () => undefined;
      const isBegun = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const { upnp } = await start({
        page: (answer) => {
          answer.write('<root>');
          begun();
        },
      });
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      const mapping = upnp.map(WISH, closing.signal);
      await isBegun;
      if (giveUp === 'time') vi.advanceTimersByTime(UPNP_ANSWER_MS);
      else closing.abort();
      expect(await mapping).toBeUndefined();
      vi.useRealTimers();
    }
  });
});

describe('an answer to a search', () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const location = 'http://192.168.1.1:5000/root.xml';

  test('names the page of a router, on the machine that it came from', () => {
    expect(readSearchAnswer(bytesOf(goodSearchAnswer(location)), '192.168.1.1')?.href).toBe(location);
    expect(readSearchAnswer(bytesOf(goodSearchAnswer(location)), '192.168.1.2')).toBeUndefined();
  });

  test.each([
    ['another device', goodSearchAnswer(location).replace('InternetGatewayDevice', 'MediaServer')],
    ['an announcement', goodSearchAnswer(location).replace('HTTP/1.1 200 OK', 'NOTIFY * HTTP/1.1')],
    ['a page over TLS', goodSearchAnswer(location.replace('http', 'https'))],
    ['a page with a name and a password', goodSearchAnswer(location.replace('//', '//admin:admin@'))],
    ['a long one', goodSearchAnswer(location) + 'x'.repeat(SSDP_ANSWER_BYTES_MAX)],
  ])('is none if it is %s', (_, text) => {
    expect(readSearchAnswer(bytesOf(text), '192.168.1.1')).toBeUndefined();
  });

  test('no bytes make reading it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => void readSearchAnswer(bytes, LOCAL)));
  });
});

describe('a description', () => {
  const at = new URL('http://192.168.1.1:5000/root.xml');
  const service = (url: string) =>
    `<service><serviceType>urn:schemas-upnp-org:service:WANPPPConnection:1</serviceType><controlURL>${url}</controlURL></service>`;

  test('gives connections with their addresses, by its base if it has one', () => {
    const base = '<URLBase>http://192.168.1.1:80/igd/</URLBase>';
    expect(readServices(base + service('ctl?a=1&amp;b=2'), at)[0]?.controlUrl.href).toBe(
      'http://192.168.1.1/igd/ctl?a=1&b=2',
    );
    expect(readServices(service('/ctl'), at)[0]?.controlUrl.href).toBe('http://192.168.1.1:5000/ctl');
    expect(readServices(`<URLBase>http://10.0.0.1/</URLBase>${service('/ctl')}`, at)).toEqual([]);
  });

  test('loads nothing, and knows no entities but the five', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
    expect(readElement(`${bomb}<controlURL>/&a;</controlURL>`, 'controlURL')).toBe('/&a;');
  });

  test('no text makes reading it throw', () => {
    const word = fc.constantFrom(
      '<service>',
      '<serviceType>',
      '<controlURL ',
      '>',
      '&amp;',
      'urn:',
      '</',
      ':',
      'x',
      '%',
    );
    fc.assert(fc.property(fc.array(word), (words) => void readServices(words.join(''), at)));
  });
});
