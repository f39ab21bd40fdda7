import { findEndpoint } from './endpointInUse.ts';
import type { ModelCatalogue } from './modelCatalogue.ts';
import type { Settings } from './settingsSchema.ts';

/** What the context budget of a model that nobody knows holds of a document: about 4000 tokens. */
export const USUAL_DOCUMENT_CHARACTERS = 14_000;
const CHARACTERS_PER_TOKEN = 3;

/** How many tokens the model in use sees at once; `undefined` where nobody has said it. */
export const contextSizeInUse = (models: ModelCatalogue, settings: Settings): number | undefined =>
  findEndpoint(settings)?.contextSize ?? models.contextSize(settings.baseUrl, settings.model);

/** Half of the context, in characters: the other half is for the thinking. */
export function documentBudget(models: ModelCatalogue, settings: Settings): number {
  const tokens = contextSizeInUse(models, settings);
  return tokens === undefined ? USUAL_DOCUMENT_CHARACTERS : Math.floor((tokens / 2) * CHARACTERS_PER_TOKEN);
}
