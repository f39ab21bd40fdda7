import { describeOutlook } from '../../engine/outlook.ts';
import type { PageUi } from '../../protocol/messages.ts';
import { usePage } from '../pageContext.ts';
import { ContextMeter } from './ContextMeter.tsx';

/** What is to be known of the next question before it is asked, in one quiet line: what it would come to, and how much of the context it takes. */
export function QuestionFacts({ ui, draft }: { readonly ui: PageUi; readonly draft: string }) {
  const { language } = usePage();
  const attachedTokens = ui.attachments.reduce((sum, { tokens }) => sum + tokens, 0);
  if (!ui.outlook && !ui.context) return null;
  return (
    <div class="question-facts">
      {ui.outlook && <p>{describeOutlook(ui.outlook, language)}</p>}
      {ui.context && <ContextMeter context={ui.context} attachedTokens={attachedTokens} draft={draft} />}
    </div>
  );
}
