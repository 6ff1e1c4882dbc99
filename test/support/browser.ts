/** A browser without JavaScript: keeps cookies, follows redirects, and sends forms as the page wrote them. */
import { type HTMLElement, parse } from 'node-html-parser';

type Fields = Record<string, string | string[]>;
export type Answer = { status: number; location: string | undefined; text: string };
export type Attachment = { field: string; name: string; bytes: Uint8Array; type?: string };

const asProgram = 'application/json, text/html;q=0.5';

export class Browser {
  readonly #address: string;
  readonly #cookies = new Map<string, string>();
  readonly #isHasty: boolean;
  status = 0;
  path = '/';
  html = '';
  headers = new Headers();
  bytes = Buffer.alloc(0);

  /** A hasty one goes on as soon as it reads the head of a redirect, as people's browsers do; others wait for its end. */
  constructor(address: string, { isHasty = false } = {}) {
    this.#address = address;
    this.#isHasty = isHasty;
  }

  /** The page as a tree. */
  get page(): HTMLElement {
    return parse(this.html);
  }

  /** The token that the forms of this page carry; a page without a form has none. */
  get token(): string {
    return this.page.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  }

  /** What a person reads in the main part of the page, with single spaces. */
  get text(): string {
    const root = this.page;
    return (root.querySelector('main') ?? root).structuredText.replace(/\s+/g, ' ').trim();
  }

  /** The header that carries this browser's session. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Another one with the same page and cookies as now, such as a second tab; or one that asks another process of the site. */
  twin(address = this.#address): Browser {
    const twin = new Browser(address, { isHasty: this.#isHasty });
    for (const [name, value] of this.#cookies) twin.#cookies.set(name, value);
    return Object.assign(twin, { path: this.path, html: this.html });
  }

  async open(path: string, headers: Record<string, string> = {}): Promise<this> {
    return this.#request(path, { headers });
  }

  /**
   * Sends the form whose action, or the action of one of its buttons, ends with `action`, with what the page had filled in and `fields` over it.
   * Throws when the page has no such form or the form has no such field: a person could not have sent it either.
   */
  async submit(action: string, fields: Fields = {}, attachments: readonly Attachment[] = []): Promise<this> {
    const form = this.#formOf(action);
    const values = filledIn(form);
    for (const [name, value] of Object.entries(fields)) {
      if (!form.querySelector(`[name="${name}"]`))
        throw new Error(`the form ${action} on ${this.path} has no field ${name}`);
      values.set(name, [value].flat());
    }
    const isOwn = (form.getAttribute('action') ?? this.path).split('?')[0]!.endsWith(action);
    const button = isOwn ? null : form.querySelector(`button[formaction$="${action}"]`);
    const target = button?.getAttribute('formaction') ?? (form.getAttribute('action') || this.path);
    if (form.getAttribute('method')?.toLowerCase() !== 'post') {
      return this.open(`${target}?${new URLSearchParams(pairsOf(values)).toString()}`);
    }
    const body =
      form.getAttribute('enctype') === 'multipart/form-data'
        ? multipart(values, attachments)
        : new URLSearchParams(pairsOf(values));
    return this.#request(target, { method: 'POST', body });
  }

  /** Sends a form that no page showed, as somebody with bad intentions would; the token is taken from the page if it has one. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<this> {
    const values = new Map(
      Object.entries({ _csrf: this.token, ...fields }).map(([name, value]) => [name, [value].flat()]),
    );
    return this.#request(path, { method: 'POST', body: new URLSearchParams(pairsOf(values)), headers });
  }

  /**
   * What one request is answered with, when redirects are not followed; the page on the screen stays. It asks as a program
   * does unless said, so that a refusal is a line and not a page.
   */
  async probe(method: string, path: string, body?: URLSearchParams | FormData, accept = asProgram): Promise<Answer> {
    const headers = { accept, 'accept-encoding': 'identity' };
    const answer = await this.#fetch(new URL(path, this.#address), { method, headers, ...(body ? { body } : {}) });
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? undefined,
      text: await answer.text(),
    };
  }

  /** Follows the first link whose text or address contains this. */
  async follow(link: string): Promise<this> {
    const found = this.page
      .querySelectorAll('a[href]')
      .find((a) => a.text.includes(link) || a.getAttribute('href')!.includes(link));
    if (!found) throw new Error(`no link "${link}" on ${this.path}: ${this.text.slice(0, 300)}`);
    return this.open(found.getAttribute('href')!);
  }

  #formOf(action: string): HTMLElement {
    const forms = this.page.querySelectorAll('form');
    const form =
      forms.find((one) => (one.getAttribute('action') ?? this.path).split('?')[0]!.endsWith(action)) ??
      forms.find((one) => one.querySelector(`button[formaction$="${action}"]`));
    if (form) return form;
    const actions = forms.map((one) => one.getAttribute('action')).join(', ');
    throw new Error(
      `no form "${action}" on ${this.path} (${this.status}); it has: ${actions}. ${this.text.slice(0, 300)}`,
    );
  }

  async #request(path: string, init: RequestInit, hops = 0): Promise<this> {
    const url = new URL(path, new URL(this.path, this.#address));
    const answer = await this.#fetch(url, init);
    const location = answer.headers.get('location');
    if (location && answer.status >= 300 && answer.status < 400) {
      const end = answer.arrayBuffer();
      if (!this.#isHasty) await end;
      if (hops > 5) throw new Error(`too many redirects at ${location}`);
      return this.#request(new URL(location, url).href, { headers: {} }, hops + 1);
    }
    this.status = answer.status;
    this.headers = answer.headers;
    this.path = url.pathname + url.search;
    this.bytes = Buffer.from(await answer.arrayBuffer());
    this.html = (answer.headers.get('content-type') ?? '').includes('html') ? this.bytes.toString('utf8') : '';
    return this;
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const { cookie } = this;
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    });
    for (const line of answer.headers.getSetCookie()) this.#keepCookie(line);
    return answer;
  }

  #keepCookie(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const isGone = value === '' || attributes.some((one) => /^expires=Thu, 01 Jan 1970/i.test(one));
    if (isGone) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function filledIn(form: HTMLElement): Map<string, string[]> {
  const values = new Map<string, string[]>();
  const add = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value]);
  for (const input of form.querySelectorAll('input[name]')) {
    const type = input.getAttribute('type') ?? 'text';
    if (type === 'file') continue;
    const isOff = (type === 'checkbox' || type === 'radio') && !input.hasAttribute('checked');
    if (!isOff) add(input.getAttribute('name')!, input.getAttribute('value') ?? (type === 'checkbox' ? 'on' : ''));
  }
  for (const area of form.querySelectorAll('textarea[name]')) add(area.getAttribute('name')!, area.text);
  for (const select of form.querySelectorAll('select[name]')) {
    const options = select.querySelectorAll('option');
    const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
    if (chosen) add(select.getAttribute('name')!, chosen.getAttribute('value') ?? chosen.text);
  }
  return values;
}

const pairsOf = (values: Map<string, string[]>): [string, string][] =>
  [...values].flatMap(([name, all]) => all.map((value): [string, string] => [name, value]));

function multipart(values: Map<string, string[]>, attachments: readonly Attachment[]): FormData {
  const body = new FormData();
  for (const [name, value] of pairsOf(values)) body.append(name, value);
  for (const { field, name, bytes, type } of attachments) {
    body.append(field, new Blob([Buffer.from(bytes)], type === undefined ? {} : { type }), name);
  }
  return body;
}
