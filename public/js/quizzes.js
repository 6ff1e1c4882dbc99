// A running quiz: every change is saved at once, kept in this browser until the server has it, and the time is counted.
// The server decides what is saved and when time is up; without this file the buttons of the form do the same.
const form = document.querySelector('form[data-saving]');
const attempt = document.querySelector('[data-attempt]')?.dataset.attempt;
const prefix = `quiz:${attempt}:`;
const retryAfter = { first: 4000, most: 60_000 };

const store = {
  read: (key) => JSON.parse(localStorage.getItem(key) ?? 'null'),
  // A full or forbidden storage costs the copy, not the answer.
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {}
  },
  waiting: () => Object.keys(localStorage).filter((key) => key.startsWith(prefix)),
};

/** Sends one answer as the form would. 'lost' means that nobody knows whether it arrived, so it is sent again. */
async function send(path, pairs, signal) {
  const tokens = [...document.querySelectorAll('input[name=_csrf]')];
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams([...pairs, ['_csrf', tokens[0].value]]),
      keepalive: true,
      signal,
    });
    const { state, text, error, token } = await answer.json();
    // The person has signed in again in another tab.
    if (token) for (const input of tokens) input.value = token;
    // Signed out, too busy or broken: the answer stays here, and the server's sentence says what to do.
    return state ? { state, text } : { state: 'lost', text: error };
  } catch {
    return { state: 'lost' };
  }
}

/** Answers of other questions that were left unsent when the connection broke. */
async function sendWaiting() {
  for (const key of store.waiting()) {
    const { path, pairs } = store.read(key);
    if (form && path === form.getAttribute('action')) continue;
    if ((await send(path, pairs)).state !== 'lost') localStorage.removeItem(key);
  }
}

function autosave() {
  const status = form.querySelector('[data-saved]');
  const sequence = form.elements.sequence;
  const path = form.getAttribute('action');
  const key = prefix + path;
  let timer;
  let wait = retryAfter.first;
  let running = new AbortController();
  let last = Number(sequence.value) - 1;

  const pairs = () => [...new FormData(form)].filter(([name]) => name !== '_csrf' && name !== 'to');

  /** What is still under way holds an older answer, and must not come in after this one. */
  function supersede() {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    return running.signal;
  }

  async function save() {
    const signal = supersede();
    const sent = pairs();
    const mine = last;
    status.textContent = form.dataset.saving;
    const { state, text } = await send(path, sent, signal);
    if (signal.aborted) return;
    if (mine !== last) return;
    status.textContent = text ?? form.dataset.unsaved;
    if (state === 'lost') {
      timer = setTimeout(save, wait);
      wait = Math.min(wait * 2, retryAfter.most);
      return;
    }
    wait = retryAfter.first;
    localStorage.removeItem(key);
  }

  function change(delay) {
    supersede();
    last += 1;
    sequence.value = last;
    store.write(key, { path, pairs: pairs() });
    timer = setTimeout(save, delay);
  }

  form.addEventListener('input', ({ target }) => change(target.matches('input.id, input:not([type])') ? 1200 : 0));
  const saveNow = () => {
    if (store.read(key)) save();
  };
  window.addEventListener('online', saveNow);
  document.addEventListener('visibilitychange', () => document.hidden && saveNow());
  // The button sends the same answer once more, under a number of its own.
  form.addEventListener('submit', () => {
    if (form.dataset.sent) return;
    const isUnsaved = store.read(key);
    supersede();
    last += 1;
    sequence.value = last;
    // Sent with the number of the button, it is the same answer if it has to be sent once more.
    if (isUnsaved) store.write(key, { path, pairs: pairs() });
  });
  takeBack(key, change);
}

/** Puts back what was typed before the connection broke, unless the server has something newer. */
function takeBack(key, change) {
  const kept = store.read(key);
  if (!kept) return;
  localStorage.removeItem(key);
  const was = new URLSearchParams(kept.pairs);
  if (Number(was.get('sequence')) < Number(form.elements.sequence.value)) return;
  const answers = was.getAll('answer');
  const inputs = [...form.querySelectorAll('[name=answer]')];
  inputs.forEach((input, index) => {
    if (input.matches('[type=radio], [type=checkbox]')) input.checked = answers.includes(input.value);
    else input.value = answers[index] ?? '';
  });
  change(0);
}

/**
 * Counts by the wall clock, which goes on while a phone sleeps. It is read at every tick, and at once when the page is
 * looked at again.
 */
function countDown(clock) {
  const { seconds, grace, left, over, review } = clock.dataset;
  const status = document.querySelector('[data-announce]');
  const end = Date.now() + Number(seconds) * 1000;
  const announced = new Set();
  let timer;
  let isEnding = false;

  function tick() {
    clearTimeout(timer);
    const remaining = Math.ceil((end - Date.now()) / 1000);
    const minutes = Math.max(0, Math.ceil(remaining / 60));
    clock.textContent = remaining > 0 ? left.replace('#', minutes) : over;
    if (remaining <= 0) status.textContent = status.dataset.over;
    else if ([10, 5, 1].includes(minutes) && !announced.has(minutes)) {
      announced.add(minutes);
      status.textContent = status.dataset.announce.replace('#', minutes);
    }
    if (remaining > -Number(grace) - 1) timer = setTimeout(tick, 1000);
    else if (!isEnding) finish();
  }

  /** Without a connection the page stays, and tries again: the server has closed the attempt by itself. */
  async function finish() {
    isEnding = true;
    const isThere = await fetch('/healthz', { method: 'HEAD', cache: 'no-store' }).catch(() => false);
    isEnding = false;
    const submit = document.querySelector('form[data-submit]');
    if (!isThere) timer = setTimeout(tick, retryAfter.first);
    else if (submit) submit.requestSubmit();
    else location.assign(review);
  }

  for (const [target, event] of [
    [document, 'visibilitychange'],
    [window, 'pageshow'],
    [window, 'focus'],
  ]) {
    target.addEventListener(event, tick);
  }
  tick();
}

if (form) autosave();
const clock = document.querySelector('[role=timer]');
if (clock) countDown(clock);
sendWaiting();
window.addEventListener('online', sendWaiting);
