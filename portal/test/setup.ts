import { cleanup } from '@solidjs/testing-library';
import { afterEach } from 'vitest';

// Nothing a test has drawn is there for the next one.
afterEach(() => cleanup());
