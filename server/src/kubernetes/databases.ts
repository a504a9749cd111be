// Programs that must be the only writer of their files, by what the names of their images hold.

const DATABASES: readonly string[] = [
  ...['mysql', 'mariadb', 'percona', 'postgres', 'postgis', 'spilo', 'timescaledb', 'pgvector', 'pgvecto', 'orioledb'],
  ...['mssql', 'oracle', 'cockroach', 'yugabyte', 'tikv', 'firebird', 'rethinkdb', 'surrealdb', 'questdb', 'ravendb'],
  ...['mongo', 'ferretdb', 'redis', 'valkey', 'keydb', 'dragonfly', 'couchdb', 'couchbase', 'cassandra', 'scylla'],
  ...['elasticsearch', 'opensearch', 'meilisearch', 'typesense', 'qdrant', 'weaviate', 'milvus', 'clickhouse-server'],
  ...['influxdb', 'victoria-metrics', 'vmstorage', 'prometheus', 'neo4j', 'dgraph', 'arangodb', 'memgraph'],
  ...['etcd', 'zookeeper', 'rabbitmq', 'kafka'],
];

/** What has such a name and keeps no data of its own: exporters, clients, consoles, operators. */
const BESIDE_DATABASES =
  /exporter|operator|backup|dump|restore|client|admin|express|proxy|router|console|commander|init|migrat|web|ui$|metrics|agent|adapter|pushgateway|config|reloader|manager|insight|dashboard|curator|connect|bridge|seed|bootstrap|sentinel|postgrest|oraclelinux|etcdkeeper|compass/;
/** A database by its whole name, where a part of that speaks against it. */
const NONETHELESS = /victoria-metrics$/;

/** Names that say little without the folder in front: `mssql/server`, `database/free` of Oracle's registry. */
const LITTLE = /^(?:server|free|enterprise|database|db)$/;
const BY_FOLDER: ReadonlySet<string> = new Set([
  'mssql',
  'database',
  'rdbms',
  'mysql',
  'mariadb',
  'postgres',
  'postgresql',
]);

/** `registry.example/team/mysql:8.4` is `mysql`; `mcr.microsoft.com/mssql/server` is `mssql/server`. */
export function programOfImage(image: string): string {
  const parts = (image.split('@')[0] ?? '').split('/');
  const name = parts.at(-1)?.split(':')[0] ?? '';
  const folder = parts.at(-2);
  return folder !== undefined && isDatabaseFolder(folder, name) ? `${folder}/${name}` : name;
}

function isDatabaseFolder(folder: string, name: string): boolean {
  return LITTLE.test(name.toLowerCase()) && BY_FOLDER.has(folder.toLowerCase());
}

export function isDatabaseImage(image: string): boolean {
  const name = programOfImage(image).toLowerCase();
  if (name.includes('/')) return true;
  return DATABASES.some((one) => name.includes(one)) && (!BESIDE_DATABASES.test(name) || NONETHELESS.test(name));
}
