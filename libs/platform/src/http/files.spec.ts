import { describe, expect, it } from '@jest/globals';
import { fileAnswer } from './files.js';

describe('a file as an answer', () => {
  it('has a name that every browser can read, in any script', () => {
    const { disposition, length, type } = fileAnswer({
      content: new Uint8Array(3),
      mediaType: 'text/plain',
      name: '第12次纪要 (1).txt',
    }).getHeaders();
    expect(disposition).toBe(
      `attachment; filename="_12_ (1).txt"; filename*=UTF-8''%E7%AC%AC12%E6%AC%A1%E7%BA%AA%E8%A6%81%20%281%29.txt`,
    );
    expect({ length, type }).toEqual({ length: 3, type: 'text/plain' });
  });

  it('lets no name break out of its header', () => {
    const { disposition } = fileAnswer({
      content: new Uint8Array(1),
      mediaType: 'a/b',
      name: 'a"\r\nSet-Cookie: x',
    }).getHeaders();
    expect(disposition).not.toMatch(/[\r\n]|a"/);
  });
});
