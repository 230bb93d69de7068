import type { FileView, PhotoView, TransferView, VoiceView } from '../../electron/bridge/contract.ts';
import { hexId } from './make-message.ts';
import { samplePhoto } from './sample-photos.ts';
import type { Line } from './sample-world.ts';

const HERE: TransferView = { state: 'here', progress: 1 };
let keysMade = 0;
const key = (): string => `${hexId(0xf11e + ++keysMade)}-0`;

const file = (name: string, bytes: number, transfer: TransferView = HERE): FileView => ({
  key: key(),
  name,
  type: '',
  bytes,
  isProgram: /\.(?:exe|sh)$/.test(name),
  transfer,
});

const voice = (durationMs: number, transfer: TransferView = HERE): VoiceView => ({
  key: key(),
  bytes: durationMs * 3,
  durationMs,
  waveform: Array.from({ length: 100 }, (_, at) => Math.round(Math.abs(Math.sin(at / 3) * Math.sin(at / 17)) * 230)),
  transfer,
});

const fileLine = (who: Line[0], minutesAgo: number, ...given: Parameters<typeof file>): Line => [
  who,
  minutesAgo,
  { kind: 'file', file: file(...given) },
];

/** Files, recordings and albums in every state they can be in. */
export async function mediaLines(one: PhotoView, other: PhotoView): Promise<readonly Line[]> {
  const asked = (transfer: TransferView) => (photo: PhotoView) => ({
    ...photo,
    bytes: 6_400_000,
    isWhole: transfer.state === 'here',
    transfer,
  });
  const clip = await samplePhoto(3, 1920, 1080, { clip: { durationMs: 74_000, type: 'video/mp4' } });
  return [
    fileLine('them', 900, 'Einladung zum Geburtstag.pdf', 248_312),
    fileLine(
      'them',
      899,
      `${'A very long name of a report that somebody wrote in one afternoon '.repeat(3)}.docx`,
      1_204,
    ),
    fileLine('them', 898, 'تقرير السنة الماضية.pdf', 12_400_000, { state: 'coming', progress: 0.62 }),
    fileLine('them', 897, 'Holiday film 2026.mkv', 4_312_000_000, { state: 'asks', progress: 0, why: 'large' }),
    fileLine('them', 896, 'holiday-pictures.exe', 912_000),
    fileLine('them', 895, 'choir.zip', 88_000_000, { state: 'paused', progress: 0.31 }),
    fileLine('them', 894, 'broken.iso', 702_000_000, { state: 'failed', progress: 0, why: 'wrong-size' }),
    fileLine('them', 893, 'spam.pptx', 8_000_000, { state: 'declined', progress: 0 }),
    fileLine('them', 892, 'choir songs.pdf', 3_100_000, { state: 'withheld', progress: 0, why: 'before-our-time' }),
    ['them', 700, { kind: 'voice', voice: voice(7_400) }],
    ['me', 699, { kind: 'voice', voice: voice(64_000) }, { delivery: { name: 'seen' } }],
    ['them', 698, { kind: 'voice', voice: voice(41_000, { state: 'coming', progress: 0.2 }) }],
    ['them', 697, { kind: 'voice', voice: voice(12_000, { state: 'withheld', progress: 0, why: 'not-in-group' }) }],
    ['them', 500, { kind: 'album', photos: [one, other].map(asked({ state: 'asks', progress: 0, why: 'day-full' })) }],
    [
      'them',
      499,
      {
        kind: 'album',
        photos: [one, asked({ state: 'failed', progress: 0, why: 'wrong-size' })(other), clip],
      },
    ],
    ['them', 498, { kind: 'album', photos: [one, other].map(asked({ state: 'paused', progress: 0.4 })) }],
    [
      'them',
      497,
      { kind: 'album', photos: [one, other].map(asked({ state: 'withheld', progress: 0, why: 'before-our-time' })) },
    ],
    [
      'me',
      120,
      { kind: 'file', file: file('Letter.odt', 31_000) },
      { delivery: { name: 'arriving', of: 'files', arrivedCount: 0, totalCount: 1 } },
    ],
  ];
}
