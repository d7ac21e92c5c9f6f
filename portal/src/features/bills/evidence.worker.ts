import { openEvidence } from '@hashyard/rating';
import { serveEvidence } from '@hashyard/ui/worker';

/** Reads and recomputes a bill's evidence off the page's thread, by the rating that billed it. */
serveEvidence(openEvidence);
