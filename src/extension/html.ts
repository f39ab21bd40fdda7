import * as vscode from 'vscode';

const FOLDERS = ['dist', 'media'] as const;

/** What a page may load: its script and its style, nothing else. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: FOLDERS.map(folder => vscode.Uri.joinPath(extensionUri, folder)) };
}

/** The page's document. Its policy lets in one script, by a number used once, and styles and fonts of the extension; no image, no request. */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const uriOf = (...path: readonly string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${uriOf('dist', 'codicon.css')}">
  <link rel="stylesheet" href="${uriOf('media', 'page.css')}">
  <title>Stepwise</title>
</head>
<body>
  <div id="root"></div>
  <script nonce="${nonce}" src="${uriOf('dist', 'page.js')}"></script>
</body>
</html>`;
}
