import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PlainText } from '../components/PlainText.tsx';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { headOf } from '../shownText.ts';
import { growBlocks, noBlocks } from './blocks.ts';
import { type MarkdownEnv, renderMarkdown } from './renderMarkdown.ts';

/** A longer block's code is coloured only once it is finished, because its colours are made anew with each word. */
const LIVE_COLOURS_LENGTH = 8_000;
/** What stands behind it is shown as it is: no model means so much Markdown, and parsing more could stop the page. */
const MARKDOWN_LENGTH = 100_000;

interface MarkdownProps {
  readonly text: string;
  /** It is still growing. */
  readonly live: boolean;
}

/** A text as inert Markdown. Where much is shown at once, it is plain text until its turn comes. */
export function Markdown({ text, live }: MarkdownProps) {
  const isDue = useTurn(text, live);
  return <div class="markdown">{isDue ? <Blocks text={text} live={live} /> : <PlainBlock text={text} />}</div>;
}

/** Whether it is this text's turn to be drawn as Markdown: at once where it grows before the reader's eyes. */
function useTurn({ length }: string, live: boolean): boolean {
  const { drawingTurns } = usePage();
  const [isDue, setDue] = useState(() => live || drawingTurns.take(length));
  useEffect(() => (isDue ? undefined : drawingTurns.wait(length, () => setDue(true))), [isDue]);
  return isDue;
}

/** Blocks that are finished are never rendered again. */
function Blocks({ text, live }: MarkdownProps) {
  const blocks = useRef(noBlocks);
  const env = useRef<MarkdownEnv>({});
  const whole = text.replace(/\r\n?/g, '\n');
  const head = headOf(whole, MARKDOWN_LENGTH);
  blocks.current = growBlocks(blocks.current, head);
  const { finished, rest } = blocks.current;
  const last = rest.trimEnd();
  // One list with keys: a block that is finished stays the same element, and is not drawn again for that.
  return (
    <>
      {(last ? [...finished, last] : finished).map((source, place) => (
        <Block key={place} source={source} live={live && place === finished.length} env={env.current} />
      ))}
      {head.length < whole.length && <PlainBlock text={whole.slice(head.length)} />}
    </>
  );
}

const PlainBlock = ({ text }: { readonly text: string }) => (
  <div class="block plain" dir="auto">
    <PlainText text={text} />
  </div>
);

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
  return <PlainBlock text={source} />;
});
