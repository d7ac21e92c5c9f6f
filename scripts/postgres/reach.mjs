// Who runs the server and where its files may lie: PostgreSQL refuses to run as root, and the user it then runs as
// must be able to enter every folder above the data.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** @typedef {{ readonly uid: number, readonly gid: number }} User */

export const isRoot = process.getuid?.() === 0;

/**
 * The user the server runs as, null for ourselves. Data that belongs to somebody already keeps its owner.
 * @param {string} data
 * @returns {User | null}
 */
export function serverUser(data) {
  if (!isRoot) return null;
  const { uid, gid } = existsSync(data) ? statSync(data) : { uid: 0, gid: 0 };
  return uid === 0 ? nobody() : { uid, gid };
}

/** The system's user without rights: 65534 nearly everywhere, elsewhere what /etc/passwd says. */
function nobody() {
  const listed = existsSync('/etc/passwd') && /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return listed ? { uid: Number(listed[1]), gid: Number(listed[2]) } : { uid: 65534, gid: 65534 };
}

/**
 * Whether a user can enter a folder. The shell is asked, because mode bits alone don't know access lists or mounts.
 * @param {string} folder
 * @param {User | null} user
 */
export function canEnter(folder, user) {
  return user === null || spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0;
}

/**
 * The folder itself, or, when the server's user can't get there, one of the same name in a place that it reaches.
 * @param {string} dir made with mode 0711 (root) or 0700, when it is missing
 */
export function reachableFolder(dir) {
  makeFolder(dir);
  const user = serverUser(join(dir, 'data'));
  if (canEnter(dir, user)) return dir;
  const hash = createHash('sha256').update(dir).digest('hex').slice(0, 12);
  const elsewhere = join(sharedFolder(), `${basename(dirname(dir))}-${basename(dir)}-${hash}`.replace(/^\.+/, ''));
  makeFolder(elsewhere);
  return elsewhere;
}

/**
 * Makes a folder if there is none, with a mode that doesn't depend on the umask. One that is there is left as it is.
 * @param {string} folder
 */
function makeFolder(folder, mode = isRoot ? 0o711 : 0o700) {
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, mode);
}

/** Root's folder for what a server user must reach. Not in /tmp if it can be helped: that is emptied at a restart. */
export function sharedFolder() {
  for (const folder of ['/var/lib/hashyard', join(tmpdir(), 'hashyard'), '/tmp/hashyard']) {
    if (isOursAndOpen(folder)) return folder;
  }
  throw new Error(
    'Neither /var/lib nor /tmp has a place for PostgreSQL: set DATABASE_URL, or HASHYARD_HOME to an open folder.',
  );
}

/** @param {string} folder */
function isOursAndOpen(folder) {
  try {
    makeFolder(folder, 0o755);
  } catch {
    return false; // read-only or foreign: the next candidate may do
  }
  const stat = lstatSync(folder); // in /tmp somebody else could have been there first
  return stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0 && canEnter(folder, nobody());
}
