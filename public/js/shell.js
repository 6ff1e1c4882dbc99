/** What every page gains from JavaScript: the summary of errors takes the focus, the present tab is in view, and a form is sent once. */
document.querySelector('[role=alert][tabindex]')?.focus();

// The tab of this page is in view, also where the row of tabs is wider than a phone.
const tab = document.querySelector('.tabs [aria-current]');
if (tab) tab.parentElement.scrollLeft = Math.max(0, tab.offsetLeft + tab.offsetWidth + 24 - innerWidth);

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
