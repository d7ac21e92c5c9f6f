// How our server is set up; by PostgreSQL's names, given on its command line so that an old cluster has them too.
import { statfsSync } from 'node:fs';

/** Below this many bytes /dev/shm is a container's default, and one parallel query can fill it. */
const enoughSharedMemory = 256 * 1024 * 1024;

/** @param {number} port @param {boolean} isVolatile */
export const ourSettings = (port, isVolatile) => ({
  listen_addresses: '127.0.0.1',
  port: String(port),
  unix_socket_directories: '',
  dynamic_shared_memory_type: hasSharedMemory() ? 'posix' : 'mmap',
  wal_compression: 'pglz', // the bundled server is built without lz4
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...(isVolatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
});

function hasSharedMemory() {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= enoughSharedMemory;
  } catch {
    return false; // no such thing here; a file does as well
  }
}

/** What the server's programs see of our environment: nothing of it is theirs to know, and PG* variables would change them. */
export const serverEnv = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });
