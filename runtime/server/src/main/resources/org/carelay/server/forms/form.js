// Shows questions that follow from an answer at once. The server says which: the page works the same without this.
(() => {
  'use strict';
  const form = document.getElementById('form');
  const questions = document.getElementById('questions');
  if (!form || !questions || !form.querySelector('.more')) return;
  form.classList.add('live');
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  told.className = 'unseen';
  form.before(told);

  let asking;
  const fields = () => {
    const sent = new URLSearchParams(new FormData(form));
    sent.set('_action', 'look');
    return sent;
  };

  /** Puts in what is asked now and takes out what is not; what stays keeps its focus and values. */
  const merge = (from, into) => {
    const blocks = (parent) => [...parent.children].filter((child) => child.id.startsWith('b-'));
    const wanted = new Map(blocks(from).map((block) => [block.id, block]));
    for (const block of blocks(into)) {
      if (!wanted.has(block.id) && !block.contains(document.activeElement)) block.remove();
    }
    let before = null;
    for (const [id, block] of wanted) {
      const here = into.querySelector(':scope > #' + CSS.escape(id));
      if (here && here.tagName === 'FIELDSET') merge(block, here);
      const placed = here ?? document.adoptNode(block);
      if (!here) {
        if (before) before.after(placed);
        else {
          const first = blocks(into)[0];
          if (first) first.before(placed);
          else into.append(placed);
        }
      }
      before = placed;
    }
  };

  form.addEventListener('change', async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(location.href, { method: 'POST', body: fields(), signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const asked = page.getElementById('questions');
      if (!asked) return;
      // For who hears the page: a question that appears is said.
      told.textContent = page.querySelector('.new') ? (page.querySelector('.notice p')?.textContent ?? '') : '';
      merge(asked, questions);
      form.elements.namedItem('_shown').value = page.querySelector('[name="_shown"]').value;
    } catch {
      // Without an answer the buttons still do all that is needed.
    }
  });
})();
