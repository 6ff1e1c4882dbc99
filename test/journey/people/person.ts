/** Somebody of the story with a phone of their own: signs in when a page asks for it, and confirms who they are. */
import { codeOf } from '../../accounts/walk.ts';
import { Browser } from '../../support/browser.ts';
import { today, waitAMinute } from '../calendar.ts';

export class Person extends Browser {
  readonly name: string;
  /** E-mail address or phone number. */
  readonly contact: string;
  readonly password: string;
  readonly #address: string;
  #totpSecret: string | undefined;

  constructor(address: string, { name, contact }: { name: string; contact: string }) {
    super(address);
    this.#address = address;
    this.name = name;
    this.contact = contact;
    this.password = `sandi ${contact} 2027`;
  }

  /** The same person with another phone, on which nobody has signed in yet. */
  onAnotherPhone(): Person {
    const other = new Person(this.#address, this);
    other.#totpSecret = this.#totpSecret;
    return other;
  }

  /** Opens a page, by way of signing in where the session has ended. */
  async visit(path: string): Promise<this> {
    await this.open(path);
    if (!this.path.startsWith('/masuk')) return this;
    await this.submit('/masuk', { contact: this.contact, password: this.password });
    if (this.path.startsWith('/masuk/kode')) await this.#typeCode('/masuk/kode');
    return this.path === path ? this : this.open(path);
  }

  /** Follows the page that staff are sent to before anything else, up to the codes for a lost phone. */
  async setUpSecondFactor(): Promise<void> {
    this.#totpSecret = this.page.querySelector('main code')!.text;
    await this.#typeCode('/akun/dua-langkah');
    await this.submit('/akun/dua-langkah/kode/disimpan');
  }

  /** The password, where the form that is open asks for it once more. */
  confirmation(): Record<string, string> {
    return this.page.querySelector('[name=confirmPassword]') ? { confirmPassword: this.password } : {};
  }

  /** The value that a choice or a list on the page has for what is called `text`. Throws when it is not offered. */
  choiceOf(field: string, text: string): string {
    const options = this.page.querySelectorAll(`[name="${field}"] option, label:has([name="${field}"])`);
    const found = options.find((option) => option.text.includes(text));
    const value = (found?.querySelector('input') ?? found)?.getAttribute('value');
    if (!value) throw new Error(`${field} on ${this.path} does not offer ${text}`);
    return value;
  }

  /** The addresses of the links with `part` in them, each once. */
  linksTo(part: string): string[] {
    return [...new Set(this.page.querySelectorAll(`a[href*="${part}"]`).map((link) => link.getAttribute('href')!))];
  }

  async #typeCode(form: string): Promise<void> {
    waitAMinute();
    await this.submit(form, { code: codeOf(this.#totpSecret!, today()) });
  }
}
