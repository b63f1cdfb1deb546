// node duckdb.mjs NPM THREADS QUERY.sql DATA: prints the rows, comma-separated. NPM holds node_modules/@duckdb/node-api.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const [npm, threads, query, data] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(npm + '/')('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const answer = await connection.runAndReadAll(readFileSync(query, 'utf8').replaceAll('{data}', data));
for (const row of answer.getRows()) console.log(row.map(String).join(','));
