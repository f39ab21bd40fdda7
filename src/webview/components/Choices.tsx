import { languageLabel, presetLabel, strategyLabel } from '../../engine/labels.ts';
import type { PageMessage, PageUi } from '../../protocol/messages.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';

/** How the next question is thought about, and by which model. */
export function Choices({ ui }: { readonly ui: PageUi }) {
  const { t } = usePage().language;
  return (
    <div class="choices">
      <Choice what="preset" label={t('Preset')} value={ui.preset} values={ui.presets} nameOf={preset => presetLabel(preset, t)} />
      <Choice
        what="strategy"
        label={t('Strategy')}
        value={ui.strategy}
        values={ui.strategies}
        nameOf={strategy => strategyLabel(strategy, t)}
      />
      <Choice
        what="language"
        label={t('Language')}
        value={ui.language}
        values={ui.languages}
        nameOf={language => languageLabel(language, t)}
      />
      <Choice what="model" label={t('Model')} value={ui.model} values={ui.models} nameOf={shownText} />
    </div>
  );
}

interface ChoiceProps {
  readonly what: Extract<PageMessage, { type: 'choose' }>['what'];
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly nameOf: (value: string) => string;
}

function Choice({ what, label, value, values, nameOf }: ChoiceProps) {
  const { post } = usePage();
  if (!value && values.length === 0) return null;
  const offered = values.includes(value) ? values : [value, ...values];
  return (
    <span class="choice">
      <select
        aria-label={label}
        title={`${label}: ${nameOf(value)}`}
        value={value}
        onChange={event => post({ type: 'choose', what, value: event.currentTarget.value })}
      >
        {offered.map(name => (
          <option key={name} value={name}>
            {nameOf(name)}
          </option>
        ))}
      </select>
    </span>
  );
}
