/**
 * Public RSA keys kept parsed, some 10 kB each: those of handshakes underway. Reading one takes as long as half a verify, and
 * strangers fill this; the oldest leaves.
 */
export const RSA_KEYS_CACHED_MAX = 32;

/** Bytes taken from the system's generator at a time: a call costs 1.8 us whatever its size, and every packet asks for 16. */
export const RANDOM_POOL_BYTES = 4096;

/**
 * Asked of the kernel for each socket, in and out: some 3,000 full datagrams, so that a turn of the window's work drops
 * none. Linux gives at most net.core.rmem_max, other systems refuse what is too much and are asked for half.
 */
export const SOCKET_BUFFER_BYTES = 4 << 20;
export const SOCKET_BUFFER_BYTES_MIN = 64 << 10;

/** Time of a turn for datagrams that came, and for those that go: together a quarter of a frame, then the thread's other work. */
export const RECEIVE_MS_MAX = 2;
export const TRANSMIT_MS_MAX = 2;

/**
 * Datagrams read but not handled yet, in bytes with `DATAGRAM_OVERHEAD_BYTES` each. Strangers fill this; when it is full
 * the newest is dropped, as the kernel would do.
 */
export const QUEUED_BYTES_MAX = 4 << 20;
/** About what an entry of the queue takes beside its bytes. */
export const DATAGRAM_OVERHEAD_BYTES = 200;

/** Jobs on libuv's workers at a time. There are four, and files need some too. */
export const JOBS_RUNNING_MAX = 2;

/** Time of the calling thread that jobs may take at once: the four RSA operations of two handshakes, or half a frame. */
export const JOBS_HERE_BURST_MS = 8;
/**
 * And then this share of all time; what is beyond goes to the workers. With a quarter a crowd's handshakes came 11 % slower, as the
 * way to a worker and back takes as long as RSA; with more than half a flood would leave this thread too little for anything else.
 */
export const JOBS_HERE_SHARE = 0.5;

/**
 * What a router is asked for, and again after half of it: one that restarted has forgotten us for ten minutes at most, and a
 * mapping that nobody took back is gone soon (RFC 6886 section 3.3 recommends two hours, RFC 6887 section 15 no less than 2 min).
 */
export const MAPPING_LIFETIME_SECONDS = 1_200;
/** Waits for its answer (RFC 6886 section 3.1: 250 ms, doubling): a home router that knows how answers in milliseconds. */
export const MAPPING_ASKS_GAPS_MS: readonly number[] = [250, 500, 1_000];
/** How often the gateway is looked at. */
export const MAPPING_LOOK_MS = 5_000;
/** When one that gave no mapping is asked again: somebody may have allowed it in its settings. */
export const MAPPING_RETRY_MS = 600_000;
/** Least gap between two renewals, whatever lifetime the router gave (RFC 6887 section 11.2.1: 4 s at the very least). */
export const MAPPING_RENEW_MS_MIN = 60_000;

/** A look that comes so late means that the machine slept: the router may have forgotten us meanwhile. */
export const MAPPING_SLEPT_MS = 60_000;

/** Routers of this machine that are asked for a port: two uplinks are common, more are networks of virtual machines. */
export const GATEWAYS_MAX = 4;

/** When a search for UPnP routers goes out, and how long answers are waited for: they come within a second (`MX: 1`). */
export const SSDP_GAPS_MS: readonly number[] = [500, 1_300];
/** Largest answer to it that is read; they have some 400 bytes. And how many are kept: a home has one. */
export const SSDP_ANSWER_BYTES_MAX = 2_048;
export const SSDP_ANSWERS_MAX = 8;
/** Of those, how many are asked what they are. */
export const UPNP_GATEWAYS_MAX = 3;
/** Time for one HTTP question, from the first byte to the last. Old routers take a second to change their tables. */
export const UPNP_ANSWER_MS = 3_000;
/** Longest page and head of it: descriptions have up to 20 kB. */
export const UPNP_ANSWER_BYTES_MAX = 131_072;
export const UPNP_HEAD_BYTES_MAX = 8_192;
/** Services of a description that are looked at, and connections to the outside among them. */
export const UPNP_SERVICES_READ_MAX = 64;
export const UPNP_SERVICES_MAX = 4;
/** Outside ports that are tried when somebody else has the one we would like. */
export const UPNP_PORTS_TRIED_MAX = 5;

/** Networks that a ping goes out on: a machine full of containers tells the first ones only. */
export const LAN_NETWORKS_MAX = 16;

/** Longest wait for a timer: setTimeout takes 31 bits. The engine is asked again then. */
export const TIMER_MS_MAX = 2 ** 31 - 1;

/** TCP connections at once: a seed for a few hundred people in networks without UDP; each costs a file and some kilobytes. */
export const TCP_CONNECTIONS_MAX = 512;
/** Of those from or to one host: a household or a company behind one address. */
export const TCP_CONNECTIONS_PER_HOST_MAX = 16;
/** Those that others made and to which the engine has said nothing yet, in all and for each host: nobody is proven there. */
export const TCP_UNPROVEN_MAX = 64;
export const TCP_UNPROVEN_PER_HOST_MAX = 4;
/** How long they may stay so: an open and its answer take a second. */
export const TCP_UNPROVEN_MS = 10_000;
/** And what they may send until then: an open a second, and the line packets that come with the first. */
export const TCP_UNPROVEN_BYTES_MAX = 32_768;
/** Wait for a connection that we make. */
export const TCP_CONNECT_MS = 8_000;
/** Connections being made at once. */
export const TCP_DIALS_MAX = 16;
/** Least gap between two attempts to connect to one address that didn't let us. */
export const TCP_REDIAL_MS = 5_000;
/** Addresses remembered for that, and those that connections came from, where nobody listens; the oldest leaves. */
export const TCP_REFUSED_MAX = 512;
/** Silence after which a connection is closed: the line over it is dead by then (LINE_TIMEOUT_MS), and so are most mappings of NATs. */
export const TCP_IDLE_MS = 120_000;
/** A connection of ours that says nothing for so long after we have: a router forgot it, and another one is made. What goes over
 * it has answers: the longest wait for one is 8 s. */
export const TCP_SILENT_MS = 10_000;
/** Bytes that wait for a connection to take them; beyond that packets are lost, as on a full uplink. A second of 1 Mbit/s. */
export const TCP_QUEUE_BYTES_MAX = 131_072;
/** How often connections are looked at for the times above. */
export const TCP_LOOK_MS = 2_000;

/** How often a switch with nothing to do looks at this machine: a look at the interfaces takes 0.1 ms. */
export const LOOK_MS = 3_000;

/** Interfaces beside the preferred one that packets leave by when that brings nothing: cable, radio, a phone, a tunnel. */
export const UPLINKS_MAX = 4;

/** What the system said of this machine's networks is taken for so long: asking takes 0.3 ms, and 500 contacts are looked at at once. */
export const NETWORKS_KEPT_MS = 100;
