import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createDatabase } from '../helpers/database.js';

describe('the test database helper', () => {
  it('gives each caller a database of its own, in UTF-8, and takes it away again', async () => {
    const [first, second] = await Promise.all([createDatabase(), createDatabase()]);
    const client = new pg.Client({ connectionString: first.url });
    await client.connect();
    const { rows } = await client.query(
      "select '督办'::text as word, current_database() as name, current_setting('server_encoding') as encoding",
    );
    await client.end();
    expect(rows[0]).toEqual({ word: '督办', name: new URL(first.url).pathname.slice(1), encoding: 'UTF8' });
    expect(second.url).not.toBe(first.url);
    await first.drop();
    await second.drop();
    await expect(new pg.Client({ connectionString: first.url }).connect()).rejects.toThrow(/does not exist/);
  });
});
