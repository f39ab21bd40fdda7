import { once } from 'node:events';
import { createServer } from 'node:net';

async function listenOnce(port) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const chosen = server.address().port;
  server.close();
  await once(server, 'close');
  return chosen;
}

/** Gives a port of 127.0.0.1 that nobody listens on now: the preferred one if it is free. */
export const freePort = (preferred = 0) => listenOnce(preferred).catch(() => listenOnce(0));
