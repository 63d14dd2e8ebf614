// Runs before the first paint, so that a chosen theme, text size and language never flash by.
(function () {
  try {
    var root = document.documentElement;
    root.dataset.theme = localStorage.getItem('modu.theme') || 'auto';
    root.dataset.text = localStorage.getItem('modu.text-step') || '1';
  } catch (e) {
    // Storage is forbidden: the style sheet's defaults do.
  }
})();
