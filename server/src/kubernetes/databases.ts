// Programs that must be the only writer of their files, by what the names of their images hold.

const DATABASES: readonly string[] = [
  ...['mysql', 'mariadb', 'percona', 'postgres', 'postgis', 'spilo', 'timescaledb', 'mssql', 'oracle', 'cockroach'],
  ...['mongo', 'redis', 'valkey', 'couchdb', 'cassandra', 'elasticsearch', 'opensearch', 'clickhouse-server'],
  ...['influxdb', 'neo4j', 'etcd', 'rabbitmq', 'prometheus'],
];

/** What has such a name and keeps no data of its own: exporters, clients, consoles, operators. */
const BESIDE_DATABASES =
  /exporter|operator|backup|dump|client|admin|express|proxy|router|console|commander|init|migrat|web|ui$|metrics|agent|adapter|pushgateway|config|reloader/;

/** `registry.example/team/mysql:8.4` is `mysql`. */
export function programOfImage(image: string): string {
  return (image.split('@')[0] ?? '').split('/').at(-1)?.split(':')[0] ?? '';
}

export function isDatabaseImage(image: string): boolean {
  const name = programOfImage(image).toLowerCase();
  return DATABASES.some((one) => name.includes(one)) && !BESIDE_DATABASES.test(name);
}
