import type { AppStateView, LookView, NoticeView, StartProblem, ThemeName } from '../../electron/bridge/contract.ts';
import { createFakeBridge, type FakeWorld } from './fake-bridge.ts';
import { hugeWorld } from './huge-world.ts';
import { READY, sampleWorld } from './sample-world.ts';

/**
 * The page with a bridge of its own, for developing and for pictures: `?scene=first-run`, `failed`, `empty`, `huge` or `family`
 * (the default), `&problem=` for a start problem, `&theme=dark`, `&language=ar`, `&contrast=high`, `&text=150` per cent, `&notes=1`,
 * `&network=offline` or a network problem.
 */
const asked = new URLSearchParams(window.location.search);

const SALVAGED: NoticeView[] = [{ name: 'salvaged', saved: 12_338, areMessagesHarmed: true, arePeopleHarmed: true }];
const NOTICES: NoticeView[] = [
  { name: 'key-in-file' },
  { name: 'no-rescue-words' },
  { name: 'port-changed', wanted: 42424, got: 42425 },
  { name: 'disk-full' },
];

function noticesAsked(): NoticeView[] {
  if (!asked.has('notes')) return [];
  return asked.get('notes') === 'salvaged' ? SALVAGED : NOTICES;
}

async function worldAsked(): Promise<FakeWorld> {
  const theme = (asked.get('theme') ?? 'system') as ThemeName; // a developer's word is taken
  const shown = { theme, notices: noticesAsked(), network: networkAsked() };
  switch (asked.get('scene')) {
    case 'first-run':
      return { state: { ...READY, ...shown, profile: null }, messagesById: new Map() };
    case 'starting':
      return { state: { phase: 'starting' }, messagesById: new Map() };
    case 'locked': {
      const why = asked.get('why') === 'key-missing' ? 'key-missing' : 'passphrase';
      return { state: { phase: 'locked', why }, messagesById: new Map() };
    }
    case 'failed': {
      const problem = (asked.get('problem') ?? 'folder-in-use') as StartProblem; // a developer's word is taken
      return { state: { phase: 'failed', problem, detail: '/home/maria/.config/Hashline' }, messagesById: new Map() };
    }
    case 'empty':
      return { state: { ...READY, ...shown }, messagesById: new Map() };
    case 'huge': {
      const world = hugeWorld(Date.now());
      return { ...world, state: { ...world.state, ...shown } as AppStateView }; // the sample is of a ready app
    }
    default: {
      const world = await sampleWorld(Date.now());
      return { ...world, state: { ...world.state, ...shown } as AppStateView }; // the sample is of a ready app
    }
  }
}

function networkAsked() {
  const network = asked.get('network');
  if (network === null) return READY.network;
  if (network === 'offline') return { state: 'offline' as const, detail: '' };
  return { state: 'failed' as const, detail: '0.0.0.0:42424', problem: network as 'port-taken' }; // a developer's word
}

function lookAsked() {
  const language = asked.get('language') as LookView['language'] | null; // a developer's word
  const contrast = asked.get('contrast') as LookView['contrast'] | null;
  return { ...(language !== null && { language }), ...(contrast !== null && { contrast }) };
}

document.documentElement.style.fontSize = `${asked.get('text') ?? 100}%`;
const world = await worldAsked();
Object.assign(window, { bridge: createFakeBridge(world, lookAsked()) });
await import('../start.ts');
