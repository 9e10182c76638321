// The page's own sentences, written by the server into the body.

export const words = JSON.parse(document.body.dataset.words);

export const say = (name, ...values) =>
  values.reduce((sentence, value) => sentence.replace("{}", () => value), words[name]);
