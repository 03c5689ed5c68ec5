// Dragging of questions in the builder of forms. The buttons up and down do the same without it.
(() => {
  'use strict';
  const form = document.querySelector('[data-builder]');
  const lists = form ? Array.from(form.querySelectorAll('[data-place]')) : [];
  if (!lists.length) return;
  for (const hint of form.querySelectorAll('[data-drag-hint]')) hint.hidden = false;
  let dragged = null;

  for (const item of form.querySelectorAll('[data-question]')) {
    item.draggable = true;
    item.addEventListener('dragstart', (event) => {
      dragged = item;
      item.classList.add('dragged');
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', item.dataset.question);
    });
    item.addEventListener('dragend', () => {
      item.classList.remove('dragged');
      dragged = null;
    });
  }
  for (const list of lists) {
    list.addEventListener('dragover', (event) => {
      if (!dragged) return;
      event.preventDefault();
      const others = Array.from(list.children).filter((item) => item !== dragged);
      const after = others.find((item) => {
        const box = item.getBoundingClientRect();
        return event.clientY < box.top + box.height / 2;
      });
      list.insertBefore(dragged, after || null);
    });
    list.addEventListener('drop', (event) => {
      if (!dragged) return;
      event.preventDefault();
      const button = document.createElement('button');
      button.name = 'do';
      button.value = `place:${dragged.dataset.question}:${list.dataset.place}:${Array.from(list.children).indexOf(dragged)}`;
      button.hidden = true;
      form.append(button);
      form.requestSubmit(button);
    });
  }
})();
