import type { PageUi } from '../../protocol/messages.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';

/** Shown while no endpoint is set: one button for each that is offered. Nothing is sent anywhere before a click. */
export function ConnectPanel({ offers }: Pick<PageUi, 'offers'>) {
  const { language, post } = usePage();
  const { t } = language;
  return (
    <section class="connect" aria-label={t('Connect')}>
      <h2>{t('Connect to a model')}</h2>
      <p class="quiet">{t('Stepwise works with any OpenAI-compatible endpoint, on this machine or elsewhere.')}</p>
      <div class="offers">
        {offers.map(({ id, label, baseUrl }) => (
          <button type="button" class="offer" key={id} onClick={() => post({ type: 'connectTo', offer: id })}>
            <span class="offer-label">{label}</span>
            <span class="offer-url">{baseUrl}</span>
            <Icon name="arrow-right" />
          </button>
        ))}
      </div>
    </section>
  );
}

/** Names a setting that cannot be used, with the button that opens it. */
export function SettingProblem({ setting, message }: NonNullable<PageUi['settingProblem']>) {
  const { language, post } = usePage();
  return (
    <div class="alert warning" role="alert">
      <Icon name="warning" />
      <div class="alert-body">
        <p>{shownText(message)}</p>
        <button type="button" class="button" onClick={() => post({ type: 'openSetting', setting })}>
          {language.t('Open setting')}
        </button>
      </div>
    </div>
  );
}
