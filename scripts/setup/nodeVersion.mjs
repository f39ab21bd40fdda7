/** The first import of every script: on an older Node, and on Windows, it says so before anything else fails in a stranger way. */
const [major, minor] = process.versions.node.split('.').map(Number);

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (major < 20 || (major === 20 && minor < 19)) stop(`Stepwise needs Node 20.19 or newer; this is ${process.versions.node}.`);
if (process.platform === 'win32') {
  stop(
    [
      'This command runs on Linux and macOS. On Windows, use Stepwise in your own VS Code instead. These make and install it:',
      '  npm ci',
      '  node esbuild.mjs --production',
      '  npx vsce package --no-dependencies --no-rewrite-relative-links --out stepwise.vsix',
      '  code --install-extension stepwise.vsix',
      'and then run "Stepwise: Connect to an Endpoint…".',
    ].join('\n'),
  );
}
