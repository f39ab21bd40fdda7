import { useLayoutEffect, useRef } from 'preact/hooks';
import { PlainText } from '../components/PlainText.tsx';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { headOf } from '../shownText.ts';
import { type Blocks, growBlocks, noBlocks } from './blocks.ts';
import { type MarkdownEnv, renderMarkdown } from './renderMarkdown.ts';

/** A longer block's code is coloured only once it is finished, because its colours are made anew with each word. */
const LIVE_COLOURS_LENGTH = 8_000;
/** What stands behind it is shown as it is: no model means so much Markdown, and parsing more could stop the page. */
const MARKDOWN_LENGTH = 100_000;

/** A text as inert Markdown. `live`: it is still growing. Blocks that are finished are never rendered again. */
export function Markdown({ text, live }: { readonly text: string; readonly live: boolean }) {
  const blocks = useRef<Blocks>(noBlocks);
  const env = useRef<MarkdownEnv>({});
  const whole = text.replace(/\r\n?/g, '\n');
  const head = headOf(whole, MARKDOWN_LENGTH);
  blocks.current = growBlocks(blocks.current, head);
  const { finished, rest } = blocks.current;
  const last = rest.trimEnd();
  // One list with keys: a block that is finished stays the same element, and is not drawn again for that.
  return (
    <div class="markdown">
      {(last ? [...finished, last] : finished).map((source, place) => (
        <Block key={place} source={source} live={live && place === finished.length} env={env.current} />
      ))}
      {head.length < whole.length && (
        <div class="block plain" dir="auto">
          <PlainText text={whole.slice(head.length)} />
        </div>
      )}
    </div>
  );
}

interface BlockProps {
  readonly source: string;
  /** It is still growing. */
  readonly live: boolean;
  readonly env: MarkdownEnv;
}

const Block = memo(({ source, live, env }: BlockProps) => {
  const { codeTools, formulas, fileLinks } = usePage();
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    formulas.show(element.current);
    if (!live) fileLinks.show(element.current);
  });
  const html = renderMarkdown(source, env, live && source.length > LIVE_COLOURS_LENGTH, live ? '' : codeTools);
  if (html !== undefined) return <div ref={element} class="block" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
  return (
    <div class="block plain" dir="auto">
      <PlainText text={source} />
    </div>
  );
});
