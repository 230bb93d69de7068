import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Writes a photo that no other equals, as large as noise makes it, and says where. */
export async function newPhoto(folder: string, name: string, edgePx: number): Promise<string> {
  const file = join(folder, `${name}.jpg`);
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const image = sharp({
    create: { width: edgePx, height: Math.round(edgePx * 0.75), channels: 3, background: '#336699', noise },
  });
  await writeFile(file, await image.jpeg({ quality: 92 }).toBuffer());
  return file;
}
