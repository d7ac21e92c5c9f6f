import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const read = (file: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/${file}`));

/**
 * The faces of every paper (OFL), embedded as subsets, so that it looks the same everywhere: Noto Sans for Latin, Greek,
 * Cyrillic and Devanagari. ZCOOL XiaoWei, 6 MB and read when it is first needed, for simplified Chinese.
 */
export const fonts = {
  regular: read('noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: read('noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
};

let han: Buffer | undefined;
export const hanFont = (): Buffer => (han ??= read('zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf'));
