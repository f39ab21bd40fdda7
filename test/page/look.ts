import type { Page } from 'playwright-core';

/**
 * What a person would find ugly or unusable in the page as it stands, one line each: text that runs out of the window, text upon
 * text, text that is cut without a sign of it, and a focus that cannot be seen.
 */
export async function findUglyThings(page: Page): Promise<readonly string[]> {
  await page.evaluate(IN_PAGE);
  // From the first key on the browser shows the focus wherever a script puts it.
  await page.keyboard.press('Shift');
  return page.evaluate<readonly string[]>('findUglyThings()');
}

/** Only the part that needs no keyboard: what is too wide, cut or drawn twice over. */
export async function findMisplacedText(page: Page): Promise<readonly string[]> {
  await page.evaluate(IN_PAGE);
  return page.evaluate<readonly string[]>('findMisplacedText()');
}

/** Runs in the page; as a string, because the bundler's helpers for named functions are not there. */
const IN_PAGE = String.raw`
(() => {
  const NEARLY = 1; // Pixels: widths are fractions, scrollWidth is a whole number.
  const TOUCH = 4; // Two lines that stand close share a few pixels of their boxes.
  /** What floats above the text on purpose, with a ground of its own. */
  const FLOATS = '.jump, .step-tools, [data-floats]';
  const isShown = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  const nameOf = element => {
    const words = (element.getAttribute('aria-label') || element.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return element.tagName.toLowerCase() + (element.classList.length ? '.' + [...element.classList].join('.') : '') + ' “' + words + '”';
  };
  const elements = () => [document.documentElement, ...document.documentElement.querySelectorAll('*')].filter(isShown);

  const clips = style => style.overflowX !== 'visible' || style.overflowY !== 'visible';
  const intersect = (a, b) => ({
    left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom),
  });
  const isLarge = ({ left, top, right, bottom }, size) => right - left > size && bottom - top > size;

  /** The lines of each text node, as far as they can be seen. */
  const textLines = () => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !isShown(element) || element.closest('.visually-hidden, select, script, style, math, ' + FLOATS)) continue;
      const scrollers = [];
      for (let one = element; one && one.id !== 'root'; one = one.parentElement) if (clips(getComputedStyle(one))) scrollers.push(one.getBoundingClientRect());
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const whole of range.getClientRects()) {
        const rect = scrollers.reduce(intersect, whole);
        if (isLarge(rect, 0)) lines.push({ element, node, rect });
      }
    }
    return lines;
  };

  const findTextUponText = lines => {
    const faults = new Set();
    lines.forEach((one, place) => {
      for (const other of lines.slice(place + 1)) {
        if (one.node !== other.node && isLarge(intersect(one.rect, other.rect), TOUCH)) faults.add('text upon text: ' + nameOf(one.element) + ' and ' + nameOf(other.element));
      }
    });
    return [...faults];
  };

  const findTooWide = lines => [
    ...[document.documentElement, document.body].filter(one => one.scrollWidth > one.clientWidth + NEARLY).map(one => 'too wide: ' + nameOf(one)),
    ...lines.filter(({ rect }) => rect.right > innerWidth + NEARLY || rect.left < -NEARLY).map(({ element }) => 'outside the window: ' + nameOf(element)),
  ];

  const isHidden = overflow => overflow === 'hidden' || overflow === 'clip';
  const isCut = element => {
    const style = getComputedStyle(element);
    if (element.matches('.visually-hidden, html, body, option') || style.display === 'inline') return false;
    const sides = isHidden(style.overflowX) && element.scrollWidth > element.clientWidth + NEARLY && style.textOverflow !== 'ellipsis';
    const below = isHidden(style.overflowY) && element.scrollHeight > element.clientHeight + NEARLY && style.textOverflow !== 'ellipsis' && style.webkitLineClamp === 'none';
    return sides || below;
  };
  const findCut = () => elements().filter(isCut).map(element => 'cut: ' + nameOf(element));

  window.findMisplacedText = () => {
    const lines = textLines();
    return [...findTooWide(lines), ...findCut(), ...findTextUponText(lines)];
  };

  const FOCUSABLE = 'button, select, textarea, input, a[href], [tabindex="0"]';
  const LOOK = ['outlineStyle', 'outlineWidth', 'outlineColor', 'borderTopColor', 'borderBottomColor', 'boxShadow', 'backgroundColor', 'textDecorationLine'];
  const lookOf = (element, pseudo) => LOOK.map(name => getComputedStyle(element, pseudo)[name]).join();
  const wholeLook = element => {
    const around = [element.parentElement, element.parentElement?.parentElement].filter(Boolean);
    return [lookOf(element), lookOf(element, '::before'), lookOf(element, '::after'), ...around.map(one => lookOf(one))].join('|');
  };
  const findUnseenFocus = () => {
    const before = document.activeElement;
    const unseen = [...document.querySelectorAll(FOCUSABLE)].filter(isShown).filter(element => {
      before?.blur?.();
      document.activeElement?.blur?.();
      const plain = wholeLook(element);
      element.focus({ preventScroll: true });
      return document.activeElement === element && wholeLook(element) === plain;
    });
    if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
    else document.activeElement?.blur?.();
    return unseen.map(element => 'focus not to be seen: ' + nameOf(element));
  };
  window.findUglyThings = () => [...window.findMisplacedText(), ...findUnseenFocus()];
})();`;
