// The operator's page without a browser: its own script, over the few things of a document that it touches.
// usage: node operator-page.mjs URL DELAYms     Each line read is a deed ("look", "tap ID", "type WORDS"), each line written is what the page shows after it.
import {resolveObjectURL} from 'node:buffer';
import {createInterface} from 'node:readline';

class Part {
  constructor(tag) { Object.assign(this, {tag, children: [], textContent: '', className: '', value: '', checked: false, dataset: {}}); }
  append(...parts) { this.children.push(...parts); }
  replaceChildren(...parts) { this.children = parts; }
  insertCell() { const cell = new Part('td'); this.append(cell); return cell; }
  get src() { return this.address ?? ''; }
  // A picture is one that begins as a JPEG does.
  set src(address) {
    this.address = address;
    resolveObjectURL(address).arrayBuffer().then(bytes => new Uint8Array(bytes)).then(b => b[0] === 0xff && b[1] === 0xd8 ? this.onload() : this.onerror());
  }
}
const [address, delay] = process.argv.slice(2);
const html = await (await fetch(address)).text();
const parts = Object.fromEntries([...html.matchAll(/<(\w+)[^>]*\bid="(\w+)"/g)].map(([, tag, id]) => [id, new Part(tag)]));
const words = [...html.matchAll(/data-word="(\w+)"/g)].map(([, word]) => Object.assign(new Part('button'), {dataset: {word}}));
const document = {hidden: false, getElementById: id => parts[id], createElement: tag => new Part(tag), querySelectorAll: () => words};
let [flying, mostFlying, states] = [0, 0, 0];
const slow = async (path, more) => {
  mostFlying = Math.max(mostFlying, ++flying);
  try {
    await new Promise(passed => setTimeout(passed, +delay));
    return await fetch(new URL(path, address), {...more, signal: undefined});
  } finally { flying--; if (path === '/state') states++; }
};
new Function('document', 'location', 'fetch', 'addEventListener', /<script>([\s\S]*)<\/script>/.exec(html)[1])(document, new URL(address), slow, () => {});

const all = (part, tag) => part.children.flatMap(x => [...(x.tag === tag ? [x] : []), ...(x.children ? all(x, tag) : [])]);
const look = () => ({
  mode: parts.mode.textContent, reason: parts.reason.textContent, watch: parts.watch.checked, sentence: parts.sentence.value, mostFlying, states,
  views: parts.views.children.map(x => ({caption: all(x, 'figcaption')[0]?.textContent, old: x.className === 'old', pictures: all(x, 'img').map(i => i.src !== '')})),
});
for await (const line of createInterface({input: process.stdin})) {
  const [deed, rest] = [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)];
  if (deed === 'tap') (parts[rest] ?? words.find(x => x.dataset.word === rest)).onclick();
  if (deed === 'type') parts.sentence.value = rest;
  console.log(JSON.stringify(look()));
}
process.exit(0);
