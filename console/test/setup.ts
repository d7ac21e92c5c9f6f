import { cleanup } from '@solidjs/testing-library';
import { afterEach, beforeEach, vi } from 'vitest';

// jsdom lays nothing out, scrolls nowhere and knows no media: a table's virtual rows need a window to fill.
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('scrollTo', () => {});
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200);
});

// Nothing a test has drawn, stored or stubbed is there for the next one.
afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
