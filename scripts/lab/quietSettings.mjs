/**
 * User settings that leave VS Code with nothing but the editor: no chat, no welcome page, no telemetry, no updates, no questions.
 */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'json.schemaDownload.enable': false,
  'git.openRepositoryInParentFolders': 'never',
};
