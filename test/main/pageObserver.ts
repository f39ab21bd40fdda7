import type { Frame, Locator } from 'playwright-core';

/** How long the text of a step was, and when: milliseconds since 1970, as the proxy counts them. */
export interface ObservedLength {
  readonly atMs: number;
  readonly step: number;
  readonly length: number;
}

/** Runs in the page: writes down every change of every step's text, from now on. */
function observe(): void {
  const lengths: ObservedLength[] = [];
  const latest = new Map<number, number>();
  const look = (): void => {
    for (const button of document.querySelectorAll('button[aria-controls]')) {
      const name = button.getAttribute('aria-label') ?? button.textContent ?? '';
      const step = Number(/Step (\d+): /.exec(name)?.[1]);
      const length = titleLength(button) + bodyLength(document.getElementById(button.getAttribute('aria-controls') ?? ''));
      if (!step || length === (latest.get(step) ?? 0)) continue;
      latest.set(step, length);
      lengths.push({ atMs: performance.timeOrigin + performance.now(), step, length });
    }
  };
  /** Before its title comes, a step is called something that the model has not said. */
  function titleLength(button: Element): number {
    const title = button.querySelector('.step-title')?.textContent ?? '';
    return title === 'Thinking…' ? 0 : title.length;
  }
  /** Nor has the model said what the page waits for. */
  function bodyLength(body: Element | null): number {
    const waiting = [...(body?.querySelectorAll('.waiting') ?? [])].reduce((sum, part) => sum + (part.textContent?.length ?? 0), 0);
    return (body?.textContent?.length ?? 0) - waiting;
  }
  Object.assign(globalThis, { observedLengths: lengths });
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** Begins to watch the page that `inside` lies in, and gives a way to read what was seen. */
export async function observePage(inside: Locator): Promise<() => Promise<readonly ObservedLength[]>> {
  const frame: Frame | null | undefined = await (await inside.elementHandle())?.ownerFrame();
  if (!frame) throw new Error('The page is not there yet.');
  // The loader of the tests keeps the names of functions by a helper that the page does not have.
  await frame.evaluate('globalThis.__name = named => named');
  await frame.evaluate(observe);
  return () => frame.evaluate(() => (globalThis as unknown as { observedLengths: ObservedLength[] }).observedLengths);
}
