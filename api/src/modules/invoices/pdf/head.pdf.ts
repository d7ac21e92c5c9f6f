import { type Paper, paperColors } from '../../documents/index.ts';

export type HeadView = {
  readonly title: string;
  /** The host's, a PNG. */
  readonly logo: Buffer | null;
  readonly seller: readonly string[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly billToLabel: string;
  readonly billTo: readonly string[];
};

const page = { left: 50, right: 545, top: 50 };
const width = page.right - page.left;
const { grey } = paperColors;

/** The host and what the paper is, side by side; below them who it is for. */
export function drawHead(paper: Paper, view: HeadView): void {
  if (view.logo) paper.image(view.logo, page.left, page.top, { fit: [180, 40] });
  const top = view.logo ? page.top + 52 : page.top;
  paper.face('bold').fontSize(20).text(view.title, page.left, top);
  block(paper, view.seller, page.left, top + 34, 240);
  const sellerEnd = paper.y;
  paper.y = page.top + 4;
  for (const [label, value] of view.facts) {
    const { y } = paper;
    paper.face('regular').fontSize(9).fillColor(grey).text(label, 330, y, { width: 70 });
    paper.fillColor('black').write(value, 400, y, { width: 145 });
  }
  const y = Math.max(sellerEnd, paper.y) + 18;
  paper.face('regular').fontSize(9).fillColor(grey).text(view.billToLabel, page.left, y);
  block(paper, view.billTo, page.left, y + 14, width);
  paper.y += 22;
}

/** Lines of an address, the first of them in bold. */
function block(paper: Paper, lines: readonly string[], x: number, y: number, blockWidth: number): void {
  paper.fillColor('black').fontSize(10);
  lines.forEach((line, index) =>
    paper.face(index === 0 ? 'bold' : 'regular').write(line, x, index === 0 ? y : paper.y, { width: blockWidth }),
  );
}
