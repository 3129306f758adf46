// Runs a query of DuckDB over the CSV file, the query's table being "t".
//
// usage: node duckdb.js THREADS FILE COLUMNS QUERY
//        COLUMNS is {'name':'TYPE',...}
const { DuckDBInstance } = require('@duckdb/node-api');

const [threads, file, columns, query] = process.argv.slice(2);

(async () => {
	const db = await DuckDBInstance.create(':memory:',
		{ threads, preserve_insertion_order: 'false' });
	const c = await db.connect();
	await c.run(`COPY (WITH t AS (SELECT * FROM read_csv('${file}', header=true,
		auto_detect=false, delim=',', quote='"', escape='"', nullstr='',
		columns=${columns})) ${query}) TO '/dev/stdout' (FORMAT csv, HEADER)`);
})().catch(error => { console.error(error.message); process.exit(1); });
