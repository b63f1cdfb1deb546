// node clickhouse.mjs NPM THREADS QUERY.sql DATA: prints the rows as CSV. NPM holds node_modules/chdb (ClickHouse as a library).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const [npm, threads, query, data] = process.argv.slice(2);
const { query: run } = createRequire(npm + '/')('chdb');
process.stdout.write(run(readFileSync(query, 'utf8').replaceAll('{data}', data) + ` settings max_threads = ${threads}`, 'CSV'));
