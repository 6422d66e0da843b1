/**
 * Keys of an input method (Japanese, Chinese, Korean, dead keys) act on its own window: Enter takes a word, Escape closes
 * the list. They reach no listener of ours. Safari sends the Enter that ends a word after the composition, as keyCode 229.
 */
export function keepFromComposing(): void {
  addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
