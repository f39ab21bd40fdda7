import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { numberOf } from '../../engine/chains.ts';
import type { ReaderWords } from '../../engine/readerWords.ts';
import type { RunView } from '../../engine/session.ts';
import type { Translate } from '../../engine/translate.ts';
import { type Page, usePage } from '../pageContext.ts';
import { partKey } from '../partKey.ts';
import { shortTitle } from '../shortTitle.ts';
import { shownText } from '../shownText.ts';
import { rowAfter, type TreeRow, treeRows } from '../stepTree.ts';
import { Icon } from './Icon.tsx';

interface StepTreeProps {
  readonly run: RunView;
  /** The nodes of the way that is shown below. */
  readonly shown: ReadonlySet<string>;
  readonly chosen: Readonly<Record<string, boolean>>;
}

/** The steps of a search as a tree, as it grows; each opens its step in the way below. One tab stop for all of them. */
export function StepTree({ run, shown, chosen }: StepTreeProps) {
  const { language, choose } = usePage();
  const rows = treeRows(run, chosen);
  const [at, setAt] = useState<string>();
  const tree = useRef<HTMLDivElement>(null);
  const open = useOpenStep(run, setAt);
  useNewestInView(tree, run);
  const stop = (rows.find(({ key }) => key === at) ?? rows.findLast(({ step }) => shown.has(step.node)) ?? rows[0])?.key;
  return (
    <div
      ref={tree}
      class="tree"
      role="tree"
      aria-label={language.t('Steps as a tree')}
      onKeyDown={event => takeKey(event, { rows, open, setAt, choose })}
    >
      {rows.map(row => (
        <Row
          key={row.key}
          row={row}
          isStop={row.key === stop}
          isShown={shown.has(row.step.node)}
          onOpen={() => open(row)}
          onFold={() => choose(row.key, !row.isOpen)}
        />
      ))}
    </div>
  );
}

interface KeyParts {
  readonly rows: readonly TreeRow[];
  readonly open: (row: TreeRow) => void;
  readonly setAt: (key: string) => void;
  readonly choose: Page['choose'];
}

/** A key that was pressed in a row: it goes to another, folds it, or opens its step. */
function takeKey(event: TargetedKeyboardEvent<HTMLElement>, { rows, open, setAt, choose }: KeyParts): void {
  const place = rows.findIndex(({ key }) => key === document.activeElement?.id);
  const row = rows[place];
  if (!row) return;
  const next = rowAfter(event.key, rows, place);
  if (event.key === 'Enter' || event.key === ' ') open(row);
  else if (row.hasChildren && event.key === (row.isOpen ? 'ArrowLeft' : 'ArrowRight')) choose(row.key, !row.isOpen);
  else if (next) {
    setAt(next.key);
    document.getElementById(next.key)?.focus();
  } else return;
  event.preventDefault();
}

/** Shows the way that a row belongs to, its step opened and in view. */
function useOpenStep(run: RunView, setAt: (key: string) => void): (row: TreeRow) => void {
  const { choose, pick } = usePage();
  const wanted = useRef<string>(undefined);
  useLayoutEffect(() => {
    const part = wanted.current && document.querySelector(`[data-part="${CSS.escape(wanted.current)}"]`);
    if (!part) return;
    wanted.current = undefined;
    part.scrollIntoView({ block: 'nearest' });
  });
  return ({ key, step }) => {
    setAt(key);
    wanted.current = partKey(run, step);
    pick(run.runId, numberOf(step));
    choose(partKey(run, step), true);
  };
}

/** While the tree grows, its newest row stays in view, unless the reader is in it. */
function useNewestInView(tree: { readonly current: HTMLElement | null }, run: RunView): void {
  useLayoutEffect(() => {
    const element = tree.current;
    if (!element || run.status !== 'running' || element.matches(':hover, :focus-within')) return;
    const newest = [...element.querySelectorAll<HTMLElement>('.tree-going')].at(-1);
    if (newest) element.scrollTop = newest.offsetTop + newest.offsetHeight - element.clientHeight;
  });
}

interface RowProps {
  readonly row: TreeRow;
  /** It is the one that the Tab key leads to. */
  readonly isStop: boolean;
  readonly isShown: boolean;
  readonly onOpen: () => void;
  readonly onFold: () => void;
}

function Row({ row, isStop, isShown, onOpen, onFold }: RowProps) {
  const { language } = usePage();
  const { t } = language;
  const { step, level, partings, isBest, hasChildren, isOpen, came } = row;
  const isGoing = step.status === 'running' || step.status === 'waiting';
  const style = ['tree-row', isBest && 'tree-best', isShown && 'tree-shown', isGoing && 'tree-going'].filter(Boolean).join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for all its rows.
    <div
      id={row.key}
      class={style}
      role="treeitem"
      aria-level={level}
      aria-selected={isShown}
      aria-expanded={hasChildren ? isOpen : undefined}
      tabIndex={isStop ? 0 : -1}
      onClick={onOpen}
    >
      {Array.from({ length: partings }, (_, place) => (
        <span key={place} class="tree-guide" />
      ))}
      <Twistie hasChildren={hasChildren} isOpen={isOpen} onFold={onFold} />
      <span class="step-number" aria-hidden="true">
        {step.index + 1}
      </span>
      <span class="visually-hidden">{t('Step {number}: {title}', { number: step.index + 1, title: '' })}</span>
      <span class="tree-title" dir="auto">
        {titleOf(row, t)}
      </span>
      <span class="visually-hidden">{inWords(row, language)}</span>
      {came.length > 0 && (
        <span class="tree-came" aria-hidden="true">
          {shownText(came.join(', '))}
        </span>
      )}
      <span class="tree-facts" aria-hidden="true">
        {isGoing ? <span class="writing" /> : factsOf(row, language).join(' · ')}
      </span>
      {isBest && <Icon name="check" />}
    </div>
  );
}

interface TwistieProps {
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  readonly onFold: () => void;
}

/** For the hand; the keyboard has the arrow keys. */
function Twistie({ hasChildren, isOpen, onFold }: TwistieProps) {
  const fold = (event: Event) => {
    event.stopPropagation();
    onFold();
  };
  const icon = isOpen ? 'chevron-down' : 'chevron-right';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for all its rows.
    // biome-ignore lint/a11y/noStaticElementInteractions: a button within an item of a tree would be a tab stop of its own.
    <span class="tree-twistie" onClick={hasChildren ? fold : undefined}>
      {hasChildren && <Icon name={icon} />}
    </span>
  );
}

/** What is told of a step beside its title, for who does not see the row. */
function inWords(row: TreeRow, words: ReaderWords): string {
  const { t } = words;
  const came = row.came.map(text => t('answer: {text}', { text: shownText(text) }));
  const facts = [...factsOf(row, words), ...came, ...(row.isBest ? [t('leads to the answer')] : [])];
  return facts.length > 0 ? ` — ${facts.join(', ')}` : '';
}

function titleOf({ step }: TreeRow, t: Translate): string {
  return shortTitle(step.title) || (step.status === 'running' || step.status === 'waiting' ? t('Thinking…') : t('Untitled step'));
}

function factsOf({ value }: TreeRow, { t, count, plural, percent }: ReaderWords): readonly string[] {
  if (!value) return [];
  const values = { count: count(value.visits) };
  return [plural(value.visits, { one: t('{count} way', values), other: t('{count} ways', values) }), percent(value.value)];
}
