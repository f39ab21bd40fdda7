import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReaderWords } from '../engine/readerWords.ts';
import type { FoundFile, PageMessage } from '../protocol/messages.ts';
import type { FileLinks } from './fileLinks.ts';
import type { DrawingTurns } from './markdown/drawingTurns.ts';
import type { Formulas } from './markdown/formulas.ts';

/** What every part of the page may use. The same object as long as the language is the same. */
export interface Page {
  readonly language: ReaderWords;
  readonly post: (message: PageMessage) => void;
  /** The files of the workspace that fit what was typed, the best first. */
  readonly findFiles: (typed: string) => Promise<readonly FoundFile[]>;
  /** Whether a pasted text comes from an editor, and goes along with the question as its place. */
  readonly attachPasted: (text: string) => Promise<boolean>;
  /** The buttons of a block of code, as HTML. */
  readonly codeTools: string;
  readonly drawingTurns: DrawingTurns;
  readonly formulas: Formulas;
  readonly fileLinks: FileLinks;
  /** Remembers the reader's own click on a fold. */
  readonly choose: (key: string, open: boolean) => void;
  /** The same for many folds at once. */
  readonly chooseAll: (keys: readonly string[], open: boolean) => void;
  /** Remembers which chain of a run the reader wants to see. */
  readonly pick: (runId: string, chain: number) => void;
}

export const PageContext = createContext<Page | undefined>(undefined);

/** The page around this component; throws outside of one. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('A part of the page was drawn outside of it.');
  return page;
}
