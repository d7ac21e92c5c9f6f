import bidiFactory from 'bidi-js';

/** The Unicode bidirectional algorithm. Its types say `default`, its module is the function itself. */
export const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
