import { once } from 'node:events';
import net from 'node:net';

/** A connection that came in. */
export interface RawConnection {
  /** Resolves with the time (on `performance.now()`) when the client closed it. */
  readonly closed: Promise<number>;
}

/** A port that takes connections and speaks no HTTP: for what happens before a request. */
export interface RawServer {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly connections: readonly RawConnection[];
  /** The connection number `index` (from 0), waited for if it has not come yet. */
  connection(index: number): Promise<RawConnection>;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. `silent` never says a word, `resetting` breaks each connection at once. Whoever starts it closes it. */
export async function startRawServer(manner: 'silent' | 'resetting'): Promise<RawServer> {
  const sockets = new Set<net.Socket>();
  const connections: RawConnection[] = [];
  const server = net.createServer(socket => {
    sockets.add(socket);
    // What the client sends must be read, or its end would never be seen.
    socket.resume().on('error', () => {});
    connections.push({ closed: once(socket, 'close').then(() => performance.now()) });
    server.emit('taken');
    if (manner === 'resetting') socket.resetAndDestroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The raw server does not listen.');

  return {
    host: `127.0.0.1:${address.port}`,
    connections,
    connection: async index => {
      for (;;) {
        const connection = connections[index];
        if (connection) return connection;
        await once(server, 'taken');
      }
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
