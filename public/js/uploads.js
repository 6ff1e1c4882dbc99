/** Every form with files: says at once which file cannot be sent and why, makes photos smaller, shows how far sending is. */
const small = 1_000_000;
const heavy = 4_000_000;
/** As src/platform/files/image-size.ts keeps pictures. */
const readable = { longer: 1600, shorter: 1080, pixels: 16_000_000 };

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

function take(input) {
  const { kinds, most, says, lang } = JSON.parse(input.dataset.upload);
  const { form } = input;
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${number.format(bytes / 1e6)} MB`);
  const list = Object.assign(document.createElement('ul'), { className: 'chosen', ariaLive: 'polite' });
  const bar = document.createElement('progress');
  const status = Object.assign(document.createElement('p'), { className: 'quiet' });
  status.setAttribute('role', 'status');
  bar.ariaHidden = 'true';
  input.after(list, bar, status);
  bar.hidden = true;
  let preparing;
  let isBusy = false;

  input.addEventListener('change', () => {
    const mine = (preparing = prepare([...input.files], () => mine === preparing).finally(() => {
      if (mine === preparing) preparing = undefined;
    }));
  });

  /** Leaves the good files in the input; each other one stays on the list with what to do. */
  async function prepare(files, isWanted) {
    const good = new DataTransfer();
    list.replaceChildren();
    for (const file of files) {
      const line = list.appendChild(document.createElement('li'));
      line.textContent = fill(says.preparing, { name: file.name });
      const { ready, problem } = await judge(file, good.files.length);
      if (!isWanted()) return;
      line.className = problem ? 'error' : '';
      line.textContent = problem
        ? fill(problem, { name: file.name, max: problem === says.tooMany ? most : size(limitOf(file)) })
        : `${ready.name} · ${size(ready.size)}`;
      if (ready) good.items.add(ready);
    }
    input.files = good.files;
  }

  const limitOf = (file) => kinds[file.kind] ?? Math.max(...Object.values(kinds));

  async function judge(file, taken) {
    if (file.size === 0) return { problem: says.empty };
    if (taken === most) return { problem: says.tooMany };
    const kind = kindOf(new Uint8Array(await file.slice(0, 64).arrayBuffer()), file.name);
    file.kind = kind;
    const isPicture = ['jpg', 'png', 'webp', 'heic'].includes(kind) && 'jpg' in kinds;
    const ready = isPicture ? await shrink(file, kind, limitOf(file)).catch(() => file) : file;
    if (kind === 'heic' && isPicture && ready === file) return { problem: says.heic };
    if (!isPicture && !(kind in kinds)) return { problem: says.kind };
    return ready.size > limitOf(file) ? { problem: says.tooLarge } : { ready };
  }

  form.addEventListener('submit', async (event) => {
    if (event.defaultPrevented || !(preparing || input.files.length > 0)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isBusy) return;
    isBusy = true;
    status.textContent = '';
    const isEarly = preparing !== undefined;
    await preparing;
    // What is refused was not on the page yet when the button was pressed.
    if (isEarly && list.querySelector('.error')) isBusy = false;
    else send(event.submitter);
  });

  function send(button) {
    const body = new FormData(form);
    if (button?.name) body.append(button.name, button.value);
    const request = new XMLHttpRequest();
    request.open('POST', button?.getAttribute('formaction') ?? form.action);
    request.setRequestHeader('Accept', 'text/html');
    request.setRequestHeader('X-Sent-By', 'script');
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      [bar.hidden, bar.max, bar.value] = [false, total, loaded];
      const percent = Math.floor((100 * loaded) / total);
      status.textContent =
        percent < 100 ? fill(says.sending, { percent, done: size(loaded), all: size(total) }) : says.checking;
    });
    request.addEventListener('load', () => answered(request));
    for (const end of ['error', 'abort']) request.addEventListener(end, () => failed(says.lost));
    const buttons = [...form.querySelectorAll('button')].filter((one) => !one.disabled);
    for (const one of buttons) one.disabled = true;
    request.addEventListener('loadend', () => {
      for (const one of buttons) one.disabled = false;
    });
    window.addEventListener('beforeunload', stay);
    request.send(body);
  }

  const stay = (event) => event.preventDefault();

  function failed(sentence, link) {
    isBusy = false;
    bar.hidden = true;
    window.removeEventListener('beforeunload', stay);
    status.className = 'error';
    status.replaceChildren(`${sentence} `, link ?? '');
  }

  /** Another page to go to, this one again with what is wrong, or an error, after which all stays as it is. */
  function answered(request) {
    const { status: code, responseText: html } = request;
    window.removeEventListener('beforeunload', stay);
    const way = request.getResponseHeader('location');
    if (way) return way === location.pathname ? location.reload() : location.assign(way);
    const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
    if (!main) return failed(says.lost);
    // shell.js opens it like any page.
    if (code < 400 || main.querySelector('input[type=file]')) {
      return document.dispatchEvent(new CustomEvent('layar:answer', { detail: html }));
    }
    const link = main.querySelector('a.button');
    link?.setAttribute('target', '_blank');
    failed((main.querySelector('[data-reason]') ?? main.querySelector('p'))?.textContent ?? '', link);
  }
  // This script came after the choice.
  if (input.files.length > 0) input.dispatchEvent(new Event('change'));
}

/** By the first bytes; the name only tells apart what is an archive, or a film without pictures. */
function kindOf(head, name) {
  const text = String.fromCharCode(...head);
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (text.startsWith('\xff\xd8\xff')) return 'jpg';
  if (text.startsWith('\x89PNG') || text.startsWith('GIF8')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (/^(\xef\xbb\xbf)?\s*%PDF-/.test(text)) return 'pdf';
  if (text.startsWith('PK\x03\x04')) return ending;
  if (text.startsWith('OggS')) return 'ogg';
  if (text.startsWith('ID3') || (head[0] === 0xff && head[1] >= 0xe0)) return 'mp3';
  if (text.startsWith('\x1aE\xdf\xa3')) return 'webm';
  if (text.slice(4, 8) !== 'ftyp') return '';
  if (/^(hei|hev|mif|msf|avi)/.test(text.slice(8))) return 'heic';
  return ending === 'm4a' || text.slice(8, 11) === 'M4A' ? 'm4a' : text.slice(8, 10) === 'qt' ? '' : 'mp4';
}

/** A photo at a size that still can be read, on white where it could be seen through; the file itself where that is fine. */
async function shrink(file, kind, limit) {
  if (file.size <= small && kind !== 'heic') return file;
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  const isDrawing = kind === 'png' && file.size < width * height;
  const fitting = Math.max(readable.longer / Math.max(width, height), readable.shorter / Math.min(width, height));
  const scale = Math.min(1, isDrawing ? 1 : fitting, Math.sqrt(readable.pixels / (width * height)));
  if (scale === 1 && file.size <= Math.min(limit, heavy) && kind !== 'heic') return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const smaller = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
  if (!smaller || (smaller.size >= file.size && kind !== 'heic')) return file;
  return new File([smaller], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
}

for (const input of document.querySelectorAll('input[type=file][data-upload]')) take(input);
