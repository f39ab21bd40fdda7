import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PageUi } from '../../protocol/messages.ts';
import { Composition } from '../composition.ts';
import { usePage } from '../pageContext.ts';
import { type Recall, recall } from '../questionHistory.ts';
import { Choices } from './Choices.tsx';
import { HandOverButton } from './HandOverButton.tsx';

interface ComposerProps {
  readonly ui: PageUi;
  /** Earlier questions of the session, oldest first. */
  readonly questions: readonly string[];
  readonly running: boolean;
  /** While the answer is being written there is nothing to hurry. */
  readonly answering: boolean;
  readonly draft: string;
  readonly keepDraft: (draft: string) => void;
  readonly onAsk: () => void;
}

/** The question box with its buttons and choices. */
export function Composer({ ui, questions, running, answering, draft, keepDraft, onAsk }: ComposerProps) {
  const { language, post } = usePage();
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
  const focusBox = () => box.current?.focus();
  const ask = () => {
    if (!canAsk) return;
    post({ type: 'ask', question: text.trim() });
    change('');
    focusBox();
    onAsk();
  };
  const bringBack = (event: KeyboardEvent, step: -1 | 1) => {
    const found = recall(questions, recalled.current, text, step);
    if (!found) return;
    event.preventDefault();
    recalled.current = found;
    change(found.text);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (composition.owns(event)) return;
    if (event.key === 'ArrowUp') bringBack(event, -1);
    if (event.key === 'ArrowDown') bringBack(event, 1);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    ask();
  };

  return (
    <div class="composer">
      <textarea
        ref={box}
        rows={1}
        aria-label={t('Question')}
        placeholder={questions.length > 0 ? t('Ask a follow-up question…') : t('Ask a question to be thought through in steps…')}
        dir="auto"
        value={text}
        onInput={event => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onCompositionEnd={composition.onEnd}
      />
      <div class="toolbar">
        <Choices ui={ui} />
        <div class="actions">
          {running && !answering && (
            <HandOverButton
              icon="debug-continue"
              label={t('Answer now')}
              onClick={() => post({ type: 'action', action: 'answerNow' })}
              focusNext={focusBox}
            />
          )}
          {running && (
            <HandOverButton
              icon="debug-stop"
              label={t('Stop')}
              onClick={() => post({ type: 'action', action: 'stop' })}
              focusNext={focusBox}
            />
          )}
          {(!running || text !== '') && (
            <HandOverButton primary icon="send" label={t('Ask')} onClick={ask} disabled={!canAsk} focusNext={focusBox} />
          )}
        </div>
      </div>
    </div>
  );
}
