/** Every command of Stepwise, as `package.json` lists them. */
export const COMMAND_IDS = [
  'stepwise.reasonAboutSelection',
  'stepwise.ask',
  'stepwise.openInEditor',
  'stepwise.newSession',
  'stepwise.stop',
  'stepwise.answerNow',
  'stepwise.thinkMore',
  'stepwise.pause',
  'stepwise.resume',
  'stepwise.retryStep',
  'stepwise.branchFromStep',
  'stepwise.askAboutStep',
  'stepwise.connect',
  'stepwise.switchEndpoint',
  'stepwise.selectModel',
  'stepwise.testConnection',
  'stepwise.setApiKey',
  'stepwise.clearApiKey',
  'stepwise.showPrompt',
  'stepwise.showLog',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];
