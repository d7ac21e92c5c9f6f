import type { KnipConfig } from 'knip';

/** Code generation finds a fragment by its text and users know it by its type, so its constant is used without an import. */
const withoutFragmentExports = (text: string) => text.replace(/export (const \w+ = graphql\(\s*`\s*fragment )/g, '$1');

/** Generated documents: whoever uses them or not, they are all there. */
const generated = 'src/gql/*.ts';
const app = { entry: [generated], project: ['src/**/*.{ts,tsx,css}'] };

const config: KnipConfig = {
  ignoreExportsUsedInFile: true,
  compilers: { tsx: withoutFragmentExports, ts: withoutFragmentExports },
  workspaces: {
    '.': {},
    api: {
      entry: ['src/{main,worker,migrate,seed,admin,offer-setup,print-schema}.ts'],
      project: ['src/**/*.ts', 'test/**/*.ts'],
      ignoreBinaries: ['pdftotext'],
      ignoreDependencies: ['@expo-google-fonts/.*'], // font files, opened by their path
    },
    bench: { entry: ['*.ts', '{client,floor}/*.ts'], ignoreBinaries: ['cc'] },
    collector: {
      entry: ['src/{main,cli}.ts', 'test/spool-writer.ts', generated],
      project: ['src/**/*.ts', 'test/**/*.ts'],
      ignoreBinaries: ['snmpsimd'],
    },
    console: app,
    e2e: { project: ['**/*.ts'] },
    portal: app,
    rating: { entry: ['src/cli.ts'], project: ['src/**/*.ts', 'test/**/*.ts'] },
    scripts: {
      entry: ['*.mjs', '{start,test,check}/main.mjs', 'check/codegen.mjs', 'start/{build-all,serve,vite}.mjs'],
      project: ['**/*.{mjs,ts}'],
    },
    simulator: { project: ['src/**/*.ts', 'test/**/*.ts'] },
    ui: { project: ['src/**/*.{ts,tsx,css}'] },
  },
};

export default config;
