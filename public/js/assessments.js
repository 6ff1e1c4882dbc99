/** One tap for the four rules of a unit: the ticks stay the assessor's, and can be taken away again. */
for (const group of document.querySelectorAll('[data-rules]')) {
  const boxes = [...group.querySelectorAll('input[type=checkbox]')];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button second';
  button.textContent = group.dataset.rules;
  button.addEventListener('click', () => {
    for (const box of boxes) box.checked = true;
    // So that what listens for changes, such as saving a draft, hears of them.
    boxes[0].dispatchEvent(new Event('change', { bubbles: true }));
  });
  boxes[0].closest('.columns').after(button);
}
