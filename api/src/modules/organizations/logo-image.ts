import sharp from 'sharp';

/** What a person may upload, decoded. */
const mostBytes = 512 * 1024;
/** A picture that says it is larger is refused before a pixel of it is unpacked. */
const mostPixels = 4096 * 4096;
/** As large as a mail or a page ever shows it, twice for fine screens. */
const widestPx = 640;
const within = { seconds: 5 };

/** The three formats by their first bytes: nothing else reaches a decoder. */
const beginnings = [
  (bytes: Buffer) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  (bytes: Buffer) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (bytes: Buffer) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
];

/**
 * Draws an uploaded logo anew as a PNG of ours: whatever else the file held (metadata, scripts, trailing archives) is
 * left behind. Null when it is no such picture.
 */
export async function redrawLogo(base64: string): Promise<Buffer | null> {
  if (base64.length > Math.ceil(mostBytes / 3) * 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > mostBytes || !beginnings.some((fits) => fits(bytes))) return null;
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize({ width: widestPx, height: widestPx, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .timeout(within)
      .toBuffer();
  } catch {
    return null; // The decoder's words are about its insides; to a person the file is just not usable.
  }
}
