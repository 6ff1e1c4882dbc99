/** Saves what is typed by itself: on the server, or on this device while the server is out of reach. */
const quiet = 1500;
const retryAfter = { first: 4000, most: 60_000 };
const longestWait = 30_000;
// The most that a browser still sends for a page that is being left, less the rest of the request.
const mostWhenLeaving = 60_000;

const store = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  },
  /** Nothing takes away what was there. False when the storage is full or forbidden. */
  write(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
      return true;
    } catch {
      return false;
    }
  },
};

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form);

/** What the server said; without `state` it is not known whether anything was saved. */
async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      keepalive: String(body).length < mostWhenLeaving,
      signal: AbortSignal.timeout?.(longestWait),
    });
    return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
  } catch {
    return {};
  }
}

/** Of what the server drops or folds, this drops and folds more: two texts that differ for it differ for the server. */
function visible(text) {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])[\p{C}\p{Default_Ignorable_Code_Point}\uFFFC]/gu, '')
    .replace(/[\p{Zs}\u2800]/gu, ' ')
    .normalize('NFC')
    .trim();
}

/** Fields as the server keeps them, to compare two states of a form. */
function plain(pairs) {
  const trimmed = pairs.map(([name, value]) => [name, visible(value)]);
  return JSON.stringify(trimmed.filter(([, value]) => value !== '').sort());
}

function autosave(form) {
  const { key, keptHere, saving, restored, again, autosave: extra } = form.dataset;
  const place = `layar:${key}`;
  const status = form.querySelector('[role=status]');
  const revision = form.elements.revision;
  const fields = [...form.elements].filter((one) => one.matches('textarea, input[type=radio], [inputmode=url]'));
  let timer;
  let pause = retryAfter.first;
  let running;
  // What was sent and not answered. It is sent again before anything newer: only then is it known who has changed what.
  let doubt;
  let [isUnsaved, isStopped] = [false, false];
  let leaving;

  const typed = () =>
    fields.filter((one) => one.type !== 'radio' || one.checked).map(({ name, value }) => [name, value]);
  let seen = again === undefined ? typed() : [];

  /** One at a time, as each needs the revision that the one before it made. */
  const save = () => (running ??= send().finally(() => (running = undefined)));

  async function send() {
    clearTimeout(timer);
    const sent = (doubt ??= typed());
    const carried = [...form.querySelectorAll('input[type=hidden]')].map(({ name, value }) => [name, value]);
    status.textContent = saving;
    const body = new URLSearchParams([...carried, ...sent, ...new URLSearchParams(extra)]);
    const answer = await post(form.action, body);
    if (!answer.state) return tryLater(answer);
    doubt = undefined;
    pause = retryAfter.first;
    // A conflict with what this very page has sent, or has seen on the server, is none.
    const stored = answer.stored && Object.entries(answer.stored.typed);
    const isOurs = stored && [sent, seen].some((ours) => plain(ours) === plain(stored));
    const { state, text, revision: now = revision.value } = isOurs ? answer.stored : answer;
    const there = isOurs ? stored : sent;
    if (state === 'saved') seen = there;
    status.textContent = text;
    revision.value = now;
    const isChanged = plain(typed()) !== plain(there);
    isUnsaved = isChanged || state !== 'saved';
    isStopped ||= state !== 'saved' && state !== 'refused';
    // A page that is being left may come again before it shows what was saved just now.
    if (isUnsaved || document.hidden) keep();
    else store.write(place);
    if (isChanged) wait();
  }

  /** Signed out, too busy, broken or out of reach: what is typed stays here, and the server's sentence says what to do. */
  function tryLater({ status: code, error }) {
    // What is too large was surely not saved, and would be too large again.
    if (code === 413) doubt = undefined;
    status.textContent = keep() ? (error ?? keptHere) : (error ?? '');
    clearTimeout(timer);
    timer = setTimeout(save, pause);
    pause = Math.min(pause * 2, retryAfter.most);
  }

  /** With the revision it was typed on, and with what may have been saved over that meanwhile. */
  const keep = () => store.write(place, { revision: revision.value, typed: typed(), doubt });

  /** Over a newer revision nothing is put back, unless that is what was sent from here. */
  function restore({ typed: kept, doubt: sent, revision: last }) {
    const isOurs = Number(last) >= Number(revision.value) || (sent && plain(sent) === plain(typed()));
    revision.value = Math.max(last, revision.value);
    if (!isOurs || plain(kept) === plain(typed())) return store.write(place);
    for (const [name, value] of kept) {
      for (const one of fields.filter((field) => field.name === name)) {
        if (one.type === 'radio') one.checked = one.value === value;
        else one.value = value;
      }
    }
    status.textContent = restored;
    change();
  }

  function wait() {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(save, quiet);
  }

  function change() {
    isUnsaved = true;
    // Typing must not hurry a server that is in trouble.
    if (pause > retryAfter.first) keep();
    else wait();
  }

  const saveNow = () => isUnsaved && !isStopped && save();

  for (const one of fields) one.addEventListener('input', change);
  window.addEventListener('online', saveNow);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden || !isUnsaved) return;
    saveNow();
    keep();
  });
  // What is sent by a button carries everything, on the revision that a save under way or unanswered is about to change.
  form.addEventListener('submit', async (event) => {
    if (form.dataset.sent) return;
    keep();
    if (isStopped || !(running || doubt)) {
      clearTimeout(timer);
      isStopped = true;
      return;
    }
    event.preventDefault();
    // shell.js would take the form for sent.
    event.stopPropagation();
    if (leaving) return void (leaving = event);
    leaving = event;
    await save();
    clearTimeout(timer);
    isStopped = true;
    form.requestSubmit(leaving.submitter);
  });
  const kept = store.read(place);
  // A form that comes back with a mistake or a conflict holds what was sent; that is newer than what is kept.
  if (kept && again === undefined) restore(kept);
}
