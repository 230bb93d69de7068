/**
 * Every bound and every interval of the engine, with its unit, its source and its reason. "Ours" means that the
 * specification is silent; DECISIONS.md says more.
 */

// ---- Sizes ---------------------------------------------------------------------------------------------------------

/** Largest datagram we send: IPv6 promises 1280 to every path, 48 go to the IPv6 and UDP headers. Ours: it is never fragmented. */
export const DATAGRAM_BYTES_MAX = 1_232;

/** Largest datagram we look at, and announce: what UDP carries over IPv4. Only who shares a line with us sends more than
 * DATAGRAM_BYTES_MAX, and only what was proven to arrive. */
export const DATAGRAM_BYTES_ACCEPTED_MAX = 65_507;

/**
 * Sizes tried beyond that, by how far an address reaches. Node can't forbid fragmentation, so a probe only says that a size
 * arrives, perhaps in pieces. On this machine nothing is cut; 8,192 is what macOS sends unasked. On a local network three
 * Ethernet frames, as one that is lost takes the others with it. Through the internet fragments often vanish, so there it
 * stays below an Ethernet frame behind PPPoE.
 */
export const DATAGRAM_SIZES = {
  loopback: [1_452, 8_192, 32_768],
  local: [1_452, 4_096],
  public: [1_452],
} as const;

/** How long the answer to a probe of a size is waited for, how many go unanswered, and when it is tried again (RFC 8899
 * section 5.1: three, 600 s). */
export const SIZE_PROBE_MS = 1_000;
export const SIZE_PROBES_MAX = 3;
export const SIZE_RETRY_MS = 600_000;

/** Probes of a channel unanswered after which large datagrams are no longer trusted. Ours. */
export const SIZE_DOUBT_PROBES = 2;

/** Channel packets in one datagram. Ours: a full one has 62 full packets. */
export const BUNDLED_PACKETS_MAX = 128;

/** Datagrams made at a time before the next peer, and the socket, have their turn. Ours. */
export const OUTBOX_DATAGRAMS = 8;

/** Left for a channel packet in a line packet: less the HEAD length, line id, and what cipher set 3a adds, the most of all. */
export const CHANNEL_PACKET_BYTES_MAX = DATAGRAM_BYTES_MAX - 2 - 16 - 40;

/**
 * Largest body of one channel packet. Leaves 120 bytes for the JSON around it: every number of the channel at its longest,
 * a type of up to 24 characters and a few bytes of the application's own.
 */
export const CHANNEL_BODY_BYTES_MAX = 1_050;

/** Lists and objects in each other in a HEAD. Ours: nobody nests as deep, and what is written again or passed to another process
 * recursively, as JSON.stringify does it, has a stack that ends somewhere. */
export const JSON_DEPTH_MAX = 64;

/** Largest channel packet that is read, `path` apart, which may be padded: what KEPT_PACKETS_MAX and other counts of packets mean in
 * bytes. Ours: more than the 1,472 of packet.md, which nobody goes beyond in one packet. */
export const CHANNEL_PACKET_BYTES_READ_MAX = 2_048;

// ---- Opens ---------------------------------------------------------------------------------------------------------

/** Least gap between two opens to one destination (switch.md "Connect Handling": no more than one a second). */
export const OPEN_INTERVAL_MS_MIN = 1_000;

/** How long a line that has just begun through a relay waits for an answer to the opens that went straight, before anything
 * goes by the relay: a round trip and the signing of the other side's open, and less than OPEN_INTERVAL_MS_MIN, when it looks again. Ours. */
export const STRAIGHT_CHANCE_MS = 800;

/** Least gap between two answers to repeats of an open whose line stands: two sides that both answer never keep each other
 * at it, whatever the round trip. Ours; the reference's is the same. */
export const OPEN_REPEAT_INTERVAL_MS = 3_000;

/** The gap between attempts doubles from one second up to this, for as long as a peer is kept. Ours: a friend who comes
 * back is met within half a minute even if only we know where they are. */
export const OPEN_GAP_MS_MAX = 30_000;

/**
 * Peers kept for nothing but to be there are looked for so many at once, and then one after each gap: each takes an open, whose
 * signature costs 1.4 ms. 500 contacts at once took half of the thread for its first 300 ms, in which a person waits for their chat;
 * at 200 a second they take a quarter of it for 2.5 s. Whoever something waits for is looked for at once. Ours.
 */
export const DIALS_AT_ONCE = 16;
export const DIAL_GAP_MS = 5;

/** Attempts for a peer that isn't kept, at 0, 1, 3, 7 and 15 s; then what waited for the line fails. Ours. */
export const OPEN_ATTEMPTS_MAX = 5;

/** How long an accepted open of somebody not kept may stay without a line packet that proves it fresh. Ours. */
export const LINE_CONFIRM_MS_MAX = 15_000;

/** Line packets kept while the open that explains them is still being decrypted: what one answer brings along. */
export const EARLY_PACKETS_MAX = 8;

/** And no larger than what is sent before larger ones are proven to arrive: what a stranger can make us keep is 8 kB a line. */
export const EARLY_PACKET_BYTES_MAX = 1_500;

/**
 * Shares of the work of our secret key, while all have something to do: for addresses that we opened to, punched or were introduced
 * to; for contacts' last addresses; for strangers. Ours: so a flood of forged opens, whose senders can be anybody, slows no friend.
 */
export const JOB_SHARES = { asked: 0.5, known: 0.3, stranger: 0.2 } as const;

/** Opens of each of these that are being read at once, some 1 ms of RSA each: a tenth of a second of work. Ours. */
export const JOBS_PER_CLASS_MAX = 32;

/** How long an answer to an open or a punch of ours is expected: the longest gap between two attempts. Ours. */
export const ASKED_MS = 30_000;

/** Hosts remembered for that; the one asked first leaves. */
export const ASKED_SOURCES_MAX = 1_024;

/** Opens a stranger's address may send at once; a family behind one router that starts together needs a few. Ours. */
export const STRANGER_OPENS_BURST = 8;

/** And then one a second. */
export const STRANGER_OPEN_REFILL_MS = 1_000;

/** The same where a contact may be: whoever forges that address takes no more from the other contacts. Ours. */
export const FRIEND_OPENS_BURST = 16;
export const FRIEND_OPEN_REFILL_MS = 100;

/** Addresses whose budget is remembered, of strangers and of the rest; the one unused for longest leaves. */
export const OPEN_SOURCES_MAX = 1_024;

/** Digests of opens that can never be good, so that a replay costs one hash; the oldest leaves. */
export const REFUSED_OPENS_MAX = 256;

// ---- Lines ---------------------------------------------------------------------------------------------------------

/** Silence after which a line is dead (network.md "open": idle more than 60 seconds). */
export const LINE_TIMEOUT_MS = 60_000;

/** A kept line carries a `path` request this often, so something goes each way at least every 15 s. Ours: a path in use
 * is never quiet for 35 s while both live, and the reference's rule of 30 s holds. */
export const KEEPALIVE_MS = 12_000;

/** First wait for the answer to that request; doubles. Ours: one without is an unlucky packet, two are a doubt. */
export const KEEPALIVE_ANSWER_MS = 2_000;

/** And is never longer than this, so that a way back is found soon after there is one. */
export const KEEPALIVE_RETRY_MS_MAX = 8_000;

/** Requests without answer after which the line is doubted: its open goes to all known paths again. */
export const KEEPALIVE_MISSES_MAX = 1;

/** A reliable packet unacknowledged for so long, and nothing else heard either: the line is doubted at once. Ours: by then it
 * went three times, and who still has the line acknowledges within a second. */
export const LINE_DOUBT_MS = 2_000;

/** A path in use from which nothing came for so long is reported as quiet (product.md "Trust pill": 35 s). */
export const PATH_QUIET_MS = 35_000;

/** Silence after which something new to say also brings the open again, as the reference expects it (its rule: 30 s). */
export const LINE_STALE_MS = 30_000;

/** Age at which our half of a line gets a fresh key: whoever steals this machine's memory can read a day back, and no more. Ours. */
export const LINE_RENEW_MS = 23 * 3_600_000;

/** With a switch that doesn't calculate keys again the whole line is made anew, which ends its channels: at the first of these
 * looks at which nothing is unacknowledged, at the latest so long after LINE_RENEW_MS. */
export const LINE_RENEW_LOOK_MS = 10_000;
export const LINE_RENEW_LATE_MS = 3_600_000;

/** A key of ours is not made anew for that the other side's is, before it has had this share of its time: one round is enough. */
export const LINE_YOUNG_SHARE = 1 / 23;

/** IVs of received line packets remembered a line, to tell a replayed packet from a fresh one. Two generations of it. */
export const REPLAY_MEMORY_PACKETS = 1_024;

// ---- Peers ---------------------------------------------------------------------------------------------------------

/** Hashnames that the application never named: they opened a line to us, or the DHT brought them, up to LINKS_MAX of
 * them linked. The one silent for longest leaves. */
export const STRANGERS_MAX = 1_024;

/** Addresses remembered a peer. The worst leaves: see PathTable. */
export const PATHS_PER_PEER_MAX = 16;

/** Paths of one list that a peer sends that are read. A machine with more networks tells the first ones. */
export const PATHS_LISTED_MAX = 8;

/** `path` requests of one peer answered on all its paths, at most one in this time; others only where they came from. */
export const PATH_ANSWER_INTERVAL_MS = 1_000;

/** `path` packets to addresses that packets of one peer claim to come from and that nothing has proven: so many at once, then one
 * in each of these. Whoever has a line can write any source on its packets, and ours are larger. Ours: twice the addresses that
 * a peer can have, and then a trickle. */
export const UNPROVEN_BURST = 32;
export const UNPROVEN_REFILL_MS = 250;

/** How long answers to a `path` request are waited for (switch.md "path": up to 10 seconds). */
export const PATH_REQUEST_MS = 10_000;

/** Outstanding `path` requests a peer; the oldest leaves. */
export const PATH_REQUESTS_MAX = 32;

/** Opens over UDP that bring nothing before TCP, and this machine's other interfaces, are tried as well, so after 3 s. Ours: TCP is for networks that let no UDP
 * through, and a hole punched in time makes it needless. Likewise keepalives on a line that stands. */
export const TCP_AFTER_ATTEMPTS = 2;

/** Lowest TCP port that a peer may name as its own, apart from that of the web: or it could make us speak to others' mail and
 * printers. Ours; what the application told (seeds.json) may have any. */
export const TCP_CLAIMED_PORT_MIN = 1_024;
export const TCP_CLAIMED_PORT_WEB = 443;

// ---- Channels ------------------------------------------------------------------------------------------------------

/** Channels of one peer, lingering ones included. More are dropped as if their type were unknown. */
export const CHANNELS_PER_PEER_MAX = 256;

/** How far below the newest incoming channel id an unused one is still taken, which is twice as many channels: a first packet
 * that is lost comes again after a second, when hundreds of channels may have been started since. */
export const CHANNEL_ID_REORDER = 2_048;

/** Channels of one peer remembered whose first packet is lost or wasn't taken; the oldest leaves. As many as may be open. */
export const LOST_STARTS_MAX = 256;

/** Reliable packets kept beyond the last processed one at any time (reliable.md "seq": currently 100). */
export const RELIABLE_WINDOW_PACKETS = 100;

/** The same where there is room, which is what we announce: 8.6 MB, 50 MB/s over 50 ms with every lost packet resent
 * twice. Ours. */
export const RELIABLE_WINDOW_PACKETS_MAX = 8_192;

/** Packets of all channels kept beyond RELIABLE_WINDOW_PACKETS each: some 20 MB. Without room it is as if they were lost. As many
 * of those sent wait for an ack: without room no more are sent. Ours. */
export const KEPT_PACKETS_MAX = 16_384;

/** The same towards a switch that hasn't said how many it keeps: the reference keeps 50 and drops the rest. */
export const RELIABLE_WINDOW_PACKETS_FOREIGN = 50;

/** Most entries of a `miss` (reliable.md "miss"). */
export const MISS_ENTRIES_MAX = 100;

/** A packet named in `miss` is resent at once, but never twice within this (reliable.md "miss"). */
export const RESEND_INTERVAL_MS = 1_000;

/** Length of a `sack`, so that an ack fits the smallest datagram with all around it: one or two characters a number, two numbers a hole. Ours. */
export const SACK_CHARS_MAX = 960;
export const SACK_RUNS_MAX = SACK_CHARS_MAX;

/** A packet is lost when one that left so much later has arrived: a quarter of a round trip (RFC 9002 section 6.1.2 has an
 * eighth, and three packets, which a burst over two ways overtakes), and never less than this. Ours. */
export const REORDER_MS_MIN = 2;

/** Shortest wait for any ack before a probe, towards our own kind: its acks come within ACK_DELAY_MS. Ours. */
export const KIN_PROBE_MS_MIN = 60;

/** Probes after which nothing new had arrived, so that all that is underway is taken to be lost. Ours. */
export const PROBES_IN_VAIN_MAX = 1;

/** Probes without any answer after which the way is taken to be unknown. Ours. */
export const PROBES_UNANSWERED_MAX = 3;

/** Longest wait before the last unacknowledged packet goes again (reliable.md "Reliability Notes": every 2 seconds); after
 * that it goes every RESEND_INTERVAL_MS. */
export const PROBE_MS_MAX = 2_000;

/** Shortest: a few round trips of a good network and the other side's delay of acks. Ours. */
export const PROBE_MS_MIN = 250;

/** Wait for the first acknowledgement, before any round trip is known. */
export const PROBE_MS_INITIAL = 1_000;

/** An ack follows at the latest so long after a packet was received (reliable.md "ack"). */
export const ACK_MS_MAX = 1_000;

/** And so long after one was processed: long enough to gather a burst, too short to hold up the sender. Ours. */
export const ACK_DELAY_MS = 20;

/** So many packets processed bring an ack at once, so that a fast transfer never waits for the timer. Ours. Measured: with
 * 16 a simulated local network (1 ms each way) carries a third, since the rest of each window waits for the timer. */
export const ACK_EVERY_PACKETS = 8;

/** A hole so far below the newest packet is named at once: less is more often reordering than loss. */
export const MISS_REORDER_PACKETS = 3;

/** Packets underway at the start of a channel (RFC 6928's ten, and a round number for small messages). */
export const CONGESTION_WINDOW_INITIAL = 16;

/** Fewest underway, whatever is lost: enough for the other side to see holes, and to go on while one waits its second. */
export const CONGESTION_WINDOW_MIN = 10;

/** What a packet counts beside its body in rates and windows: about its HEAD, its line and its IP header. */
export const PACKET_OVERHEAD_BYTES = 120;

/** Bytes underway to our own kind while nothing is known of the way: ten full packets (RFC 6928). */
export const FLOW_WINDOW_BYTES_INITIAL = 12_000;

/** Fewest bytes underway, whatever the way is like: four full packets, so that acks keep coming. */
export const FLOW_WINDOW_BYTES_MIN = 4_680;

/** What may be underway beyond what the way itself holds: a queue in which other people's packets wait too. As acks are
 * gathered for ACK_DELAY_MS it can't be much less. Ours: LEDBAT allows itself 100 (RFC 6817). */
export const FLOW_QUEUE_MS = 25;

/** How long the shortest round trip is believed, and how long it then takes to look for a shorter one (BBR: 10 s, 200 ms). */
export const BASE_ROUND_TRIP_MS = 10_000;
export const BASE_PROBE_MS = 200;

/** The highest rate of delivery is believed for so long, once to twice, and for so many rounds. Ours, near BBR's ten. */
export const RATE_MS = 500;
export const RATE_ROUNDS = 5;

/** Most that leaves at once when the pace is behind: so much time's worth, as timers and turns of the event loop are late. */
export const PACE_BURST_MS = 5;
/** Shortest wait for the pace: timers ring no earlier anyway. */
export const PACE_MS_MIN = 1;
/** And at least so many bytes. */
export const PACE_BURST_BYTES_MIN = 12_000;

/** Packets that `send` takes before it asks to wait for `onDrain`; about 256 KiB. Of those underway RELIABLE_WINDOW_PACKETS count. */
export const SEND_BUFFER_PACKETS = 256;

/** Longest piece of a stream that is taken at a time. */
export const PIECE_BYTES_MAX = 65_536;

/** Body of a packet of a stream where datagrams of WIDE_DATAGRAM_BYTES arrive. With all around it 1,344 bytes: should the
 * way change before it is acknowledged, a relay still takes it (RELAY_BODY_BYTES_MAX), and packet.md allows 1,472 anywhere. */
export const PIECE_BYTES_WIDE = 1_240;
export const WIDE_DATAGRAM_BYTES = 1_452;

/** What a piece of a stream counts as towards that at the least, in bytes of its packet: what keeping it costs. */
export const PIECE_BYTES_MIN = 64;

/** A new channel on which nothing ever came back has failed: unknown types are dropped in silence. */
export const CHANNEL_ANSWER_MS = 15_000;

/** A reliable channel with something unacknowledged on which nothing came for so long has failed. Longer than a line lives
 * in silence: between two of our kind a channel ends with its line, unless the other side has forgotten it alone. */
export const RELIABLE_TIMEOUT_MS = 70_000;

/** The same towards others. The reference gives up its own after 10 s, and tells nobody. */
export const RELIABLE_TIMEOUT_MS_FOREIGN = 30_000;

/** An unreliable channel without any packet for so long is over. */
export const UNRELIABLE_TIMEOUT_MS = 30_000;

/** Silence on an open reliable channel after which its last ack is told again, to somebody of our own kind: if the channel was given
 * up over there, it ends here as well. Ours: a packet in a minute, and nothing stays half open for longer. */
export const CHANNEL_IDLE_ACK_MS = 60_000;

/** How long an ended channel stays to acknowledge repeats (reliable.md: "timeout wait to allow re-acking"). */
export const CHANNEL_LINGER_MS = 10_000;

/** How long the acknowledgement of an `end` waits for what we said before it to arrive. The reference gives up its end after
 * 10 s; several resends fit into half of that. Ours. */
export const END_ACK_DELAY_MS_MAX = 5_000;

/** The reference forgets a reliable channel 10 s after its own last packet on it; a repeat before that makes it send an ack. */
export const FOREIGN_CHANNEL_KEEPALIVE_MS = 7_000;

/** Packets of an unreliable channel that wait for the application (the oldest leaves) or for the line (more are lost). */
export const UNRELIABLE_QUEUE_PACKETS = 64;

/** Characters of a channel type, and of an `err` that we pass on. */
export const CHANNEL_TYPE_CHARS_MAX = 64;
export const CHANNEL_ERR_CHARS_MAX = 200;

/** The waits that a test may shorten. Each switch has a record of its own, which begins as WAITS. */
export interface Waits {
  channelAnswerMs: number;
  reliableTimeoutMs: number;
  reliableTimeoutForeignMs: number;
  unreliableTimeoutMs: number;
  lineStaleMs: number;
  lineRenewMs: number;
}

export const WAITS: Readonly<Waits> = {
  channelAnswerMs: CHANNEL_ANSWER_MS,
  reliableTimeoutMs: RELIABLE_TIMEOUT_MS,
  reliableTimeoutForeignMs: RELIABLE_TIMEOUT_MS_FOREIGN,
  unreliableTimeoutMs: UNRELIABLE_TIMEOUT_MS,
  lineStaleMs: LINE_STALE_MS,
  lineRenewMs: LINE_RENEW_MS,
};
// ---- Local discovery -----------------------------------------------------------------------------------------------

/** Of random in the trace of a ping: the reference's 32 hex digits. */
export const LAN_TRACE_BYTES = 16;

/** Longest trace that we give back; the specification sets no length. Ours: an answer grows by no more than that. */
export const LAN_TRACE_CHARS_MAX = 64;

/** Largest ping or pong looked at: eight parts, a trace and an RSA key, twice. */
export const LAN_PACKET_BYTES_MAX = 2_400;

/** Least gap between two pings, and the second one's: it is asked again in case a datagram was lost. Ours. */
export const LAN_PING_MS_MIN = 2_000;

/** Pings after which another comes soon: a datagram may be lost, and a cable takes seconds until both its ends have an address. Ours. */
export const LAN_PINGS_BRISK = 3;

/** And the gap when all is calm. Ours: 70 bytes in two minutes hurt no network, and who comes anew asks by themselves. */
export const LAN_PING_MS_MAX = 120_000;

/** How long answers to a ping are welcome. Ours: a local network answers in milliseconds. */
export const LAN_PING_ANSWER_MS = 10_000;

/** Answers to one ping that are looked at: a full lecture hall. Each costs two hashes. */
export const LAN_ANSWERS_PER_PING_MAX = 128;

/** An address is answered no more often than this: broadcast and multicast bring each ping twice. Ours. */
export const LAN_PONG_INTERVAL_MS = 1_000;

/** And all addresses together so often a second, as an answer is larger than the question. Ours. */
export const LAN_PONGS_PER_SECOND_MAX = 16;

/** Addresses remembered for that; the one answered first leaves. */
export const LAN_PONG_SOURCES_MAX = 64;

/** Neighbours on local networks that get a link though nobody here asked for them: the reference's number. */
export const LAN_LINKS_MAX = 5;

/** How long an address counts as answered by local discovery: two pings may go unanswered. Ours. */
export const LAN_ANSWER_MS = 300_000;

// ---- THTP ----------------------------------------------------------------------------------------------------------

/** Longest head of a request or an answer (ext/thtp.md names none; Node's HTTP takes as much). */
export const THTP_HEAD_BYTES_MAX = 16_384;

/** Headers of one head; HTTP servers allow about as many. Ours. */
export const THTP_HEADERS_MAX = 128;

/** Longest method: those registered with IANA have up to 17. */
export const THTP_METHOD_CHARS_MAX = 32;

// ---- Introductions, relays, bridges ----------------------------------------------------------------------------------

/** Opens, and empty packets, to a host that we only heard of: at most one of each in this time (switch.md "Connect Handling"). */
export const UNASKED_INTERVAL_MS = 1_000;

/** To all such hosts together: so many at once, then one in each 50 ms. Ours: 20 opens a second are 200 kbit/s, which a home
 * uplink bears, and new mappings that a home router bears. */
export const UNASKED_BURST = 32;
export const UNASKED_REFILL_MS = 50;

/** Such hosts remembered; while there are so many, others wait. More than the two lines above let through in a second. */
export const UNASKED_HOSTS_MAX = 64;

/** How long a home router remembers that we sent somewhere (RFC 4787 section 4.3: at least two minutes; many take less). */
export const ROUTER_MAPPING_MS = 120_000;

/** Addresses that nothing came from: sent to within that time, and new ones begun with: so many at once and then one in each of
 * these, for the application's people and for all others apart. Ours: 512 and some 4,000 an hour are an eighth of the smallest table
 * that home routers have, as links take another; a newcomer's first look at the DHT needs some 160. */
export const NEW_ADDRESSES_MAX = 512;
export const NEW_ADDRESSES_BURST = 256;
export const NEW_ADDRESSES_REFILL_MS = 2_000;

/** Addresses at which others saw us that are told, and how long each word of it counts: a mapping of a NAT lives some minutes. Ours. */
export const SEEN_ADDRESSES_MAX = 4;
export const SEEN_ADDRESS_MS = 120_000;

/** Those whose word is remembered; the one heard longest ago leaves. Ours. */
export const SEEN_WITNESSES_MAX = 32;

/** First bytes of an address that make one network for counting witnesses: what one company or person has. Ours. */
export const SEEN_NETWORK_BYTES = { ipv4: 2, ipv6: 4 } as const;

/** Silence after which a `peer` or `connect` channel, and what runs through it, is over (switch.md "peer": 30 seconds). */
export const RELAY_TIMEOUT_MS = 30_000;

/** Relayed packets each way (switch.md "Rate Limit": no more than 5 per second in either direction). */
export const RELAY_PACKETS_MAX = 5;
export const RELAY_WINDOW_MS = 1_000;

/** We send that many in a little longer, so that a network which bunches packets up makes the relay drop none of them. Ours. */
export const RELAY_OWN_WINDOW_MS = 1_100;

/** Packets that wait for their turn: two seconds' worth. More would arrive when they have long been sent again. Ours. */
export const RELAY_QUEUE_PACKETS = 10;

/** Largest BODY that is relayed: what our own datagrams may have, and the reference's opens and line packets. Ours: with what
 * the relay's own line adds it is below the 1,472 of packet.md. */
export const RELAY_BODY_BYTES_MAX = 1_350;

/** Relays of ours to others, asked for or offered; the one silent for longest leaves. */
export const TUNNELS_MAX = 128;

/** Least gap between two `peer` requests for the same hashname to the same switch. Ours: the first may have been lost. */
export const PEER_REQUEST_INTERVAL_MS = 3_000;

/** Those who can introduce us to a peer that are remembered for when the way to it is lost; the oldest leaves. */
export const CANDIDATES_PER_PEER_MAX = 4;

/** Least gap between two `connect` for one pair of hashnames (issue: no more than one a second). */
export const CONNECT_INTERVAL_MS = 1_000;

/** Pairs relayed for others at once, and for each who asks. Ours: a pair costs at most 10 kB/s, and a kilobyte of memory. */
export const RELAY_PAIRS_MAX = 256;
export const RELAY_PAIRS_PER_ASKER_MAX = 16;

/** `peer`, `connect` and `bridge` requests taken from one switch: so many at once, then one in each of these. Ours: a busy seed
 * introduces several people a second to a popular one; each costs the introduced an RSA signature. */
export const INTRODUCTIONS_BURST = 16;
export const INTRODUCTIONS_REFILL_MS = 250;

/** And `connect` of hashnames we don't know, from all together. The RSA of it is rationed once more: see JOB_SHARES. */
export const STRANGER_CONNECTS_BURST = 32;
export const STRANGER_CONNECTS_REFILL_MS = 250;

/** Opens to somebody who was introduced and whom nobody here waits for: at 0, 1 and 3 s. Then they have to ask again. Ours. */
export const INVITED_ATTEMPTS_MAX = 3;

/** How long a relay carries a line before its switch is asked to bridge, if it hasn't done so by itself: a hole punched in
 * time makes that needless. Ours. */
export const BRIDGE_ASK_AFTER_MS = 2_500;

/** Others who said that they bridge that are asked for a peer when who is in the middle doesn't. Ours. */
export const BRIDGES_ASKED_MAX = 2;

/** Answer of a switch that was asked to bridge. */
export const BRIDGE_ANSWER_MS = 10_000;

/** Lines bridged for others at once, and for each hashname. Ours. */
export const BRIDGES_MAX = 64;
export const BRIDGES_PER_PEER_MAX = 8;

/** Bytes forwarded for one bridged line, and for all: so many at once, then so many a second. Ours: a call or a photo goes
 * through, a home uplink isn't used up. */
export const BRIDGE_BYTES_BURST = 262_144;
export const BRIDGE_BYTES_PER_SECOND = 131_072;
export const BRIDGES_BYTES_BURST = 1_048_576;
export const BRIDGES_BYTES_PER_SECOND = 524_288;

/** Silence after which a bridge is taken down: its line is dead by then. */
export const BRIDGE_IDLE_MS = 60_000;

// ---- Moving about ---------------------------------------------------------------------------------------------------

/** How often seeds are asked where they see us: a router that restarted is noticed, and thrice within SEEN_ADDRESS_MS. Ours. */
export const OUTSIDE_LOOK_MS = 40_000;

/** Least gap between two changes of our address outside that everybody is told of: a router may use two uplinks in turn. Ours. */
export const OUTSIDE_CHANGE_MS_MIN = 10_000;

/** Lines to others than those the application named or wants that hear of a change at once: the rest hears our next link packet
 * within LINK_PING_MS. Ours: it is no burst. */
export const TOLD_OF_CHANGE_MAX = 32;

/** Time between two looks at this machine, by either clock, that means it slept or stood still: LOCAL_REFRESH_MS and a busy
 * moment are less. Ours. */
export const SLEEP_MS_MIN = 15_000;

/** How often the best path beside the one in use is asked, and one that never answered: less than a home router keeps a mapping
 * (30 s in bad ones). Ours. */
export const SECOND_PATH_MS = 24_000;

/** Addresses of which it is remembered that they were heard by another than the first socket; the oldest leaves. Ours. */
export const HEARD_BY_MAX = 1_024;

// ---- This machine --------------------------------------------------------------------------------------------------

/** How often the addresses of this machine are looked at: a changed network is noticed before anybody asks why. */
export const LOCAL_REFRESH_MS = 2_000;

/** What could not be done at its time, such as an acknowledgement without a way to send it, is tried again after this. Ours. */
export const STILL_DUE_RETRY_MS = 100;

// ---- The DHT -------------------------------------------------------------------------------------------------------

/** Seeds that a bucket is filled up to: the `k` of dht.md. */
export const BUCKET_SIZE = 8;

/** Links beyond which nobody is taken in whose bucket has k: the `link-max` of dht.md. Twice the default of implementers.md, since we
 * ping no more than k of a bucket, however few there are. */
export const LINKS_MAX = 512;

/** Gap between link packets to one side (implementers.md "link-ping"). */
export const LINK_PING_MS = 29_000;

/** Links are looked at no more often than this; what falls due until the next look is done at once, so a machine wakes seldom. Ours. */
export const LINK_TICK_MS = 1_000;

/** How long an open from a host that we never spoke to shows that our port can be reached. Ours: strangers are rare. */
export const REACHED_MS = 3_600_000;

/** And how long no other such open is looked at. Ours: a seed takes several a second, and one a minute shows as much. */
export const REACHED_AGAIN_MS = 60_000;

/** How often a switch that seeds for those the application named looks whether it still may, and who has no link yet. Ours. */
export const SEEDING_LOOK_MS = 10_000;

/** Links that it starts to them at most. Ours: they cost two packets in half a minute each. */
export const SEEDING_LINKS_MAX = 64;

/** Silence after which a link is evicted (implementers.md "link-timeout"). */
export const LINK_TIMEOUT_MS = 60_000;

/** A ping is answered unless ours went within this, so that both don't answer each other for ever. As the reference's. */
export const LINK_ANSWER_MS = LINK_PING_MS / 2;

/** How long the answer to a `link` is waited for, line and introduction included; the oldest packet may be lost twice. Ours. */
export const LINK_REQUEST_MS = 10_000;

/** Links asked for at once, so that a start is no flood of opens. Ours. */
export const LINKS_PENDING_MAX = 8;

/** Least and largest gap between attempts to link to a seed of the application's; it doubles. Ours. */
export const SEED_RETRY_MS_MIN = 1_000;
export const SEED_RETRY_MS_MAX = 60_000;

/** Addresses in a `see` (the reference's; dht.md's k), and entries of one that are read. */
export const SEE_MAX = 8;
export const SEE_READ_MAX = 16;

/** Links that ended by themselves which are remembered, and how many of them are tried at once, while there is no other link
 * to a seed beyond our own networks. Ours: an uplink that was cut for a minute has ended all of them. */
export const LOST_LINKS_MAX = 16;
export const LOST_LINKS_AT_ONCE = 3;

/** Seeks of one search underway (switch.md "seek": at least three threads). */
export const SEEK_PARALLEL = 3;

/** Closest ones that a search asks before it ends (switch.md "seek"). */
export const SEEK_CLOSEST = 9;

/** Most that one search asks, whoever names them. Ours: four times the hops of a million nodes. */
export const SEEK_ASKED_MAX = 40;

/** Most that one search remembers. Ours. */
export const SEEK_CANDIDATES_MAX = 128;

/** How long the answer to a seek is waited for with a line (the reference's), and without one, introduction included. */
export const SEEK_ANSWER_MS = 3_000;
export const SEEK_CONNECT_MS = 6_000;

/** When a seek goes again over a line: one of the two packets may be lost. As the reference's. */
export const SEEK_REPEAT_MS = 1_000;

/** How long an answered seek is remembered, since the reference repeats it under the same channel id. */
export const SEEK_LINGER_MS = 10_000;

/** How long an introduction may take before the search goes on to others who can introduce. Ours. */
export const SEEK_FOUND_MS = 2_000;

/** Digits of the shortest `seek` value that is answered: a shorter one tells no distance, and would list everybody. */
export const SEEK_DIGITS_MIN = 2;

/** Searches at once; more have to wait for the next attempt of their peer. Ours. */
export const SEARCHES_MAX = 16;

/** Least and largest gap between searches for one peer that can't be found; it doubles. Ours: a friend who comes back
 * looks for us as well, and is met by the addresses that we have of him every 30 s. */
export const FIND_GAP_MS_MIN = 4_000;
export const FIND_GAP_MS_MAX = 300_000;

/** First and largest gap between looks at our own neighbourhood; it doubles while nothing is missing or missed. Ours. */
export const MESH_GAP_MS_MIN = 10_000;
export const MESH_GAP_MS_MAX = 600_000;

/**
 * Share of the links whose loss since the last look lets the gaps begin anew. Ours: of sixty links one is lost every two minutes where
 * half of the nodes leave in an hour, and those who come search for us. A network that went away takes most of them at once.
 */
export const MESH_LOSS_SHARE = 1 / 8;

/** Gap between the searches of one look: so that a newcomer asks no single seed for more introductions than it gives. Ours. */
export const MESH_STEP_MS = 1_500;

/** Buckets filled by a search at one look. */
export const MESH_BUCKETS_MAX = 3;

/** Links remembered for the next start: enough that some of them still live after weeks. Ours. */
export const HINTS_MAX = 64;

/** And of one bucket: half of the network is in the first one. */
export const HINTS_PER_BUCKET_MAX = 16;
