// Conveniences only: everything is readable without this script.
(function () {
  'use strict';
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
    }
    var own = target.tagName === 'TBODY' && target.querySelector('details');
    if (own) own.open = true;
    target.scrollIntoView();
  }
  var closed = [];
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', function () {
    closed = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    closed.forEach(function (details) { details.open = true; });
  });
  addEventListener('afterprint', function () {
    closed.forEach(function (details) { details.open = false; });
  });
  reveal();
})();
