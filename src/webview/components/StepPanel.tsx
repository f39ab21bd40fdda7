import { useRef, useState } from 'preact/hooks';
import type { StepView, VoidAttempt } from '../../engine/chainView.ts';
import type { StepRecord } from '../../engine/events.ts';
import { retryReasonLabel } from '../../engine/reasonLabels.ts';
import type { Translate } from '../../engine/translate.ts';
import { firstLine, isNumberingOnly } from '../firstLine.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { isLongTitle, shortTitle } from '../shortTitle.ts';
import { Elapsed } from './Elapsed.tsx';
import { Fold } from './Fold.tsx';
import { Icon } from './Icon.tsx';
import { PlainText } from './PlainText.tsx';
import { StepFacts } from './StepFacts.tsx';
import { AskForm, EditForm, type StepDraft } from './StepForms.tsx';
import { type StepForm, StepTools } from './StepTools.tsx';
import { Waiting } from './Waiting.tsx';

interface StepPanelProps {
  readonly step: StepView;
  /** Its `partKey`: the panel's id, and the key of its fold. */
  readonly id: string;
  readonly open: boolean;
  /** Which of its inner folds are open, as one string of ids, so that an unchanged panel is not drawn again. */
  readonly openFolds: string;
  /** When it began, on the page's clock; absent for a step that is no longer running. */
  readonly sinceMs?: number | undefined;
  /** How long it had run when it was cut. */
  readonly cutAfterMs?: number | undefined;
  /** Its part of the run's time, once that is known. */
  readonly share?: number | undefined;
  readonly endpoint: string;
}

/** One step: a button with its title that opens and closes its text. */
export const StepPanel = memo((properties: StepPanelProps) => {
  const { step, id, open, share } = properties;
  const { t } = usePage().language;
  const { form, draft, openers, setForm, close, goOn, ask } = useForms(step);
  const number = step.index + 1;
  // Upon the title of an open step they would take its clicks.
  const tools = step.status === 'done' && <StepTools step={step} open={open} openers={openers} onOpen={setForm} />;
  return (
    <article class={`step step-${step.status}`} data-part={id}>
      <div class="step-head">
        <StepToggle {...properties} />
        {!open && (
          <p class="step-preview" dir="auto">
            {firstLine(step.content)}
          </p>
        )}
        {!open && tools}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields; this is a group of text. */}
      <div id={id} role="group" aria-label={t('Step {number}', { number })} class="step-body" hidden={!open}>
        {form === 'edit' && <EditForm step={step} draft={draft} onGoOn={goOn} onCancel={close} />}
        {open && form !== 'edit' && <StepBody {...properties} />}
        <div class="step-end">
          {isTimed(step) && <StepFacts id={`${id}-facts`} record={step.record} share={share} shown={open} />}
          {open && tools}
        </div>
        {form === 'ask' && <AskForm step={step} onAsk={ask} onCancel={close} />}
      </div>
    </article>
  );
});

/** Which form is open below a step, and what becomes of it. The focus goes back to the button that opened it. */
function useForms({ node }: StepView) {
  const { post } = usePage();
  const [form, setForm] = useState<StepForm>();
  const [draft, setDraft] = useState<StepDraft>();
  const edit = useRef<HTMLButtonElement>(null);
  const about = useRef<HTMLButtonElement>(null);
  const openers = { edit, ask: about };
  const leave = (kept: StepDraft | undefined) => {
    if (form) openers[form].current?.focus();
    setDraft(kept);
    setForm(undefined);
  };
  const goOn = (words: StepDraft) => {
    post({ type: 'editStep', node, ...words });
    leave(words);
  };
  const ask = (question: string) => {
    post({ type: 'askAboutStep', node, question });
    leave(undefined);
  };
  return { form, draft, openers, setForm, close: () => leave(undefined), goOn, ask };
}

function StepToggle({ step, id, open, sinceMs, cutAfterMs }: StepPanelProps) {
  const { language, choose } = usePage();
  const { t, duration } = language;
  const durationMs = step.record?.durationMs ?? cutAfterMs;
  const isEdited = step.record?.by === 'reader';
  const time = durationMs === undefined || isEdited ? undefined : duration(durationMs);
  return (
    <h3>
      <button
        type="button"
        class="step-toggle"
        aria-expanded={open}
        aria-controls={id}
        aria-describedby={isTimed(step) ? `${id}-facts` : undefined}
        onClick={() => choose(id, !open)}
      >
        <span class="step-line">
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
          <span class="step-number" aria-hidden="true">
            {step.index + 1}
          </span>
          <span class="visually-hidden">{t('Step {number}: {title}', { number: step.index + 1, title: '' })}</span>
          <span class="step-title" dir="auto">
            {stepTitle(step, t)}
          </span>
          {isEdited && <span class="mark">{t('edited by you')}</span>}
          {time ? <span class="time">{time}</span> : sinceMs !== undefined && <Elapsed sinceMs={sinceMs} />}
        </span>
      </button>
    </h3>
  );
}

function StepBody({ step, id, openFolds, sinceMs, endpoint }: StepPanelProps) {
  const { t } = usePage().language;
  const isWordless = !step.title && !step.content && !step.reasoning;
  const isOpen = (fold: string) => openFolds.split(' ').includes(fold);
  const reasoningId = `${id}-reasoning`;
  return (
    <>
      {step.voidAttempts.map((attempt, place) => (
        <VoidAttemptFold
          key={place}
          attempt={attempt}
          number={place + 1}
          id={`${id}-attempt${place + 1}`}
          open={isOpen(`${id}-attempt${place + 1}`)}
        />
      ))}
      {step.reasoning && (
        <Fold id={reasoningId} open={isOpen(reasoningId)} name={t("The model's own reasoning")}>
          <p class="plain" dir="auto">
            <PlainText text={step.reasoning} />
          </p>
        </Fold>
      )}
      {sinceMs !== undefined && isWordless && <Waiting sinceMs={sinceMs} endpoint={endpoint} retrying={step.status === 'waiting'} />}
      {isLongTitle(step.title) && <LongTitle title={step.title} />}
      {step.content && <Markdown text={step.content} live={step.status === 'running'} />}
      {step.status === 'cut' && <p class="quiet">{t('This step was not finished.')}</p>}
    </>
  );
}

/** A title that is too long for its heading stands in full above the text: no word of a model is lost. */
const LongTitle = ({ title }: { readonly title: string }) => (
  <p class="plain" dir="auto">
    <PlainText text={title} />
  </p>
);

interface VoidAttemptProps {
  readonly attempt: VoidAttempt;
  readonly number: number;
  readonly id: string;
  readonly open: boolean;
}

function VoidAttemptFold({ attempt, number, id, open }: VoidAttemptProps) {
  const { t } = usePage().language;
  return (
    <Fold id={id} open={open} name={t('Attempt {number}', { number })} note={retryReasonLabel(attempt.reason, t)}>
      {attempt.title && <p class="void-title">{shortTitle(attempt.title)}</p>}
      {isLongTitle(attempt.title) && <LongTitle title={attempt.title} />}
      <Markdown text={attempt.content} live={false} />
    </Fold>
  );
}

function stepTitle({ title, status }: StepView, t: Translate): string {
  const shown = shortTitle(title);
  const isWriting = status === 'running' || status === 'waiting';
  if (isWriting && (!shown || isNumberingOnly(title))) return t('Thinking…');
  return shown || t('Untitled step');
}

/** A step that the reader wrote took the model no time. */
const isTimed = (step: StepView): step is StepView & { readonly record: StepRecord } =>
  step.record !== undefined && step.record.by !== 'reader';
