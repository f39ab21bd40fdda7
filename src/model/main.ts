/** The entry of the bundle that is loaded once something is asked or brought in: everything that thinks and that talks to a server. */
export { importRecording } from '../engine/importRecording.ts';
export { reason } from '../engine/reason.ts';
export { describeRecordingFault, parseRecording } from '../engine/recording.ts';
export { backOff } from '../engine/retry.ts';
export { STRATEGIES } from '../engine/strategies/index.ts';
export { createChatModel } from './chatModel.ts';
export { checkEndpoint } from './checks/checkEndpoint.ts';
export { readContextSize } from './contextSize.ts';
export { findServer } from './findServer.ts';
export { listModels } from './listModels.ts';
export { wallClock } from './wallClock.ts';
