import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Noto Sans (OFL), embedded into every document: it looks the same everywhere, and names may have any European letter. */
const folder = '@expo-google-fonts/noto-sans';
const read = (file: string): Buffer => readFileSync(createRequire(import.meta.url).resolve(`${folder}/${file}`));

export const fonts = {
  regular: read('400Regular/NotoSans_400Regular.ttf'),
  bold: read('600SemiBold/NotoSans_600SemiBold.ttf'),
};
