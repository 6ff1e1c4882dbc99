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
async function send(path, pairs) {
  const token = document.querySelector('input[name=_csrf]').value;
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams([...pairs, ['_csrf', token]]),
      keepalive: true,
    });
    const { state, text, error } = await answer.json();
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
  let last = Number(sequence.value) - 1;

  const pairs = () => [...new FormData(form)].filter(([name]) => name !== '_csrf' && name !== 'to');

  async function save() {
    const sent = pairs();
    const mine = last;
    status.textContent = form.dataset.saving;
    const { state, text } = await send(path, sent);
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
    clearTimeout(timer);
    last += 1;
    sequence.value = last;
    store.write(key, { path, pairs: pairs() });
    timer = setTimeout(save, delay);
  }

  form.addEventListener('input', ({ target }) => change(target.matches('input.id, input:not([type])') ? 1200 : 0));
  const saveNow = () => {
    if (!store.read(key)) return;
    clearTimeout(timer);
    save();
  };
  window.addEventListener('online', saveNow);
  document.addEventListener('visibilitychange', () => document.hidden && saveNow());
  // The button sends the same answer once more, under a number of its own.
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    last += 1;
    sequence.value = last;
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

function countDown(clock) {
  const { seconds, grace, left, over, review } = clock.dataset;
  const status = document.querySelector('[data-announce]');
  const end = performance.now() + Number(seconds) * 1000;
  const announced = new Set();

  function tick() {
    const remaining = Math.ceil((end - performance.now()) / 1000);
    const minutes = Math.max(0, Math.ceil(remaining / 60));
    clock.textContent = remaining > 0 ? left.replace('#', minutes) : over;
    if (remaining <= 0) status.textContent = status.dataset.over;
    else if ([10, 5, 1].includes(minutes) && !announced.has(minutes)) {
      announced.add(minutes);
      status.textContent = status.dataset.announce.replace('#', minutes);
    }
    if (remaining > -Number(grace) - 1) return setTimeout(tick, 1000);
    const submit = document.querySelector('form[data-submit]');
    if (submit) submit.requestSubmit();
    else location.assign(review);
  }
  tick();
}

if (form) autosave();
const clock = document.querySelector('[role=timer]');
if (clock) countDown(clock);
sendWaiting();
window.addEventListener('online', sendWaiting);
