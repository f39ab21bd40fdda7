import type { Translate } from './translate.ts';

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
    case 'single-pass':
      return t('All steps at once');
    case 'vote':
      return t('Vote of several chains');
    case 'verify':
      return t('Checked by another chain');
    case 'tree':
      return t('Tree of steps');
    default:
      return strategy;
  }
}

/** A language of thinking and answer, in that language itself; a name that is not known stands for itself. */
export function languageLabel(language: string, t: Translate): string {
  switch (language) {
    case 'auto':
      return t('Auto');
    case 'en':
      return 'English';
    case 'zh-cn':
      return '简体中文';
    default:
      return language;
  }
}
