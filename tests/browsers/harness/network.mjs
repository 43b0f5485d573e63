/**
 * A small internet on loopback: every name a test needs is served under its real name, with TLS, and every other name is
 * refused and written down. Browsers reach it through a proxy, so that nothing can leave unseen.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import path from "node:path";

/**
 * @typedef {{ host: string, method: string, path: string, headers: http.IncomingHttpHeaders, body: Buffer }} Request
 * @typedef {(request: Request, response: http.ServerResponse) => void | Promise<void>} Handler
 */

export class Network {
  /** @type {Request[]} everything that reached a served host, decrypted */
  requests = [];
  /** @type {string[]} hosts that were asked for and are not served */
  refused = [];
  /** @type {Map<string, Handler>} */
  #hosts = new Map();
  #sockets = new Set();
  #servers = [];

  /** @param {string} directory where the certificate may stand */
  static async start(directory) {
    const network = new Network();
    const site = https.createServer(certificate(directory), (request, response) => network.#answer(request, response));
    const proxy = http.createServer((request, response) => network.#refuse(new URL(request.url ?? "").host, response));
    await Promise.all([site, proxy].map((server) => network.#listen(server)));
    const { port } = /** @type {net.AddressInfo} */ (site.address());
    proxy.on("connect", (request, socket) => network.#connect(request.url ?? "", socket, port));
    network.port = /** @type {net.AddressInfo} */ (proxy.address()).port;
    return network;
  }

  /** Answers for `host` with `handler` from now on. @param {string} host @param {Handler} handler */
  serve(host, handler) {
    this.#hosts.set(host, handler);
  }

  /** Whether any request that reached us carried `text`, in its address, headers or body. @param {string} text */
  carried(text) {
    const forms = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), Buffer.from(text).toString("base64").slice(0, -4)];
    return this.requests.filter((request) => {
      const all = `${request.path}\n${JSON.stringify(request.headers)}\n${request.body.toString()}`;
      return forms.some((form) => all.includes(form));
    });
  }

  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  async #listen(server) {
    this.#servers.push(server);
    server.on("connection", (socket) => this.#hold(socket));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  }

  #hold(socket) {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#sockets.delete(socket));
  }

  #connect(address, socket, port) {
    this.#hold(socket);
    if (!this.#hosts.has(address.replace(/:443$/, ""))) {
      this.refused.push(address);
      return socket.end("HTTP/1.1 502 Not in this internet\r\n\r\n");
    }
    const onward = net.connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    this.#hold(onward);
  }

  #refuse(host, response) {
    this.refused.push(host);
    response.writeHead(502).end();
  }

  async #answer(incoming, response) {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = {
      host: incoming.headers.host ?? "",
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    };
    this.requests.push(request);
    await this.#hosts.get(request.host)?.(request, response);
  }
}

/** A certificate for any name: the browsers are told not to check it. */
function certificate(directory) {
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(directory, name));
  const subject = ["-subj", "/CN=chalkline tests", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert, ...subject], { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
