import { expect, it } from 'vitest';
import { listen } from './http.ts';

it('an address too long to be read is answered in words', async () => {
  const server = await listen((_request, response) => { response.end('ok'); }, 0, ['127.0.0.1']);
  try {
    const ask = (q: string) => fetch(`http://127.0.0.1:${server.port}/search?q=${q}`);
    expect(await (await ask('x')).text()).toBe('ok');
    const long = await ask('x'.repeat(40_000));
    expect([long.status, await long.text()]).toEqual([431, '网址太长：请缩短查询后再试']);
  } finally {
    await server.close();
  }
});
