type ModelBundle = typeof import('../model/main.ts');

/** The loop, its strategies and the model adapter with the client library, loaded at the first request: they would double the time of activation. */
export function loadModelBundle(): ModelBundle {
  // The build leaves this path as it stands: the file lies beside the extension's own bundle.
  return require('./model.js');
}
