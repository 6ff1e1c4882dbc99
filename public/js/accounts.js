/** Shows a password while it is typed, for thumbs on small keys. Hidden again before it is sent. */
for (const frame of document.querySelectorAll('[data-show]')) {
  const input = frame.querySelector('input');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';

  const turn = (isShown) => {
    input.type = isShown ? 'text' : 'password';
    button.textContent = isShown ? frame.dataset.hide : frame.dataset.show;
    button.setAttribute('aria-pressed', String(isShown));
  };
  turn(false);
  button.addEventListener('click', () => turn(input.type === 'password'));
  input.form.addEventListener('submit', () => turn(false));
  const row = document.createElement('div');
  row.className = 'row';
  row.append(button);
  frame.append(row);
}
