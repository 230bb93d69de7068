import type { Pages } from './encrypted-pages.ts';
import type { StoredRow } from './records.ts';
import { SCHEMA, type Shape, valuesIn } from './shapes.ts';
import { readTreePage, type TreePage } from './tree-pages.ts';

/** Which page belongs to which table, as far as that can be found. */
export interface PageOwners {
  /** By page. */
  readonly owners: ReadonlyMap<number, Shape>;
  /** Tables of which a page with rows is lost. */
  readonly harmed: ReadonlySet<string>;
}

/**
 * Follows every tree from where it begins. Pages that no tree leads to, since a page above them is lost, are told by what their rows
 * look like: all of them must fit one table, and no other one.
 */
export function ownersOf(pages: Pages, shapes: readonly Shape[]): PageOwners {
  const byName = new Map(shapes.map((shape) => [shape.name, shape]));
  const owners = new Map<number, Shape>();
  const lost: (Branch & { readonly name: string })[] = [];
  const strays = new Set<string>();
  const seen = new Set<number>();
  const roots = rootsIn(pages, byName.get(SCHEMA));
  for (const { name, root } of roots) {
    const shape = byName.get(name);
    const waiting: Branch[] = [{ page: root, besides: [] }];
    for (let branch = waiting.pop(); branch !== undefined; branch = waiting.pop()) {
      const { page } = branch;
      if (seen.has(page)) continue;
      seen.add(page);
      const tree = readTreePage(pages, page);
      if (tree === undefined) lost.push({ name, ...branch });
      if (tree !== undefined && shape !== undefined) owners.set(page, shape);
      for (const overflow of tree?.overflow ?? []) seen.add(overflow);
      const besides = tree?.children ?? [];
      waiting.push(...besides.map((child) => ({ page: child, besides })));
    }
  }
  const unreadable: number[] = [];
  for (let page = 1; page <= pages.count; page += 1) {
    if (seen.has(page)) continue;
    const tree = readTreePage(pages, page);
    const shape = tree && shapeOf(tree, shapes);
    for (const overflow of tree?.overflow ?? []) seen.add(overflow);
    if (shape !== undefined) strays.add(shape.name);
    if (shape !== undefined) owners.set(page, shape);
    if (tree === undefined && pages.read(page) === undefined) unreadable.push(page);
  }
  // What nothing names any more may be of any table of which a page that led to others is lost.
  const areStraysLost = unreadable.some((page) => !seen.has(page));
  const isRowLost = ({ name, besides }: (typeof lost)[number]) =>
    areStraysLost || byName.get(name)?.isTable !== true || !isAbove(pages, besides, strays.has(name));
  const known = new Set(roots.map(({ name }) => name));
  const unknown = shapes.filter(({ name, hasRows }) => hasRows && !known.has(name)); // nobody can say where these began
  return { owners, harmed: new Set([...unknown, ...lost.filter(isRowLost)].map(({ name }) => name)) };
}

/** A page and those that the page above it names, itself among them. */
interface Branch {
  readonly page: number;
  readonly besides: readonly number[];
}

/**
 * Whether a lost page of a table only led to others, as those beside it do, and had no rows: all leaves of a tree lie equally deep. Where
 * none of them can be read, rows of the table that no tree leads to say that it did.
 */
function isAbove(pages: Pages, besides: readonly number[], hasStrays: boolean): boolean {
  const readable = besides.map((page) => readTreePage(pages, page)).find((tree) => tree !== undefined);
  return readable === undefined ? hasStrays : readable.children.length > 0;
}

interface Root {
  readonly name: string;
  readonly root: number;
}

/** What SQLite's own table says of all others, from every page that can only be one of its. */
function rootsIn(pages: Pages, schema: Shape | undefined): readonly Root[] {
  const roots: Root[] = [{ name: SCHEMA, root: 1 }];
  for (let page = 1; schema !== undefined && page <= pages.count; page += 1) {
    const tree = readTreePage(pages, page);
    if (tree?.isTable !== true) continue;
    const rows = tree.rows.filter((row) => isSchemaRow(schema, row));
    if (rows.length < tree.rows.length) continue;
    for (const { values } of rows) {
      const [, name, , root] = values;
      if (typeof name === 'string' && typeof root === 'number' && root > 1) roots.push({ name, root });
    }
  }
  return roots;
}

const SCHEMA_TYPES = ['table', 'index', 'view', 'trigger'];

function isSchemaRow(schema: Shape, row: StoredRow): boolean {
  return valuesIn(schema, row) !== undefined && SCHEMA_TYPES.some((type) => row.values[0] === type);
}

function shapeOf(tree: TreePage, shapes: readonly Shape[]): Shape | undefined {
  if (tree.rows.length === 0) return undefined;
  const [found, another] = shapes.filter(
    (shape) => shape.isTable === tree.isTable && tree.rows.every((row) => valuesIn(shape, row) !== undefined),
  );
  return another === undefined ? found : undefined;
}
