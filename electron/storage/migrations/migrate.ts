import type { Connection } from '../connection.ts';

/** Version of the store's schema, kept by SQLite itself; 0 in a new file. */
export function versionOf(connection: Connection): number {
  const version = connection.pragma('user_version');
  if (typeof version !== 'number') throw new TypeError('user_version is no number');
  return version;
}

/** Brings the store up to the newest version, one transaction a step: a step that fails leaves the store where it was. */
export function migrate(connection: Connection, steps: readonly string[]): void {
  for (let version = versionOf(connection); version < steps.length; version += 1) {
    const step = steps[version] ?? '';
    connection.transaction(() => {
      connection.script(step);
      connection.pragma(`user_version = ${version + 1}`);
    });
  }
}
