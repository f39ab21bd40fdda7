type ModelBundle = typeof import('../model/main.ts');

/** The model adapter with the client library, loaded at the first request: it would double the time of activation. */
export function loadModelBundle(): ModelBundle {
  // The build leaves this path as it stands: the file lies beside the extension's own bundle.
  return require('./model.js');
}
