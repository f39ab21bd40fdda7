import { useLayoutEffect, useRef } from 'preact/hooks';
import { renderMarkdown } from '../../../src/webview/markdown/renderMarkdown.ts';
import { usePage } from '../../../src/webview/pageContext.ts';

/** What the bench compares with: the whole text is rendered again at each delta, and nothing is kept. */
export function Markdown({ text, live }: { readonly text: string; readonly live: boolean }) {
  const { codeTools, formulas, fileLinks } = usePage();
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    formulas.show(element.current);
    if (!live) fileLinks.show(element.current);
  });
  const html = renderMarkdown(text, {}, false, live ? '' : codeTools) ?? '';
  return <div ref={element} class="markdown" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
