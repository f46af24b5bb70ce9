import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be shut and opened again: what a client sees when the server goes and comes. */
export interface NetworkGate {
  readonly url: string;
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** Leads to the server of `target` by an address of its own. It begins open. */
export async function openGate(target: string): Promise<NetworkGate> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    shut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    open: () => listen(port),
  };
}
