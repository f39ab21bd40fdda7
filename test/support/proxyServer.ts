import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

/** A request to open a tunnel: `host:port`, and what was sent for the proxy itself. */
export interface TunnelRequest {
  readonly target: string;
  readonly credentials: string | undefined;
}

export interface TunnelProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly tunnels: readonly TunnelRequest[];
  close(): Promise<void>;
}

/** A proxy that opens tunnels to one port of this machine whatever the name that is asked for, or answers with a status, or never. */
export async function startTunnelProxy(manner: { readonly port: number } | { readonly status: number } | 'silent'): Promise<TunnelProxy> {
  const tunnels: TunnelRequest[] = [];
  const sockets = new Set<net.Socket>();
  const server = http.createServer();
  server.on('connection', (socket: net.Socket) => void sockets.add(socket));
  server.on('connect', (incoming, socket) => {
    tunnels.push({ target: incoming.url ?? '', credentials: incoming.headers['proxy-authorization'] });
    socket.on('error', () => {});
    if (manner === 'silent') return;
    if ('status' in manner) return void socket.end(`HTTP/1.1 ${manner.status} No\r\n\r\n`);
    const onward = net.connect(manner.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    onward.pipe(socket).pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy does not listen.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    tunnels,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
