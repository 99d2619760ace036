import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

export interface TunnelProxy {
  /** As it stands in `HTTPS_PROXY`. */
  readonly url: string;
  /** Where it was asked to lead, as `host:port`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * A proxy that leads anywhere, as the ones of organisations do for what they allow. Names that
 * nobody else can look up lead to ports of this machine.
 */
export async function startTunnelProxy(
  ports: Readonly<Record<string, number>> = {},
): Promise<TunnelProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", ({ url = "" }, client) => {
    asked.push(url);
    const [host = "", port = ""] = url.split(":");
    const known = ports[host];
    const place = known === undefined ? { host, port } : { host: "127.0.0.1", port: known };
    const target = connect(Number(place.port), place.host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    sockets.add(target);
    for (const one of [target, client]) one.on("error", () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
