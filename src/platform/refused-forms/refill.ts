/** Puts what was typed back into the form of a page, whichever view wrote it. */
import { type HTMLElement, parse } from 'node-html-parser';
import type { FormValues } from '../forms.ts';
import { isNeverKept, readableTexts } from './sent-form.rules.ts';
import type { SentForm } from './sent-form.ts';

export type Refilled = Readonly<{
  html: string;
  isFound: boolean;
  /** What found no field any more. */
  left: readonly string[];
}>;

/** `html` is the body of the page at `sent.page`. Without the form in it nothing changes and everything is left. */
export function refill(html: string, sent: SentForm): Refilled {
  const root = parse(html, { comment: true });
  const form = formOf(root, sent);
  if (!form) return { html, isFound: false, left: readableTexts(sent.values) };
  // Scripts of the page then take what stands there for newer than what they kept themselves.
  form.setAttribute('data-again', '');
  const left = fill(form, sent.values);
  return { html: root.toString(), isFound: true, left: readableTexts(left) };
}

const pathOf = (address: string) => address.replace(/[?#].*/s, '');

/** Of several that go to the same address the one whose hidden fields are those that came. */
function formOf(root: HTMLElement, { action, page, values }: SentForm): HTMLElement | undefined {
  const goesThere = (address: string | undefined) => pathOf(address || page) === pathOf(action);
  const forms = root
    .querySelectorAll('form')
    .filter(
      (form) =>
        form.getAttribute('method')?.toLowerCase() === 'post' &&
        (goesThere(form.getAttribute('action')) ||
          form.querySelectorAll('[formaction]').some((button) => goesThere(button.getAttribute('formaction')))),
    );
  const isThat = (form: HTMLElement) =>
    form
      .querySelectorAll('input[type=hidden]')
      .every((input) => isOurs(input) || [values[nameOf(input)]].flat().includes(input.getAttribute('value') ?? ''));
  return forms.find(isThat) ?? forms[0];
}

const nameOf = (control: HTMLElement) => control.getAttribute('name') ?? '';
const isOurs = (input: HTMLElement) => nameOf(input) === '_csrf';

/** Returns the values for which the form has no field. */
function fill(form: HTMLElement, values: FormValues): FormValues {
  const left = new Map(Object.entries(values).map(([name, value]) => [name, [value].flat()]));
  const take = (name: string) => left.get(name)?.shift();
  for (const control of form.querySelectorAll('input, textarea, select')) {
    const name = nameOf(control);
    const type = control.tagName === 'INPUT' ? (control.getAttribute('type') ?? 'text') : control.tagName;
    if (!name || isOurs(control) || isNeverKept(name) || ['file', 'password', 'submit'].includes(type)) continue;
    if (type === 'checkbox' || type === 'radio') tick(control, left);
    else if (type === 'SELECT') choose(control, left);
    else write(control, take(name));
  }
  // The button that was pressed is pressed again, or another one.
  for (const button of form.querySelectorAll('button[name]')) left.delete(nameOf(button));
  return Object.fromEntries([...left].filter(([, all]) => all.length > 0));
}

function tick(box: HTMLElement, left: Map<string, string[]>): void {
  const value = box.getAttribute('value') ?? 'on';
  turn(box, 'checked', takeEqual(left, nameOf(box), value));
}

function choose(select: HTMLElement, left: Map<string, string[]>): void {
  if (!left.has(nameOf(select))) return;
  for (const option of select.querySelectorAll('option')) {
    const isChosen = takeEqual(left, nameOf(select), option.getAttribute('value') ?? option.text);
    turn(option, 'selected', isChosen);
  }
}

function takeEqual(left: Map<string, string[]>, name: string, value: string): boolean {
  const values = left.get(name) ?? [];
  const index = values.indexOf(value);
  if (index >= 0) values.splice(index, 1);
  return index >= 0;
}

function turn(element: HTMLElement, attribute: string, isOn: boolean): void {
  if (isOn) element.setAttribute(attribute, '');
  else element.removeAttribute(attribute);
}

function write(control: HTMLElement, value: string | undefined): void {
  if (value === undefined) return;
  if (control.tagName !== 'TEXTAREA') return void control.setAttribute('value', encode(value));
  const text = value.replaceAll('\r\n', '\n');
  // A browser drops the first line break of a text area.
  control.set_content(`${text.startsWith('\n') ? '\n' : ''}${encode(text)}`);
}

/** Every sign but letters, digits and spaces as its number: the parser writes an attribute with a quoting of its own. */
const encode = (text: string) => text.replaceAll(/[^\p{L}\p{N} ]/gu, (sign) => `&#${sign.codePointAt(0)};`);
