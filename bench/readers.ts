// Process of its own: readers who open a page, read, and open the next. Tells its parent what the pages took.
const [base = '', readers = '50', pauseMs = '500'] = process.argv.slice(2);
const times: number[] = [];
let failures = 0;
let stopping = false;

async function read(n: number): Promise<void> {
  let places = ['/', '/records/', '/search?q=%E7%AE%A1%E7%90%86', '/agencies/', '/feed.xml'];
  for (let i = n; !stopping; i += 1) {
    const started = performance.now();
    try {
      // Each reader has an address of its own, as behind a proxy: limits count by address.
      const response = await fetch(base + places[i % places.length], { headers: { 'x-forwarded-for': `10.1.${Math.floor(n / 200)}.${1 + (n % 200)}` } });
      const text = await response.text();
      if (!response.ok) failures += 1;
      const links = [...text.matchAll(/href="(\/records\/[0-9a-f-]{36})"/g)].map((m) => m[1] ?? '/');
      if (links.length > 3) places = [...places.slice(0, 5), ...links.slice(0, 20)];
    } catch {
      failures += 1;
    }
    times.push(performance.now() - started);
    await new Promise((resolve) => { setTimeout(resolve, Number(pauseMs) * (0.5 + Math.random())); });
  }
}

process.on('message', () => { stopping = true; });
// A parent that was killed must not leave readers behind.
process.once('disconnect', () => process.exit());
await Promise.all(Array.from({ length: Number(readers) }, (_, n) => read(n)));
process.send?.({ times, failures });
process.disconnect();
