/** What Layar's pages are compared with: Express and EJS and nothing else, rendering a page of a given size. */
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';

/** A row of the template is about 100 bytes, so the template has work in proportion to its size, as ours has. */
const rowBytes = 100;
const rows = Math.ceil(Number(process.env.PAGE_BYTES ?? 8000) / rowBytes);

const app = express()
  .set('view engine', 'ejs')
  .set('view cache', true)
  .set('views', path.join(path.dirname(fileURLToPath(import.meta.url)), 'views'));

app.get('/', (_req, res) => {
  const model = Array.from({ length: rows }, (_, id) => ({ id, name: `Row ${id}`, note: 'a note' }));
  res.render('bare', { title: 'Bare', rows: model });
});

const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`Bare is ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
