import type { TargetedClipboardEvent, TargetedInputEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageUi } from '../../protocol/messages.ts';
import { holdsUris, mayBeCode, typeInto, urisOf, wasAttached } from '../attaching.ts';
import { Composition } from '../composition.ts';
import { useFileCompletion } from '../fileCompletion.ts';
import { usePage } from '../pageContext.ts';
import type { GivenBack } from '../pageState.ts';
import { type Recall, recall } from '../questionHistory.ts';
import { Attachments } from './Attachments.tsx';
import { Choices } from './Choices.tsx';
import { FILE_LIST_ID, FileList, fileOptionId } from './FileList.tsx';
import { HandOverButton } from './HandOverButton.tsx';
import { QuestionFacts } from './QuestionFacts.tsx';
import { Queued } from './Queued.tsx';
import { RunControls } from './RunControls.tsx';
import { WordsForRun } from './WordsForRun.tsx';

interface ComposerProps {
  readonly ui: PageUi;
  /** Earlier questions of the session, oldest first. */
  readonly questions: readonly string[];
  readonly running: boolean;
  /** Names the run that goes on, or went on last. */
  readonly runId: string | undefined;
  /** While the answer is being written there is nothing to hurry. */
  readonly answering: boolean;
  readonly draft: string;
  /** A question that was not asked after all. */
  readonly givenBack: GivenBack | undefined;
  readonly keepDraft: (draft: string) => void;
  readonly onAsk: () => void;
}

/** The question box with its buttons and choices. */
export function Composer({ ui, questions, running, runId, answering, draft, givenBack, keepDraft, onAsk }: ComposerProps) {
  const { language, post, attachPasted } = usePage();
  const { t } = language;
  const box = useRef<HTMLTextAreaElement>(null);
  const composition = useRef(new Composition()).current;
  const recalled = useRef<Recall>(undefined);
  const [text, setText] = useState(draft);
  const canAsk = ui.connected && text.trim() !== '';

  const change = (words: string) => {
    setText(words);
    keepDraft(words);
  };
  useEffect(() => {
    if (givenBack && text === '') change(givenBack.question);
  }, [givenBack]);
  const completion = useFileCompletion(box);
  const focusBox = useRef(() => box.current?.focus()).current;
  const attachments = ui.attachments.map(({ id }) => id);
  const clear = () => {
    change('');
    focusBox();
  };
  const ask = () => {
    if (!canAsk) return;
    post({ type: 'ask', question: text.trim(), ...(attachments.length > 0 && { attachments }) });
    clear();
    onAsk();
  };
  const onInput = (event: TargetedInputEvent<HTMLTextAreaElement>) => {
    change(event.currentTarget.value);
    if (!event.isComposing) completion.look();
  };
  const onCompositionEnd = () => {
    composition.onEnd();
    completion.look();
  };
  const bringBack = (event: KeyboardEvent, step: -1 | 1) => {
    const found = recall(questions, recalled.current, text, step);
    if (!found) return;
    event.preventDefault();
    recalled.current = found;
    change(found.text);
  };
  const pastesPlainly = useRef(false);
  /** Code goes along as the place that it comes from; the text is put in where it comes from nowhere. */
  const onPaste = async (event: TargetedClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (pastesPlainly.current || !mayBeCode(pasted)) return;
    event.preventDefault();
    const target = event.currentTarget;
    if (!(await wasAttached(attachPasted(pasted)))) typeInto(target, pasted);
  };
  const onDrop = (event: DragEvent) => {
    const uris = urisOf(event.dataTransfer);
    if (uris.length === 0) return;
    event.preventDefault();
    post({ type: 'attach', uris: [...uris] });
    focusBox();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (composition.owns(event)) return;
    pastesPlainly.current = event.shiftKey && event.key.toLowerCase() === 'v';
    if (completion.takesKey(event)) return event.preventDefault();
    if (event.key === 'ArrowUp') bringBack(event, -1);
    if (event.key === 'ArrowDown') bringBack(event, 1);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    ask();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can also be added with the button and by typing.
    <div class="composer" onDragOver={event => holdsUris(event.dataTransfer) && event.preventDefault()} onDrop={onDrop}>
      <FileList offer={completion.offer} choose={completion.choose} />
      <Attachments attachments={ui.attachments} selection={ui.selection} focusNext={focusBox} />
      <Queued questions={ui.queued} running={running} focusNext={focusBox} />
      <textarea
        ref={box}
        rows={1}
        aria-label={t('Question')}
        placeholder={questions.length > 0 ? t('Ask a follow-up question…') : t('Ask a question to be thought through in steps…')}
        dir="auto"
        value={text}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={completion.offer && FILE_LIST_ID}
        aria-activedescendant={completion.offer && completion.offer.active >= 0 ? fileOptionId(completion.offer.active) : undefined}
        onInput={onInput}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onClick={completion.close}
        onBlur={completion.close}
        onCompositionEnd={onCompositionEnd}
      />
      <div class="toolbar">
        <Choices ui={ui} />
        <div class="actions">
          {running && (
            <span class="action-group">
              <RunControls key={runId} answering={answering} focusNext={focusBox} />
            </span>
          )}
          <span class="action-group">
            {running && canAsk && (
              <WordsForRun text={text.trim()} attachments={attachments} answering={answering} onSent={clear} focusNext={focusBox} />
            )}
            {(!running || text !== '') && (
              <HandOverButton primary icon="send" label={t('Ask')} onClick={ask} disabled={!canAsk} focusNext={focusBox} />
            )}
          </span>
        </div>
      </div>
      <QuestionFacts ui={ui} draft={text} />
    </div>
  );
}
