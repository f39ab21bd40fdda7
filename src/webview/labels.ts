import type { Translate } from '../engine/translate.ts';

/** A preset's name for readers; a name that is not known stands for itself. */
export function presetLabel(preset: string, t: Translate): string {
  switch (preset) {
    case 'quick':
      return t('Quick');
    case 'balanced':
      return t('Balanced');
    case 'thorough':
      return t('Thorough');
    default:
      return preset;
  }
}

/** A strategy's name for readers; a name that is not known stands for itself. */
export function strategyLabel(strategy: string, t: Translate): string {
  switch (strategy) {
    case 'chain':
      return t('Step by step');
    case 'direct':
      return t('Direct answer');
    default:
      return strategy;
  }
}
