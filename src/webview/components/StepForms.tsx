import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { StepView } from '../../engine/chainView.ts';
import { displayTitle } from '../../engine/step.ts';
import { Composition } from '../composition.ts';
import { usePage } from '../pageContext.ts';

/** A step in the words of the reader. */
export interface StepDraft {
  readonly title: string;
  readonly content: string;
}

interface EditFormProps {
  readonly step: StepView;
  /** What the reader wrote before; a step that could not be gone on from gives it back. */
  readonly draft: StepDraft | undefined;
  readonly onGoOn: (draft: StepDraft) => void;
  readonly onCancel: () => void;
}

/** The step as it is to be gone on from. */
export function EditForm({ step, draft, onGoOn, onCancel }: EditFormProps) {
  const { t } = usePage().language;
  const first = useFocus<HTMLTextAreaElement>();
  const [title, setTitle] = useState(draft?.title ?? displayTitle(step.title));
  const [content, setContent] = useState(draft?.content ?? step.content);
  const canGoOn = content.trim() !== '';
  const number = step.index + 1;
  return (
    <form
      class="step-form"
      aria-label={t('Edit step {number}', { number })}
      onKeyDown={closeOnEscape(onCancel)}
      onSubmit={event => {
        event.preventDefault();
        if (canGoOn) onGoOn({ title: title.trim(), content });
      }}
    >
      <label>
        <span>{t('Title')}</span>
        <input type="text" dir="auto" value={title} onInput={event => setTitle(event.currentTarget.value)} />
      </label>
      <label>
        <span>{t('Content')}</span>
        <textarea ref={first} rows={3} dir="auto" value={content} onInput={event => setContent(event.currentTarget.value)} />
      </label>
      <p class="quiet">{t('The steps after it are thought anew, in a branch of their own.')}</p>
      <FormButtons label={t('Go on from here')} disabled={!canGoOn} onCancel={onCancel} />
    </form>
  );
}

interface AskFormProps {
  readonly step: StepView;
  readonly onAsk: (question: string) => void;
  readonly onCancel: () => void;
}

/** A small box for a question about the step. */
export function AskForm({ step, onAsk, onCancel }: AskFormProps) {
  const { t } = usePage().language;
  const box = useFocus<HTMLTextAreaElement>();
  const composition = useRef(new Composition()).current;
  const [text, setText] = useState('');
  const canAsk = text.trim() !== '';
  const ask = () => canAsk && onAsk(text.trim());
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (composition.owns(event) || event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    ask();
  };
  const number = step.index + 1;
  return (
    <form
      class="step-form"
      aria-label={t('Ask about step {number}', { number })}
      onKeyDown={closeOnEscape(onCancel)}
      onSubmit={event => {
        event.preventDefault();
        ask();
      }}
    >
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        aria-label={t('Question about step {number}', { number })}
        placeholder={t('What do you want to know about this step?')}
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onCompositionEnd={composition.onEnd}
      />
      <FormButtons label={t('Send')} disabled={!canAsk} onCancel={onCancel} />
    </form>
  );
}

interface FormButtonsProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onCancel: () => void;
}

function FormButtons({ label, disabled, onCancel }: FormButtonsProps) {
  const { t } = usePage().language;
  return (
    <p class="ways-on">
      <button type="submit" class="button primary" aria-disabled={disabled}>
        {label}
      </button>
      <button type="button" class="button" onClick={onCancel}>
        {t('Cancel')}
      </button>
    </p>
  );
}

/** A form that opens takes the focus. */
function useFocus<Element extends HTMLElement>() {
  const element = useRef<Element>(null);
  useLayoutEffect(() => element.current?.focus(), []);
  return element;
}

/** Not where the key ends an input method's composition. */
const closeOnEscape =
  (close: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
