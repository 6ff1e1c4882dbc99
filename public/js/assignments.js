/** Saves what is typed by itself: on the server, or on this device while the server is out of reach. Shrinks photos. */
const quiet = 1500;
const longestSide = 1600;

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form);
for (const input of document.querySelectorAll('form[data-shrinking] input[type=file]')) shrinkPhotos(input);

function autosave(form) {
  const { key, keptHere, saving, restored, autosave: extra } = form.dataset;
  const place = `layar:${key}`;
  const status = form.querySelector('[role=status]');
  const revision = form.elements.revision;
  const fields = [...form.elements].filter((one) => one.matches('textarea, input[type=radio]'));
  let timer;
  let isStopped = false;

  const typed = () =>
    fields.filter((one) => one.type !== 'radio' || one.checked).map(({ name, value }) => [name, value]);

  async function save() {
    const pairs = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    const sent = JSON.stringify(typed());
    status.textContent = saving;
    try {
      const body = new URLSearchParams([...pairs, ...new URLSearchParams(extra)]);
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
      const { revision: saved, text } = await answer.json();
      status.textContent = text;
      if (saved !== undefined) revision.value = saved;
      isStopped = answer.status === 409;
      if (answer.ok) localStorage.removeItem(place);
      if (answer.ok && sent !== JSON.stringify(typed())) wait();
    } catch {
      keep();
    }
  }

  /** Kept with the revision it was typed on: over a newer one it is not put back. */
  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify({ revision: revision.value, typed: typed() }));
      status.textContent = keptHere;
    } catch {
      status.textContent = '';
    }
  }

  function restore() {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (kept?.revision !== revision.value) return localStorage.removeItem(place);
    for (const [name, value] of kept.typed) {
      for (const one of fields.filter((field) => field.name === name)) {
        if (one.type === 'radio') one.checked = one.value === value;
        else one.value = value;
      }
    }
    status.textContent = restored;
    wait();
  }

  function wait() {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(save, quiet);
  }

  for (const one of fields) one.addEventListener('input', wait);
  window.addEventListener('online', () => localStorage.getItem(place) && wait());
  // What is sent by a button carries everything; saving it a second time would only get in its way.
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    isStopped = true;
  });
  if (localStorage.getItem(place)) restore();
}

/** A photo from a telephone is several megabytes; what can be read on it fits into a few hundred kilobytes. */
function shrinkPhotos(input) {
  input.addEventListener('change', async () => {
    const status = input.form.querySelector('[role=status]');
    const before = status.textContent;
    status.textContent = input.form.dataset.shrinking;
    const files = new DataTransfer();
    for (const file of input.files) files.items.add(await shrink(file).catch(() => file));
    input.files = files.files;
    status.textContent = before;
  });
}

async function shrink(file) {
  if (!file.type.startsWith('image/')) return file;
  const picture = await createImageBitmap(file);
  const scale = longestSide / Math.max(picture.width, picture.height);
  if (scale >= 1) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  const smaller = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
  if (!smaller || smaller.size >= file.size) return file;
  return new File([smaller], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' });
}
