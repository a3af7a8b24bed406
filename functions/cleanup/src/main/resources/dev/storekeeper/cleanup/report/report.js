
(function () {
  'use strict';
  function value(row, column) {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  }
  function order(left, right) {
    return typeof left === 'number' ? left - right : left.localeCompare(right, 'en', {numeric: true});
  }
  function sort(table, column, head) {
    const down = head.getAttribute('aria-sort') === 'ascending';
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const body = table.tBodies[0];
    const keyed = Array.from(body.rows, function (row) { return [value(row, column), row]; });
    keyed.sort(function (a, b) { return down ? order(b[0], a[0]) : order(a[0], b[0]); });
    for (const pair of keyed) body.appendChild(pair[1]);
  }
  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      button.addEventListener('click', function () { sort(table, column, head); });
      head.replaceChildren(button);
    });
  }
  function makeFilterable(table) {
    const rows = Array.from(table.tBodies[0].rows);
    const texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    const label = document.createElement('label');
    const input = document.createElement('input');
    const found = document.createElement('span');
    label.className = 'filter';
    input.type = 'search';
    input.placeholder = 'Filter';
    input.setAttribute('aria-label', 'Filter: ' + table.caption.textContent);
    found.setAttribute('aria-live', 'polite');
    input.addEventListener('input', function () {
      const words = input.value.toLowerCase().split(' ');
      let shown = 0;
      rows.forEach(function (row, index) {
        const matches = words.every(function (word) { return texts[index].includes(word); });
        row.hidden = !matches;
        shown += matches ? 1 : 0;
      });
      found.textContent = input.value === '' ? '' : shown + ' of ' + rows.length;
    });
    label.append(input, found);
    table.before(label);
  }
  for (const table of document.querySelectorAll('table')) {
    if (table.tBodies[0].rows.length > 1) makeSortable(table);
    if (table.tBodies[0].rows.length > 10) makeFilterable(table);
  }
})();
