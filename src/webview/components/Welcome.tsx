import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';

/** Before the first question: what this is, and questions to try it with. One click asks. */
export function Welcome({ openFile }: { readonly openFile: string | undefined }) {
  const { language, post } = usePage();
  const { t } = language;
  const examples = [t('How many letters r are in strawberry?'), t('Which is larger, 9.11 or 9.9?')];
  return (
    <div class="welcome">
      <Icon name="list-tree" />
      <p>{t('The model thinks in steps that you can watch, stop and check.')}</p>
      <p class="quiet">{t('Ask a question below, or select code and run “Stepwise: Reason About Selection”.')}</p>
      <section class="examples" aria-label={t('Example questions')}>
        <h2 class="quiet">{t('Try one of these')}</h2>
        {examples.map(question => (
          <Example key={question} question={question} onAsk={() => post({ type: 'ask', question })} />
        ))}
        {openFile && <FileExample openFile={openFile} />}
      </section>
    </div>
  );
}

/** About the code that the editor shows: the selection, or what is around the cursor. */
function FileExample({ openFile }: { readonly openFile: string }) {
  const { language, post } = usePage();
  const question = language.t('What could go wrong in {file}?', { file: shownText(openFile) });
  return <Example question={question} onAsk={() => post({ type: 'askAboutEditor', question })} />;
}

function Example({ question, onAsk }: { readonly question: string; readonly onAsk: () => void }) {
  return (
    <button type="button" class="offer example" onClick={onAsk}>
      <span>{question}</span>
      <Icon name="arrow-right" />
    </button>
  );
}
