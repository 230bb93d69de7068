import type { Connection, SqlRow } from '../connection.ts';
import { integerOf, textOf } from '../row-values.ts';
import type { StoredRecord, StoredRow, StoredValue } from './records.ts';

/** Table of SQLite's own that names all others and where they begin. */
export const SCHEMA = 'sqlite_schema';

type Kind = 'INTEGER' | 'TEXT' | 'BLOB';

export interface Column {
  readonly name: string;
  /** Undefined where the table says nothing. */
  readonly kind: Kind | undefined;
  readonly mayBeNull: boolean;
  /** It may be missing at the end of a row that was written before the column was there. */
  readonly mayLack: boolean;
  /** It is not in the row: the row's number is its value. */
  readonly isRowid: boolean;
}

/** What the rows of one table or index look like, its columns in the order in which they are stored. */
export interface Shape {
  readonly name: string;
  readonly isTable: boolean;
  /** False for an index: what it says is in its table too. */
  readonly hasRows: boolean;
  readonly columns: readonly Column[];
}

const FULL_TEXT: readonly [string, readonly Kind[]][] = [
  ['search_idx', ['INTEGER', 'BLOB', 'INTEGER']],
  ['search_config', ['TEXT', 'INTEGER']],
];
const SCHEMA_KINDS: readonly Kind[] = ['TEXT', 'TEXT', 'TEXT', 'INTEGER', 'TEXT'];

/** Shapes of everything in a database of this version. */
export function shapesOf(connection: Connection): readonly Shape[] {
  const tables = connection.all(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'",
  );
  return [
    plainShape(SCHEMA, SCHEMA_KINDS, true),
    ...tables.flatMap((row) => tableShapes(connection, textOf(row, 'name'), textOf(row, 'sql'))),
  ];
}

function plainShape(name: string, kinds: readonly Kind[], isTable: boolean): Shape {
  const columns = kinds.map((kind, n) => {
    return { name: String(n), kind, mayBeNull: name === SCHEMA && n === 4, mayLack: false, isRowid: false };
  });
  return { name, isTable, hasRows: true, columns };
}

function tableShapes(connection: Connection, name: string, sql: string): readonly Shape[] {
  const fullText = FULL_TEXT.find(([shadow]) => shadow === name);
  if (fullText !== undefined) return [plainShape(name, fullText[1], false)];
  const isTable = !sql.includes('WITHOUT ROWID');
  const rows = connection.all(`PRAGMA table_info("${name}")`);
  const keys = rows.filter((row) => integerOf(row, 'pk') > 0);
  const columns = rows.map((row) => columnOf(row, isTable && keys.length === 1));
  const byName = new Map(columns.map((column) => [column.name, column]));
  const inKey = [...keys].sort((a, b) => integerOf(a, 'pk') - integerOf(b, 'pk')).map((row) => textOf(row, 'name'));
  const keyFirst = [
    ...inKey.flatMap((key) => byName.get(key) ?? []),
    ...columns.filter((c) => !inKey.includes(c.name)),
  ];
  const own: Shape = { name, isTable, hasRows: true, columns: isTable ? withLacking(columns) : keyFirst };
  const indexes = connection
    .all(`PRAGMA index_list("${name}")`)
    .filter((row) => isTable || textOf(row, 'origin') !== 'pk')
    .map((row) => indexShape(connection, textOf(row, 'name'), byName));
  return [own, ...indexes];
}

const ROWID: Column = { name: 'rowid', kind: 'INTEGER', mayBeNull: false, mayLack: false, isRowid: false };

function indexShape(connection: Connection, name: string, byName: ReadonlyMap<string, Column>): Shape {
  const columns = connection
    .all(`PRAGMA index_xinfo("${name}")`)
    .map((row) => byName.get(typeof row.name === 'string' ? row.name : '') ?? ROWID)
    .map((column) => ({ ...column, isRowid: false, mayBeNull: column.mayBeNull && !column.isRowid }));
  return { name, isTable: false, hasRows: false, columns };
}

function columnOf(row: SqlRow, mayBeRowid: boolean): Column {
  const type = textOf(row, 'type');
  const kind = type === 'INTEGER' || type === 'TEXT' || type === 'BLOB' ? type : undefined;
  const isRowid = mayBeRowid && kind === 'INTEGER' && integerOf(row, 'pk') === 1;
  const mayBeNull = integerOf(row, 'notnull') === 0 && !isRowid;
  return { name: textOf(row, 'name'), kind, mayBeNull, mayLack: row.dflt_value !== null, isRowid };
}

/** Columns at the end that may be missing: those with something in their place, or nothing. */
function withLacking(columns: readonly Column[]): readonly Column[] {
  const last = columns.map(({ mayBeNull, mayLack }) => mayBeNull || mayLack).lastIndexOf(false);
  return columns.map((column, n) => ({ ...column, mayLack: n > last }));
}

/** Values by column where a row can be one of this table; undefined where it can't. */
export function valuesIn(shape: Shape, { rowid, values }: StoredRow): ReadonlyMap<string, StoredValue> | undefined {
  if (values.length > shape.columns.length || !fits(shape.columns, values)) return undefined;
  const named = shape.columns.slice(0, values.length).map(({ name, isRowid }, n): [string, StoredValue] => {
    return [name, isRowid ? (rowid ?? null) : (values[n] ?? null)];
  });
  return new Map(named);
}

function fits(columns: readonly Column[], values: StoredRecord): boolean {
  return columns.every((column, n) => {
    const value = values[n];
    if (value === undefined) return column.mayLack;
    if (column.isRowid) return value === null;
    return value === null ? column.mayBeNull : isOfKind(value, column.kind);
  });
}

function isOfKind(value: StoredValue, kind: Kind | undefined): boolean {
  if (kind === 'INTEGER') return typeof value === 'number';
  if (kind === 'TEXT') return typeof value === 'string';
  return kind === undefined || value instanceof Uint8Array;
}
