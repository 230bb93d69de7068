/** The messenger's numbers, all in one place, each with its reason. `…_MS` are milliseconds. */

// ---- people and invites ------------------------------------------------------------------------------------------------

/** A person's name in UTF-16 units and in UTF-8 bytes (WIRE.md "_hello"). */
export const NAME_CHARS_MAX = 64;
export const NAME_BYTES_MAX = 160;
/** The name inside an invite (WIRE.md "Invite"): more would make the QR code coarse. */
export const INVITE_NAME_BYTES_MAX = 40;
/** Paths and seeds in an invite (WIRE.md "Invite"). */
export const INVITE_PATHS_MAX = 3;
export const INVITE_SEEDS_MAX = 4;
export const INVITE_SECRET_BYTES = 16;
/** Ours: long enough for a letter by post, short enough that a link found in an old chat opens nothing. */
export const INVITE_LIFE_MS = 14 * 24 * 3_600_000;
/** An invite that is shown again must live at least this long, or a fresh one is made. */
export const INVITE_REST_MS_MIN = 24 * 3_600_000;
/** Only the inviter's clock decides expiry; ours speaks up when even a clock a day wrong could not save the invite. */
export const INVITE_CLOCK_DOUBT_MS = 24 * 3_600_000;
/** Most base32 characters an invite of any version may have: the paste field is read to the end, not for ever. */
export const INVITE_CHARS_MAX = 8_192;
/** Invites that can be used at one time, people one may be good for, and those remembered after they are over. */
export const INVITES_OPEN_MAX = 50;
export const INVITE_USES_MAX = 50;
export const INVITES_OVER_MAX = 200;
/** app-protocol.md "Verification": a live code is shown at most 2 minutes ... */
export const LIVE_CODE_MS = 120_000;
/** ... and who used it to become a contact may say so once the first conversation is open, which may take this long. */
export const LIVE_CODE_GRACE_MS = 120_000;
/** app-protocol.md "Limits": requests kept, the oldest leaves; and the frame one comes in. */
export const REQUESTS_MAX = 64;
export const HELLO_FRAME_BYTES_MAX = 16_384;
/** Text of a request in UTF-16 units: at most three bytes each, so that it fits that frame with room for the rest. */
export const REQUEST_CHARS_MAX = 1_000;
/** A request was heard and not answered: it is said again this much later, in case it was pushed out over there. */
export const ASK_RETRY_MS = 600_000;
/** People on the list of blocked ones. */
export const BLOCKED_MAX = 10_000;
/** A profile picture as it is sent (app-protocol.md "Photos", as a thumbnail in a body), and the edge it is kept at. */
export const PROFILE_PICTURE_BYTES_MAX = 24_576;
export const PROFILE_PICTURE_EDGE_PX = 256;
/** Nobody of us makes a small picture larger than that: what claims to be twice as large is not decoded. */
export const SMALL_PICTURE_EDGE_PX_MAX = 2 * PROFILE_PICTURE_EDGE_PX;
/** Changes of one contact's profile that are remembered, and that are heard within an hour. */
export const PROFILE_CHANGES_MAX = 50;
export const PROFILE_WORDS_MAX = 20;
export const PROFILE_WORDS_WINDOW_MS = 3_600_000;
/** Pictures resemble each other if at most so many of 64 bits of their hash differ; of unrelated ones about 32 do. */
export const PICTURE_DISTANCE_MAX = 8;
/** Devices on the local networks that are remembered at one time. */
export const NEARBY_MAX = 64;
/** Neighbours are asked who they are while somebody looks at the list, and this long after the last look. */
export const NEARBY_LOOK_MS = 60_000;
/** Gap before a neighbour that did not answer, and before one that did, is asked again. */
export const NEARBY_RETRY_MS = 30_000;
/** ... but sooner the first few times: they may not have seen us yet, or be giving themselves a name just now. */
export const NEARBY_RETRY_SOON_MS = 3_000;
export const NEARBY_SOON_TRIES_MAX = 4;
export const NEARBY_RENEW_MS = 300_000;
/** A check side by side is over after this long; and so many are answered of one contact within an hour: each is one guess. */
export const CHECK_MS_MAX = 120_000;
export const CHECKS_MAX = 10;
export const CHECKS_WINDOW_MS = 3_600_000;
/** Looks within an hour at who is on; an hour counts for "usually on" if there were half as many. */
export const HOURS_LOOK_MS = 600_000;
export const HOURS_LOOKS_MIN = 3;
/** What an observation weighs after the next one of the same hour a week later: half of it is gone in four weeks. */
export const HOURS_DECAY = 0.84;
/** "Usually" needs two observations of the hour, and more than half of them to say so. */
export const HOURS_WEIGHT_MIN = 1.5;
export const HOURS_RATIO_MIN = 0.6;
/** Addresses remembered of a contact, the one that worked last first: a laptop at home, at work, on the phone, and spares. */
export const CONTACT_PATHS_MAX = 8;
/** People in the list: each costs a kept line and some memory. Far above any family. */
export const CONTACTS_MAX = 1_000;

// ---- `_hello` ----------------------------------------------------------------------------------------------------------

/** app-protocol.md "Limits": without a valid invite 5 a minute a hashname and a /24 or /56. */
export const HELLO_STRANGER_MAX = 5;
/** Hellos with an invite secret a minute from one address block: each costs a look into the store. */
export const HELLO_INVITED_MAX = 30;
export const HELLO_WINDOW_MS = 60_000;
/** Addresses and hashnames whose hellos are counted; the oldest leaves. */
export const HELLO_COUNTED_MAX = 1_024;
/** Open `_hello` channels of strangers together; more are refused. */
export const HELLO_CHANNELS_MAX = 64;
/** Contacts taken up at once when the network is there: each takes a quarter of a millisecond, and a window waits for its chat. */
export const PEOPLE_AT_ONCE = 32;
/** An answer that takes longer than this is asked for again. */
export const HELLO_TIMEOUT_MS = 20_000;
/** First and longest gap between two tries of a hello that was not answered. */
export const HELLO_RETRY_MS_MIN = 2_000;
export const HELLO_RETRY_MS_MAX = 60_000;
/** Capabilities named in a hello, and the length of one. */
export const HELLO_CAPS_MAX = 64;
export const HELLO_CAP_CHARS_MAX = 32;
/**
 * Only who accepted an invite can dial: the inviter does not know of them yet. So the search begins anew this often, which
 * with the dialler's gaps of 1, 2 and 4 s finds an inviter who comes online after at most 4 s ...
 */
export const INVITED_LOOK_MS = 10_000;
/** ... for an hour from the start or from the last wish to look; after it the dialler's own gaps are enough. */
export const INVITED_LOOKS_MAX = 360;
/** Application version in a hello. */
export const APP_VERSION_CHARS_MAX = 32;

// ---- events and blobs --------------------------------------------------------------------------------------------------

/** An event's head and body (WIRE.md "Event"). */
export const EVENT_HEAD_BYTES_MAX = 4_096;
export const EVENT_BODY_BYTES_MAX = 49_152;
/** Ids in `after` (WIRE.md "Event"). */
export const EVENT_AFTER_MAX = 32;
/** `at`: 48 bits reach the year 10889 (WIRE.md "Event"). */
export const EVENT_AT_MS_MAX = 2 ** 48 - 1;
export const EVENT_KIND_CHARS_MAX = 32;
/** Bytes of `own`: enough that nobody guesses one (WIRE.md "Event"). */
export const EVENT_OWN_BYTES = 16;
export const OWN_KEY_BYTES = 32;
/** Bytes of a log's name: two logs of one device never meet by chance. */
export const LOG_NAME_BYTES = 8;
/** Levels in canonical JSON: nothing of ours has more than four, and no stack overflows. */
export const JSON_DEPTH_MAX = 64;
/**
 * Events of one conversation that may wait for their past. Beyond it those that would wait are not taken, so not
 * acknowledged, and come again; peers send in causal order, so an honest one comes nowhere near.
 */
export const HELD_BACK_MAX = 2_000;
/** Tips of one log in a `have`: the branches of a fork. More are made up. */
export const LOG_BRANCHES_MAX = 8;
/**
 * New logs of one device in one conversation: a burst, far more restores than anybody makes, and one more after so long. Those
 * beyond are not taken yet, so not acknowledged, and come again: a member who begins logs without end fills no disk.
 */
export const LOGS_BURST_MAX = 64;
export const LOG_BEGIN_MS = 600_000;
/** Authors in conversations whose new logs are counted; the oldest leaves. */
export const LOGS_COUNTED_MAX = 4_096;
/** Events checked in one turn: about a millisecond, so that a large batch does not hold the window. */
export const INGEST_SLICE_EVENTS = 100;
/** Rows read at once from one log for a peer: more than fit the window of `_sync`, so that its bytes decide. */
export const UNCOVERED_ROWS_MAX = 4_096;
/** Chunks of a blob: doubled in length from the first until there are few enough (WIRE.md "_blob"). */
export const CHUNK_BYTES_MIN = 262_144;
export const CHUNKS_MAX = 8_192;
/** AES-256, a key for each blob. */
export const BLOB_KEY_BYTES = 32;
/** A blob's folder has a name that says nothing and meets no other. */
export const BLOB_FOLDER_BYTES = 16;
/** Longest chunk, held in memory whole while it is checked: a blob has at most 8 GiB. */
export const CHUNK_BYTES_MAX = 1_048_576;

// ---- groups ------------------------------------------------------------------------------------------------------------

/** app-protocol.md "Conversations"; product.md: up to 200. */
export const GROUP_MEMBERS_MAX = 200;
/** Ids in `base`: what a partition of as many sides leaves side by side. With a full `after` and `upTo` they just fit a head. */
export const MEMBERSHIP_BASE_MAX = 8;
/** How often something is said again that has no effect since not all it rests on could be named: each names as many more as there are, less itself. */
export const MEMBERSHIP_SAID_AGAIN_MAX = Math.ceil(GROUP_MEMBERS_MAX / (MEMBERSHIP_BASE_MAX - 1));
/** Logs of one removed person named in `upTo`: one, and one more for each restore. */
export const REMOVED_LOGS_MAX = 8;
/** app-protocol.md "_sync": a member keeps lines to at most 12 others, 8 nearest and 4 random ones, chosen anew every hour. */
export const GROUP_NEIGHBOURS_NEAR = 8;
export const GROUP_NEIGHBOURS_RANDOM = 4;
export const GROUP_NEIGHBOURS_MS = 3_600_000;
/** Members who chose us while we did not choose them: on the average 4, so nobody is refused who asks at random. */
export const GROUP_GUESTS_MAX = 32;
/** app-protocol.md "_sync": what came from one member goes on to the others after this long, if they lack it by then. */
export const FORWARD_MS_MIN = 2_000;
export const FORWARD_MS_MAX = 10_000;
/** The others are told what came from one of them after this long, so that nobody sends it to us again. */
export const GROUP_ACK_MS = 500;
/** Whoever comes back to a group is brought up to date after at most this long, at random: one does it, the others hear of it ... */
export const GROUP_CATCH_UP_MS_MAX = 2_000;
/** ... but at once in a group of so few that all of them together stay within 4 n copies: n (n - 1) of n members. */
export const GROUP_ALL_AT_ONCE_MAX = 5;
/** How often members we have no line to are asked for among those we have one to: an introduction costs both a packet. */
export const GROUP_MEET_MS = 10_000;
/** Invitations of one person that wait for an answer: more is a nuisance. */
export const GROUP_INVITATIONS_MAX = 16;
/** Groups of one person: each costs memory and lines. */
export const GROUPS_MAX = 500;
/** Events of kinds we don't know that are looked at: one is enough to freeze a group. */
export const GROUP_UNKNOWN_MAX = 1_000;
/** Events looked at together when a removal makes some of them void. */
export const GROUP_SCAN_EVENTS = 500;
/** Events without bodies looked through for some that are missing: nearly all of them are deleted. The newest ones. */
export const GROUP_BODYLESS_MAX = 5_000;
/** Groups' pictures that are kept decoded, 24 KiB each: more than a list shows at once. */
export const GROUP_PICTURES_KEPT_MAX = 64;

// ---- frames, `_sync`, `_blob` --------------------------------------------------------------------------------------------

/** A frame: a piece of a chunk and its head (WIRE.md "Frames"). */
export const FRAME_BYTES_MAX = 1_114_112;
/** Frames written before the channel's own buffer is asked whether it has room. */
export const FRAME_FLUSH_BYTES = 65_536;
/** Bodies from this size on are sent from where they lie; smaller ones cost less copied together than as a piece each. */
export const FRAME_PART_BYTES_MIN = 4_096;
/** Events on their way and not acknowledged (app-protocol.md "_sync"). */
export const SYNC_WINDOW_BYTES = 1_048_576;
/** Of one conversation as much may always be on its way: an event of any size, whatever the others wait for. */
export const SYNC_SHARE_BYTES = 65_536;
/**
 * Entries in one frame of a `have`, `ack` or `read`: with 120 bytes each they fit a head of 64 KiB. More go in more frames. So many
 * are kept of logs that are not known here: whatever a peer makes up, its `have` takes no more memory than the logs we hold.
 */
export const SYNC_ENTRIES_MAX = 500;
/**
 * Events without their bodies that are asked for at a time: 67 bytes each. The newest; the others are asked for once some of
 * these have come.
 */
export const SYNC_LACKS_MAX = 200;
/** Blob ids in one `ack` or `ask`: 67 bytes each. */
export const SYNC_BLOBS_MAX = 500;
/** Bytes of events waiting to be stored before we read no further from this peer. */
export const SYNC_INBOX_BYTES_MAX = 2 * 1_048_576;
/** Events stored in one transaction: a second's worth of a burst, and still quick to commit. */
export const SYNC_BATCH_EVENTS_MAX = 500;
/** Who has the higher hashname lets the other open `_sync` first, so that two rarely cross. */
export const SYNC_YIELD_MS = 1_000;
/** First and longest gap between two tries to open `_sync` on one line. */
export const SYNC_RETRY_MS_MIN = 1_000;
export const SYNC_RETRY_MS_MAX = 30_000;
/** Events of one contact: a burst, and what is taken a second after it (app-protocol.md "Limits"); acknowledgements wait. */
export const EVENTS_BURST_MAX = 5_000;
export const EVENTS_PER_SECOND = 20;
/** Length of a reason in `refused`, `none` or an error we keep. */
export const REASON_CHARS_MAX = 200;

/** Frames kept of conversations that the peer shares before we do, and of how many: a group is joined on one side first. */
export const EARLY_FRAMES_MAX = 8;
export const EARLY_CONVERSATIONS_MAX = 64;

/** Piece of a chunk in one frame (WIRE.md "_blob"). */
export const BLOB_PIECE_BYTES = 262_144;
/** Of chunks that came from one device and are not on disk yet; beyond it what comes waits. What a line of 60 MB/s brings in the
 * 140 ms that a busy disk takes for a flush now and then: with half of it such a line rested, and 100 MB took a tenth longer. */
export const BLOB_WRITING_BYTES_MAX = 8_388_608;
/** Chunks of our own content that are written at the same time, and pieces read before their turn to leave: 2 MB, for the same. */
export const BLOB_WRITES_AT_ONCE = 8;
export const BLOB_PIECES_AHEAD = 8;
/** Blobs whose rows stay in memory: those that some peers fetch or give at the same time. The longest takes 1.5 MB. */
export const BLOB_ROWS_KNOWN_MAX = 32;
/** Wants a peer may have open with us (app-protocol.md "Limits"). */
export const BLOB_WANTS_MAX = 8;
/** Wants we keep open with a peer: one being answered, one waiting, so that the line never rests. */
export const BLOB_WANTS_OPEN = 2;
/** Wants of ours to a peer of which not all is on disk yet, answered or not: enough for an album's previews, each a file. */
export const BLOB_WANTS_WRITING_MAX = 16;
/** `_blob` channels one contact may have open with us. */
export const BLOB_CHANNELS_MAX = 4;
/** Runs of missing chunks named in one want; the rest is asked for after it. */
export const BLOB_RUNS_MAX = 1_000;
/** Gap before a blob is asked for again that the peer did not have, or whose channel broke. */
export const BLOB_RETRY_MS_MIN = 2_000;
export const BLOB_RETRY_MS_MAX = 60_000;
/** Wrong chunks of one peer before we rest from fetching there. */
export const BLOB_WRONG_MAX = 3;
export const BLOB_WRONG_REST_MS = 3_600_000;
/** Gap before we try again to store what found no room. */
export const DISK_FULL_RETRY_MS = 15_000;
/** Blobs waiting to be fetched, of all people together: 500 albums of 100 photos. The rest is found again at the next start. */
export const BLOB_QUEUE_MAX = 50_000;
/** Answers in a row that somebody has nothing, after which they are asked with growing gaps. */
export const BLOB_EMPTY_MAX = 8;
/** Chunks asked for at a time, 4 MiB: small enough that several holders share a blob, large enough that the line never rests. */
export const BLOB_RUN_CHUNKS = 16;
/** Chunks asked for at a time for somebody who is watching: the next ones may be wanted elsewhere. */
export const BLOB_READING_CHUNKS = 2;
/** A device that was asked and from which not one packet came for so long has another asked too: longer than a line that lost some. */
export const BLOB_TURN_MS = 3_000;
/** A holder from whom not one packet came for so long, with a want open, is left for another. */
export const BLOB_STALL_MS = 30_000;
/** A reader of what is not here yet gives up after this long without what it waits for. */
export const BLOB_READ_MS_MAX = 60_000;
/** Fetched without asking up to this size, unless the conversation says otherwise: any photo and a minute of film. */
export const BLOB_BY_ITSELF_BYTES = 25_000_000;
/** app-protocol.md "Limits": fetched without asking from one contact on one day. */
export const BLOB_DAY_BYTES = 200_000_000;
/** Least gap between two tellings of one photo's progress. */
export const PROGRESS_TELL_MS = 250;

// ---- trust pill ------------------------------------------------------------------------------------------------------------

/** product.md "Trust pill": Direct rests on a packet at most this old. */
export const DIRECT_PACKET_AGE_MS_MAX = 35_000;
/** How long a goodbye waits to be acknowledged when this app closes: time to say it twice, and not felt by who waits. */
export const GOODBYE_WAIT_MS = 1_000;
/** Packets this soon after a goodbye belong to it: the wait above and a slow way. Later ones mean that they are there. */
export const GOODBYE_MS = 2_000;
/** Gap between two looks whether somebody who said goodbye is heard again: the line itself does not tell. */
export const GOODBYE_LOOK_MS = 2_000;
/** product.md: looking is shown at most this long. */
export const LOOKING_MS_MAX = 20_000;
/** features.md 3.4: a text stays this long, unless a more honest one must replace it. */
export const TRUST_HOLD_MS = 2_000;
/** Gap between two looks at this machine's addresses. */
export const NETWORK_LOOK_MS = 5_000;
/** Gap before a listening address that failed is tried again. */
export const LISTEN_RETRY_MS = 30_000;

// ---- photos ------------------------------------------------------------------------------------------------------------------

/** File taken as a photo: any camera's fits, and it does not fill the memory. */
export const PHOTO_FILE_BYTES_MAX = 104_857_600;
/** Pixels decoded: 100 megapixels are 400 MB of memory while they are decoded. */
export const PHOTO_PIXELS_MAX = 100_000_000;
/** Edge of the copy that is sent and of the thumbnail (app-protocol.md "Photos"). */
export const PHOTO_EDGE_PX = 2_048;
export const THUMB_EDGE_PX = 320;
/** A thumbnail inside a body: 24 KiB of base64url (WIRE.md "Event"). */
export const THUMB_TEXT_CHARS_MAX = 24_576;
/** Thumbnails of strangers are images too: none is larger. */
export const THUMB_BYTES_MAX = 131_072;
/** Pixels of a stranger's thumbnail: few bytes can unfold to many. Ours have a tenth of it; 4 MB of memory each. */
export const THUMB_PIXELS_MAX = 1_048_576;
/** Front of a picture in which its size must stand: behind the largest EXIF and colour profiles that cameras write. */
export const PHOTO_HEADER_BYTES_MAX = 1_048_576;
/** Photos in one album, and captions of it in UTF-8 bytes (WIRE.md "Event"). */
export const ALBUM_ITEMS_MAX = 100;
export const ALBUM_CAPTIONS_BYTES_MAX = 16_384;
/** Largest edge a stranger's album may claim: a larger number is no picture. */
export const PHOTO_CLAIMED_EDGE_MAX = 100_000;
/** Edge of the small copy: fills a phone and half a laptop. */
export const PHOTO_SMALL_EDGE_PX = 1_280;
/** Photos and clips prepared and not sent yet, of all chats: five full trays. Each holds its thumbnail in memory. */
export const STAGED_MAX = 500;
/** A picture that moves is sent as it is up to this size, for a smaller copy would stand still; above it the person chooses. */
export const ANIMATED_BYTES_MAX = 16_777_216;
/** One picture may take this long to decode; then the decoder is stopped. */
export const PHOTO_DECODE_MS_MAX = 30_000;

// ---- deleted here -----------------------------------------------------------------------------------------------------------

/** What was deleted on this device alone can be brought back for so long: longer than any window offers it. */
export const HIDDEN_UNDO_MS = 60_000;
/** Gap between two looks for what is to be erased: one short question of the store. */
export const HIDDEN_LOOK_MS = 60_000;
/** What somebody still needs is looked at again then: they are on within the hour, or not today. */
export const HIDDEN_RETRY_MS = 3_600_000;
/** Looked at in one go: bodies of at most 48 KiB each lie in memory meanwhile. */
export const HIDDEN_BATCH_MAX = 100;

// ---- files, voice, clips --------------------------------------------------------------------------------------------------------

/** Longest part of a path on the usual file systems is 255 bytes; a number in brackets must still fit behind it. */
export const FILE_NAME_BYTES_MAX = 200;
/** RFC 6838 allows 127 for each half; nothing in use is longer than this. */
export const MEDIA_TYPE_CHARS_MAX = 127;
/** Steps of a voice message's waveform: as many as a bubble has room for. */
export const VOICE_WAVE_STEPS_MAX = 100;
/** A recording that was forgotten ends here; at 24 kbit/s it has 11 MB. It lies in memory while it is made. */
export const VOICE_MS_MAX = 3_600_000;
export const VOICE_BYTES_MAX = 33_554_432;
/** Largest film sent as a clip: at the 10 Mbit/s of a home's uplink it takes half an hour. Larger ones go as files. */
export const CLIP_FILE_BYTES_MAX = 2_147_483_648;
/** A picture of a clip, as the page draws it. */
export const CLIP_POSTER_BYTES_MAX = 8_388_608;
/** A day: more is no clip, and a number without end is no duration. */
export const CLIP_MS_MAX = 86_400_000;

// ---- notices -----------------------------------------------------------------------------------------------------------------

/** A notice that was put away stays away this long, if what it says is still the same; then it is worth a reminder. */
export const NOTICE_REST_MS = 30 * 24 * 3_600_000;

// ---- conversations -------------------------------------------------------------------------------------------------------------

/** A text in UTF-16 units (WIRE.md "Event"). */
export const TEXT_CHARS_MAX = 16_000;
/** The longest emoji of Unicode (a family, flags of regions) has 17 units; a reaction is one. */
export const EMOJI_CHARS_MAX = 32;
/** Emoji chosen last that are remembered: three rows of the picker. */
export const RECENT_EMOJI_MAX = 24;
/** Letters of the message that is answered, shown above the answer. */
export const EXCERPT_CHARS_MAX = 200;
/** Least gap between two headings of one chat (newest, unread, waiting): nobody reads faster, and a burst would drown in them. */
export const HEADING_REST_MS = 50;
// ---- search --------------------------------------------------------------------------------------------------------------------

/** What is typed to search: more is a mistake of the clipboard. */
export const SEARCH_TEXT_CHARS_MAX = 200;
export const SEARCH_PHRASES_MAX = 12;
/** Messages on one page of results, and people and groups above them. */
export const SEARCH_HITS_MAX = 100;
export const SEARCH_NAMES_MAX = 20;
/** Folded words kept of one event: the longest text, and room for its emoji; some letters fold into eighteen. */
export const SEARCH_WORDS_CHARS_MAX = 24_000;
/** Events whose words are noted together when a store gets its index: some ten milliseconds of the worker. */
export const SEARCH_BACKFILL_EVENTS = 200;
/** Letters of a message shown where it was found, and those of them before the first hit. */
export const SNIPPET_CHARS_MAX = 160;
export const SNIPPET_LEAD_CHARS = 40;

/** Typing is told again this often while it goes on ... */
export const TYPING_KEEP_MS = 4_000;
/** ... ends this long after the last letter ... */
export const TYPING_IDLE_MS = 6_000;
/** ... and is over at the other side when nothing was heard for this long: two packets in a row may get lost. */
export const TYPING_EXPIRES_MS = 13_000;
/** Devices typing at once in one conversation: more than a line of names could show. */
export const TYPISTS_MAX = 16;
/** Pinned conversations: a screen of them; more are no longer on top of anything. */
export const PINS_MAX = 20;
/** Messages in one page or one telling. */
export const PAGE_MESSAGES_MAX = 100;

// ---- The DHT ---------------------------------------------------------------------------------------------------------

/** How often our links are stored for the next start: a crash loses at most these minutes of new acquaintances. */
export const LINK_HINTS_KEPT_MS = 600_000;
/** Links stored: enough that one of them lives, and a row of at most some ten kilobytes. */
export const LINK_HINTS_MAX = 32;
/** Older ones are not tried: addresses of homes change within weeks (endpoint.ts `linkHints`: 30 days). */
export const LINK_HINT_AGE_MS_MAX = 30 * 86_400_000;
/** A seeds.json of 256 entries with keys of all sets has 300 kB. */
export const SEEDS_FILE_BYTES_MAX = 1_048_576;

// ---- backup ------------------------------------------------------------------------------------------------------------

/** A thousand contacts have under 2 MiB; more is not read at all. */
export const RESCUE_FILE_BYTES_MAX = 16 * 1_048_576;
/** How often the automatic copy is made: what a broken disk takes is a day, and what others hold comes back by itself. */
export const COPY_EVERY_MS = 24 * 3_600_000;
/** Gap between two looks whether a copy is due, and the first one after a start: not while the window comes up. */
export const COPY_LOOK_MS = 600_000;
/** Two states: should the newest hold a mistake, yesterday's is there. */
export const COPY_GENERATIONS = 2;
/** Events of a damaged database that are checked and stored together: some hundred kilobytes, and few flushes of the disk. */
export const SALVAGE_BATCH_EVENTS = 500;
/** People who come together are written into the rescue file together. */
export const RESCUE_REFRESH_MS = 60_000;
/** How long after the start, and how often, a database is read through in the background. */
export const CHECK_AFTER_MS = 120_000;
export const CHECK_EVERY_MS = 7 * 24 * 3_600_000;
/** An export holds this much of one file in memory. */
export const EXPORT_PIECE_BYTES = 1_048_576;

// ---- network settings and check ----------------------------------------------------------------------------------------

/** Lower ports belong to the system. */
export const PORT_CHOSEN_MIN = 1_024;
/** Carried for others, in bytes a second: what the switch allows at most (BRIDGES_BYTES_PER_SECOND), and the usual half of it. */
export const CARRY_BYTES_PER_SECOND_MAX = 524_288;
export const CARRY_BYTES_PER_SECOND_USUAL = 262_144;
/** What a connection check waits for answers of neighbours, routers and seeds: each is a round trip, doubled for the slow. */
export const CONNECTION_LOOK_MS = 4_000;
/** ... and for the contact's word. */
export const CONNECTION_ANSWER_MS = 5_000;
/** Checks that one contact is answered in a minute: a person who presses the button again and again. */
export const CHECK_ANSWERS_MAX = 12;

/** Stack frames kept of an error. */
export const LOG_FRAMES_MAX = 8;
