import type pg from 'pg';

export interface Table {
  name: string;
  columns: string[];
}

/** Every table of the register, in order of name, and its columns; without what the migrations note of themselves. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'kysely\\_%'
    group by table_name order by table_name`);
  return rows;
}

export function quoted(client: pg.Client, names: string[]): string {
  return names.map((name) => client.escapeIdentifier(name)).join(', ');
}
