import { describe, expect, it } from 'vitest';
import { distCalls } from './dist-targets.mjs';
import config from './electron-builder.config.mjs';

describe('what npm run dist asks for', () => {
  it('is all of the configuration in one call, which writes one update feed', () => {
    expect(distCalls([], { platform: 'win32', arch: 'x64', isGiven: false }, config)).toEqual([[]]);
  });

  it('is never a package for another processor than that of the Electron that was given', () => {
    expect(distCalls([], { platform: 'linux', arch: 'x64', isGiven: true }, config)).toEqual([
      ['--linux', 'AppImage', '--x64'],
      ['--linux', 'deb', '--x64'],
      ['--linux', 'tar.gz', '--x64'],
    ]);
    expect(distCalls([], { platform: 'darwin', arch: 'arm64', isGiven: true }, config)).toEqual([
      ['--mac', 'dmg', '--arm64'],
      ['--mac', 'zip', '--arm64'],
    ]);
  });

  it('is what was named, where something was', () => {
    const args = ['--linux', 'tar.gz', '--x64'];
    expect(distCalls(args, { platform: 'linux', arch: 'x64', isGiven: true }, config)).toEqual([args]);
    expect(distCalls(['--dir'], { platform: 'linux', arch: 'x64', isGiven: true }, config)).toEqual([['--dir']]);
  });
});
