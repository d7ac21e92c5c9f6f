// node scripts/try-package.ts [NODE]: packs the package as it would be published, unpacks it in a temporary folder beside its
// one dependency, and lets NODE (20 or later; this one by default) verify all golden bundles with the packed command.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.argv[2] ?? process.execPath;
const folder = mkdtempSync(join(tmpdir(), 'rating-packed-'));
try {
  execFileSync('npx', ['-y', 'pnpm@12.21.0', 'pack', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [tarball = ''] = readdirSync(folder);
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder]);
  const unpacked = join(folder, 'package');
  mkdirSync(join(unpacked, 'node_modules'));
  symlinkSync(
    realpathSync(join(root, 'node_modules/temporal-polyfill')),
    join(unpacked, 'node_modules/temporal-polyfill'),
  );
  const { bin } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const golden = join(root, 'test/golden');
  const bundles = readdirSync(golden).filter((file) => file.endsWith('.json'));
  execFileSync(node, [join(unpacked, bin['hashyard-rating'] ?? ''), 'verify', ...bundles], {
    cwd: golden,
    stdio: 'inherit',
  });
  const version = execFileSync(node, ['--version']).toString().trim();
  console.log(`${tarball} verifies ${bundles.length} bundles on Node ${version}`);
} finally {
  rmSync(folder, { recursive: true });
}
