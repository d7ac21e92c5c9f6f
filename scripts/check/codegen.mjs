import { generate } from './generated.mjs';

await generate();
