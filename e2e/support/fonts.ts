import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OUT } from '../../build/places.mjs';

/** The only fonts of the pictures that are compared, whatever else a machine has: Debian's fonts-dejavu-core and fonts-noto-color-emoji. */
const FONTS = [
  '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
  '/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf',
  '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf',
  '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
];
const FOLDER = join(OUT, 'picture-fonts');

export const missingFonts = (): string[] => FONTS.filter((path) => !existsSync(path));

/** A folder with just these fonts, and what tells a program to see no others: its environment. */
export async function onlyTheseFonts(): Promise<Record<string, string>> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(join(FOLDER, 'fonts'), { recursive: true });
  for (const path of FONTS) await symlink(path, join(FOLDER, 'fonts', basename(path)));
  const conf = join(FOLDER, 'fonts.conf');
  await writeFile(conf, configuration());
  return { FONTCONFIG_FILE: conf };
}

function configuration(): string {
  const means = (family: string, font: string) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="assign" binding="strong"><string>${font}</string></edit></match>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(FOLDER, 'fonts')}</dir>
  <cachedir>${join(FOLDER, 'cache')}</cachedir>
  ${['system-ui', 'sans-serif', 'Sans', 'serif'].map((family) => means(family, 'DejaVu Sans')).join('\n  ')}
  ${['ui-monospace', 'monospace'].map((family) => means(family, 'DejaVu Sans Mono')).join('\n  ')}
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;
}
