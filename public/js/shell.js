/** What every page gains from JavaScript: the summary of errors takes the focus, and a form is sent once. */
document.querySelector('[role=alert][tabindex]')?.focus();

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  // Disabled only after the browser has read the form, or the pressed button's own value would not be sent.
  setTimeout(() => submitter?.setAttribute('disabled', ''), 0);
});

// A page that comes back from the browser's memory may be sent again.
window.addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[disabled]')) button.removeAttribute('disabled');
});

for (const toggle of document.querySelectorAll('[data-shows]')) {
  const input = document.getElementById(toggle.dataset.shows);
  toggle.hidden = false;
  toggle.addEventListener('change', () => {
    input.type = toggle.querySelector('input').checked ? 'text' : 'password';
  });
}
