"use strict";
// Asks the server a picture came from for a way. Pictures in files do not hold this: they ask nobody.
var askWay = async (address, asked, signal) => {
  const found = await fetch(`${address}&${new URLSearchParams(asked)}`, { signal });
  return found.ok ? found.json() : { need: "", steps: [] };
};
