// Programs that must be the only writer of their files, by what the names of their images hold.

const DATABASES: readonly string[] = [
  ...['mysql', 'mariadb', 'percona', 'postgres', 'postgis', 'spilo', 'timescaledb', 'pgvector', 'pgvecto', 'orioledb'],
  ...['mssql', 'oracle', 'cockroach', 'yugabyte', 'tikv', 'firebird', 'rethinkdb', 'surrealdb', 'questdb', 'ravendb'],
  ...['azure-sql-edge', 'db2_', 'citus', 'greenplum', 'vertica-', 'singlestore', 'memsql', 'hanaexpress', 'oceanbase'],
  ...[
    'opengauss',
    'edgedb',
    'vttablet',
    'rqlite',
    'immudb',
    'eventstore',
    'kurrentdb',
    'interbase',
    'tdengine',
    'iotdb',
  ],
  ...['foundationdb', 'aerospike', 'voltdb', 'tarantool', 'kvrocks', 'starrocks', 'tigergraph', 'dse-server'],
  ...[
    'mongo',
    'ferretdb',
    'redis',
    'valkey',
    'keydb',
    'dragonfly',
    'couchdb',
    'couchbase',
    'cassandra',
    'cass-management',
    'scylla',
  ],
  ...['elasticsearch', 'opensearch', 'meilisearch', 'typesense', 'qdrant', 'weaviate', 'milvus', 'clickhouse'],
  ...['influxdb', 'victoria-metrics', 'vmstorage', 'prometheus', 'neo4j', 'dgraph', 'arangodb', 'memgraph'],
  ...['etcd', 'zookeeper', 'rabbitmq', 'kafka', 'paradedb'],
];

/** What has such a name and keeps no data of its own: exporters, clients, consoles, operators. */
const BESIDE_DATABASES =
  /exporter|operator|backup|dump|restore|client|admin|express|proxy|router|console|commander|init|migrat|web|ui$|metrics|agent|adapter|pushgateway|config|reloader|manager|insight|dashboard|curator|connect|bridge|seed|bootstrap|sentinel|postgrest|oraclelinux|etcdkeeper|compass|shell|-hq$|-meta$|etcdadm|-tool(?:s|kit)?$|workbench|monitor|-rest$|mcp|bench|tune/;
/** A database by its whole name, where a part of that speaks against it. */
const NONETHELESS = /victoria-metrics$|hanaexpress/;
/** Databases whose names are parts of others'. */
const EXACTLY: ReadonlySet<string> = new Set([
  'nats',
  'solr',
  'crate',
  'db2',
  'hana',
  'vertica',
  'redpanda',
  'openldap',
]);

/** Names that say little without the folder in front: `mssql/server`, `database/free` of Oracle's registry. */
const LITTLE = /^(?:server|community-server|enterprise-server|free|enterprise|database|db|node)$/;
const BY_FOLDER: ReadonlySet<string> = new Set([
  'mssql',
  'database',
  'rdbms',
  'mysql',
  'mariadb',
  'postgres',
  'postgresql',
  'couchbase',
  'singlestore',
  'memsql',
]);

/** `registry.example/team/mysql:8.4` is `mysql`; `mcr.microsoft.com/mssql/server` is `mssql/server`. */
export function programOfImage(image: string): string {
  const parts = (image.split('@')[0] ?? '').split('/');
  const name = parts.at(-1)?.split(':')[0] ?? '';
  const folder = LITTLE.test(name.toLowerCase())
    ? parts.slice(0, -1).findLast((one) => BY_FOLDER.has(one.toLowerCase()))
    : undefined;
  return folder === undefined ? name : `${folder}/${name}`;
}

export function isDatabaseImage(image: string): boolean {
  const name = programOfImage(image).toLowerCase();
  if (name.includes('/') || EXACTLY.has(name)) return true;
  return DATABASES.some((one) => name.includes(one)) && (!BESIDE_DATABASES.test(name) || NONETHELESS.test(name));
}
