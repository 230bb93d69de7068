import { HINTS_MAX, HINTS_PER_BUCKET_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { bucketOf } from './distance.ts';
import type { Link } from './k-bucket.ts';

/**
 * Which links to remember for the next start, so that the configured seeds are needed once: seeds only, the oldest first, since
 * what lived long lives longer, and of each distance some, so that no single neighbourhood fills the list.
 */
export function chooseHints(self: Hashname, links: Iterable<Link>): readonly Link[] {
  const chosen: Link[] = [];
  const countByBucket = new Map<number, number>();
  for (const link of [...links].sort((a, b) => a.sinceMs - b.sinceMs)) {
    const bucket = bucketOf(self, link.hashname) ?? 0;
    const count = countByBucket.get(bucket) ?? 0;
    if (!link.isSeed || count >= HINTS_PER_BUCKET_MAX || chosen.length >= HINTS_MAX) continue;
    countByBucket.set(bucket, count + 1);
    chosen.push(link);
  }
  return chosen;
}
