/** What every page gains from JavaScript: the summary of errors takes the focus, and a form is sent once, or stays. */
const answerKey = 'layar:answer';
const answerLives = 60_000;
showAnswer();
document.querySelector('[role=alert][tabindex]')?.focus();

const slowAfter = 8000;
const longestWait = 45_000;

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  // Disabled only after the browser has read the form, or the pressed button's own value would not be sent.
  setTimeout(() => form.dataset.sent && submitter?.setAttribute('disabled', ''), 0);
  if (form.getAttribute('method')?.toLowerCase() !== 'post' || form.target) return;
  // Signing in loses nothing but a password, and browsers and their helpers watch for the page that follows.
  if (form.matches('[data-direct]') && navigator.onLine) return;
  event.preventDefault();
  send(form, submitter);
});

/**
 * By fetch, which leaves the page where it is when there is no connection. A download, and a password, which browsers keep
 * only when they send it themselves, go by the browser once the server has been heard.
 */
async function send(form, button) {
  const isDelicate = form.matches('[data-once]') || form.querySelector('[type=password], [autocomplete=one-time-code]');
  const slow = setTimeout(() => say(form, button, document.body.dataset.slow), slowAfter);
  try {
    if (isDelicate) {
      await fetch('/healthz', { method: 'HEAD', cache: 'no-store', signal: limit() });
      sendByBrowser(form, button);
    } else {
      await follow(await fetch(addressOf(form, button), asRequest(form, read(form, button))), form, button);
    }
  } catch {
    stay(form, button, document.body.dataset.unsent);
  } finally {
    clearTimeout(slow);
  }
}

const limit = () => AbortSignal.timeout?.(longestWait);
const addressOf = (form, button) =>
  button?.getAttribute('formaction') ?? (form.getAttribute('action') || location.href);

function asRequest(form, body) {
  const isMultipart = form.getAttribute('enctype') === 'multipart/form-data';
  return {
    method: 'POST',
    headers: { accept: 'text/html', 'x-sent-by': 'script' },
    body: isMultipart ? body : new URLSearchParams(body),
    // Files take as long as the line is slow.
    signal: isMultipart ? undefined : limit(),
  };
}

function read(form, button) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  return body;
}

async function follow(answer, form, button) {
  const way = answer.headers.get('location');
  if (way) {
    const { pathname, search, hash } = new URL(way, location.href);
    location.assign(way);
    // A place on this very page is gone to without asking the server.
    if (hash && pathname + search === location.pathname + location.search) location.reload();
    return;
  }
  const html = await answer.text();
  const isInTrouble = answer.status >= 500 || answer.status === 429 || answer.status === 413;
  if (!isInTrouble && html.includes('<main')) return openAnswer(html);
  const reason = parse(html).querySelector('[data-reason]')?.textContent ?? document.body.dataset.busy;
  stay(form, button, `${reason} ${document.body.dataset.stillHere}`);
}

// What is only needed once a file is chosen costs nobody anything before.
for (const event of ['focusin', 'click', 'change']) {
  document.addEventListener(event, ({ target }) => target.dataset?.script && import(target.dataset.script));
}

// From a script that sends a form itself, to show how far it is.
document.addEventListener('layar:answer', ({ detail }) => openAnswer(detail));

function parse(html) {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** A page that answers a form is opened like any other, so that its scripts begin anew: the page here, with that content. */
function openAnswer(html) {
  const path = location.pathname + location.search;
  try {
    sessionStorage.setItem(answerKey, JSON.stringify({ path, html, at: Date.now() }));
    location.replace(path);
  } catch {
    showPage(html);
  }
}

function showAnswer() {
  try {
    const { path, html, at } = JSON.parse(sessionStorage.getItem(answerKey) ?? '{}');
    sessionStorage.removeItem(answerKey);
    if (path === location.pathname + location.search && Date.now() - at < answerLives) showPage(html);
  } catch {}
}

function showPage(html) {
  const page = parse(html);
  document.title = page.title;
  document.querySelector('main').replaceWith(page.querySelector('main'));
  for (const script of page.querySelectorAll('script[src]')) {
    const src = script.getAttribute('src');
    if (!document.querySelector(`script[src="${src}"]`)) import(src);
  }
}

// What was typed and not sent is there again when its page is opened again in this tab, whether another form was sent or a
// link followed. The middle of a form's token names the person and the page, so nobody finds what somebody else typed.
const markOf = ({ elements }) => elements._csrf && `layar:typed:${elements._csrf.value.split('.')[1]}`;
const unkept = new Set(['hidden', 'password', 'file', 'submit', 'button', 'fieldset']);
const typedIn = (form) =>
  [...form.elements].filter((one) => one.name && !unkept.has(one.type) && one.autocomplete !== 'one-time-code');
const isChanged = (one) =>
  one.options
    ? [...one.options].some(({ selected, defaultSelected }) => selected !== defaultSelected)
    : one.value !== one.defaultValue || one.checked !== one.defaultChecked;

let sent;
document.addEventListener('submit', ({ target }) => (sent = target), true);
document.addEventListener('input', ({ target }) => target.form === sent && (sent = undefined));

function keepUnsent() {
  const forms = [...document.querySelectorAll('main form')];
  const mark = forms.map(markOf).find(Boolean);
  const unsent = forms
    .filter((form) => form !== sent && !form.matches('[data-autosave]') && markOf(form) === mark)
    .filter((form) => typedIn(form).some(isChanged))
    .map((form) => [form.action, typedIn(form).map(({ name, value, checked }) => [name, value, checked])]);
  try {
    // Who signs out, which is no form of the page itself, leaves nothing on a phone that others use.
    if (sent && !sent.closest('main')) sessionStorage.clear();
    else if (mark && unsent.length > 0) sessionStorage.setItem(mark, JSON.stringify(unsent));
    else if (mark) sessionStorage.removeItem(mark);
  } catch {}
}
addEventListener('pagehide', keepUnsent);
bringBack();

function bringBack() {
  const forms = [...document.querySelectorAll('main form')];
  const mark = forms.map(markOf).find(Boolean);
  try {
    const kept = JSON.parse(sessionStorage.getItem(mark) ?? '[]');
    sessionStorage.removeItem(mark);
    for (const [action, typed] of kept) {
      const form = forms.find((one) => one.action === action && !one.matches('[data-again]'));
      const controls = form ? typedIn(form) : [];
      for (const [place, [name, value, checked]] of typed.entries()) {
        if (controls[place]?.name === name) Object.assign(controls[place], { value, checked });
      }
    }
  } catch {}
}

function sendByBrowser(form, button) {
  const own = form.getAttribute('action');
  const pressed = Object.assign(document.createElement('input'), { type: 'hidden' });
  if (button?.name) {
    Object.assign(pressed, { name: button.name, value: button.value });
    form.append(pressed);
  }
  if (button?.hasAttribute('formaction')) form.setAttribute('action', button.getAttribute('formaction'));
  HTMLFormElement.prototype.submit.call(form);
  if (form.dataset.once === 'download') stay(form, button);
  // The browser has read the form; somebody who comes back finds it as it was.
  pressed.remove();
  if (own === null) form.removeAttribute('action');
  else form.setAttribute('action', own);
}

function stay(form, button, sentence) {
  delete form.dataset.sent;
  button?.removeAttribute('disabled');
  if (sentence) say(form, button, sentence);
}

function say(form, button, sentence) {
  const place = button?.closest('.actions') ?? button ?? form.lastElementChild;
  let note = form.querySelector('[data-told]');
  if (!note) {
    note = document.createElement('p');
    note.className = 'note warn';
    note.dataset.told = '';
    note.setAttribute('role', 'alert');
  }
  place.after(note);
  note.textContent = sentence;
  note.scrollIntoView({ block: 'nearest' });
}

// A page that comes back from the browser's memory may be sent again.
window.addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[disabled]')) button.removeAttribute('disabled');
});
