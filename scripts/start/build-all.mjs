import { progress } from '../progress.mjs';
import { allTargets, build } from './build.mjs';

const { say, during } = progress();
await during('building', () => build(allTargets, say)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
