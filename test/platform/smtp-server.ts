/** A mail server that takes letters and keeps them, or answers each sender with a refusal. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type Delivery = { to: string[]; content: string };

export class SmtpServer {
  readonly deliveries: Delivery[] = [];
  refusal: string | undefined;
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  async listen(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}?ignoreTLS=true`;
  }

  close(): void {
    this.#server.close();
  }

  #serve(socket: Socket): void {
    let pending = '';
    let recipients: string[] = [];
    let isData = false;
    const answer = (line: string) => socket.write(`${line}\r\n`);
    answer('220 test');
    socket.setEncoding('latin1').on('data', (text: string) => {
      pending += text;
      for (;;) {
        const end = pending.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = pending.slice(0, end);
        pending = pending.slice(end + (isData ? 5 : 2));
        if (isData) {
          this.deliveries.push({ to: recipients, content: line });
          recipients = [];
          isData = false;
          answer('250 kept');
        } else if (line.startsWith('MAIL') && this.refusal) answer(this.refusal);
        else if (line.startsWith('RCPT')) {
          recipients.push(line.slice('RCPT TO:'.length));
          answer('250 ok');
        } else if (line === 'DATA') {
          isData = true;
          answer('354 go on');
        } else answer(line === 'QUIT' ? '221 bye' : '250 ok');
      }
    });
  }
}
