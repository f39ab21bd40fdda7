/** The entry of the bundle that is loaded at the first request: everything that talks to a server. */
export { createChatModel } from './chatModel.ts';
export { checkEndpoint } from './checks/checkEndpoint.ts';
export { readContextSize } from './contextSize.ts';
export { findServer } from './findServer.ts';
export { listModels } from './listModels.ts';
