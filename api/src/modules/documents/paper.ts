import PDFDocument from 'pdfkit';
import { fonts, hanFont } from './fonts.ts';
import { runsOf } from './letters.ts';

type TextOptions = PDFKit.Mixins.TextOptions;
type PaperHead = {
  readonly title: string;
  readonly author: string;
  /** The paper's only time: the same rows give the same bytes. */
  readonly at: Date;
};

export const paperColors = { grey: '#6b7280', rule: '#d4d4d8' } as const;

/** An A4 document in our faces, `regular` and `bold`, that can write names in more scripts than one face has. */
export class Paper extends PDFDocument {
  #face = 'regular';
  #hasHan = false;

  constructor({ title, author, at }: PaperHead) {
    super({
      size: 'A4',
      margins: { top: 50, bottom: 0, left: 50, right: 50 },
      bufferPages: true,
      lang: 'en',
      info: { Title: title, Author: author, CreationDate: at, ModDate: at },
    });
    this.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  }

  /** Sets the face that texts are written in from here on. */
  face(name: 'regular' | 'bold'): this {
    this.#face = name;
    return this.font(name);
  }

  /** Writes a text whatever its letters; `text` is for what is known to be plain. */
  write(text: string, x: number, y: number, options: TextOptions): this {
    const runs = runsOf(text);
    runs.forEach(({ face, text: run }, index) => {
      this.font(face === 'han' ? this.#han() : this.#face);
      const continued = index < runs.length - 1;
      if (index === 0) this.text(run, x, y, { ...options, continued });
      else this.text(run, { ...options, continued });
    });
    return this.font(this.#face);
  }

  /** Registered by its first letter: it is large, and most papers have none. */
  #han(): string {
    if (!this.#hasHan) this.registerFont('han', hanFont());
    this.#hasHan = true;
    return 'han';
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
