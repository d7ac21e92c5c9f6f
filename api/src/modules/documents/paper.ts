import PDFDocument from 'pdfkit';
import { ascentShare, type FaceName, fontFile, type Weight } from './fonts.ts';
import { isPlain, lettersOf } from './letters.ts';
import { linesOf, type Run } from './lines.ts';
import { type EmbeddedFont, makeReadable } from './readable.ts';

type TextOptions = { readonly width: number; readonly align?: 'left' | 'right' };
type PaperHead = {
  readonly title: string;
  readonly author: string;
  /** The paper's only time: the same rows give the same bytes. */
  readonly at: Date;
};

export const paperColors = { grey: '#6b7280', rule: '#d4d4d8' } as const;

/** The shaper gets a whole run at once: word by word it would keep right-to-left words in the wrong order. */
const AT_ONCE = { features: [] as PDFKit.Mixins.OpenTypeFeatures[] };

/** An A4 document in our faces, `regular` and `bold`, that can write names in more scripts than one face has. */
export class Paper extends PDFDocument {
  #weight: Weight = 'regular';
  readonly #faces = new Set<string>();

  constructor({ title, author, at }: PaperHead) {
    super({
      size: 'A4',
      pdfVersion: '1.7',
      margins: { top: 50, bottom: 0, left: 50, right: 50 },
      bufferPages: true,
      lang: 'en',
      info: { Title: title, Author: author, CreationDate: at, ModDate: at },
    });
  }

  /** Sets the face that texts are written in from here on. */
  face(weight: Weight): this {
    this.#weight = weight;
    return this.#setFace('main');
  }

  /** Writes a text whatever its letters; `text` is for what is known to be plain. */
  write(text: string, x: number, y: number, { width, align = 'left' }: TextOptions): this {
    if (isPlain(text)) return this.text(text, x, y, { width, align });
    // One line's height and foot for all faces.
    const height = this.currentLineHeight(true);
    const foot = this.currentLineHeight() * ascentShare();
    const widthOf = ({ face, text: run }: Run) => this.#setFace(face).widthOfString(run, AT_ONCE);
    let top = y;
    for (const paragraph of text.split('\n')) {
      if (paragraph === '') top += height;
      for (const runs of linesOf(lettersOf(paragraph), width, widthOf)) {
        const widths = runs.map(widthOf);
        let at = align === 'right' ? x + width - widths.reduce((sum, own) => sum + own, 0) : x;
        runs.forEach((run, index) => {
          this.#place(run, at, top + foot);
          at += widths[index] ?? 0;
        });
        top += height;
      }
    }
    this.#setFace('main');
    this.x = x;
    this.y = top;
    return this;
  }

  /** How high a text stands in a column of this width. */
  heightOf(text: string, width: number): number {
    if (isPlain(text)) return this.heightOfString(text, { width });
    const widthOf = ({ face, text: run }: Run) => this.#setFace(face).widthOfString(run, AT_ONCE);
    const lines = text
      .split('\n')
      .reduce((count, part) => count + Math.max(1, linesOf(lettersOf(part), width, widthOf).length), 0);
    return lines * this.#setFace('main').currentLineHeight(true);
  }

  #place({ face, text }: Run, x: number, y: number): void {
    this.#setFace(face).text(text, x, y, { ...AT_ONCE, lineBreak: false, baseline: 'alphabetic' });
  }

  /** A face is registered by its first letter: some are large, and most papers need one. */
  #setFace(name: FaceName): this {
    const known = `${name}-${this.#weight}`;
    if (this.#faces.has(known)) return this.font(known);
    this.#faces.add(known);
    this.registerFont(known, fontFile(name, this.#weight)).font(known);
    // The types leave out the font that is set.
    makeReadable((this as unknown as { readonly _font: EmbeddedFont })._font);
    return this;
  }

  /** Writes at the foot of each page what it is of and which it is. Once all is drawn. */
  numberPages(label: string): void {
    const { count } = this.bufferedPageRange();
    this.face('regular').fontSize(8).fillColor(paperColors.grey);
    for (let index = 0; index < count; index++) {
      this.switchToPage(index);
      const { width, height } = this.page;
      const text = `${label}, page ${index + 1} of ${count}`;
      this.text(text, 50, height - 42, { width: width - 100, align: 'right', lineBreak: false });
    }
  }

  /** All bytes, once the paper has ended. Ask before it is drawn, end it after. */
  bytes(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      this.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.on('end', () => resolve(Buffer.concat(chunks)));
      this.on('error', reject);
    });
  }
}
