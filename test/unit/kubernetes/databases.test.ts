// Which images are databases: what their names hold, and what has such a name and keeps no data.
import assert from 'node:assert/strict';
import { isDatabaseImage, programOfImage } from '../../../server/src/kubernetes/databases.ts';

describe('kubernetes: images of databases', () => {
  it('by what the name holds, in any registry', () => {
    const images = [
      'postgres:16',
      'docker.io/bitnami/postgresql-repmgr:15',
      'ghcr.io/zalando/spilo-16:3.2-p3',
      'registry.developers.crunchydata.com/crunchydata/crunchy-postgres:ubi8-16.2',
      'timescale/timescaledb-ha:pg15',
      'pgvector/pgvector:pg16',
      'mariadb-105:1@sha256:0123',
      'percona/percona-xtradb-cluster:8.0',
      'mcr.microsoft.com/mssql/server:2022-latest',
      'container-registry.oracle.com/database/free:23.4',
      'gvenzl/oracle-xe:21',
      'quay.io/coreos/etcd:v3.5.1',
      'victoriametrics/victoria-metrics:v1.100.0',
      'scylladb/scylla:5.4',
      'eqalpha/keydb:latest',
      'arangodb:3.11',
      'container-registry.oracle.com/mysql/community-server:8.0',
      'mcr.microsoft.com/azure-sql-edge',
      'icr.io/db2_community/db2:11.5',
      'couchbase/server:7',
      'citusdata/citus:12',
      'bitnami/clickhouse:24',
      'opentext/vertica-k8s:24.1',
      'registry.example/analytics/vertica:24.1',
      'saplabs/hanaexpress:2',
      'singlestore/node:8',
      'tarantool/tarantool:3',
      'k8ssandra/cass-management-api:4.1',
      'datastax/dse-server:6.8',
      'nats:2-alpine',
      'solr:9',
      'mcr.microsoft.com/mssql/rhel/server:2022-latest',
      'docker.redpanda.com/redpandadata/redpanda:v25.1',
      'osixia/openldap:1.5',
      'paradedb/paradedb:17',
    ];
    assert.deepEqual(
      images.filter((image) => !isDatabaseImage(image)),
      [],
    );
  });

  it('and none that only works beside one', () => {
    const images = [
      'mongo-express:1',
      'dpage/pgadmin4:8',
      'prometheuscommunity/postgres-exporter:v0.15.0',
      'mysql/mysql-operator:8.4',
      'postgrest/postgrest:v12',
      'redis/redisinsight:2',
      'opensearchproject/opensearch-dashboards:2',
      'oraclelinux:9',
      'provectuslabs/kafka-ui:latest',
      'scylladb/scylla-manager-agent:3',
      'victoriametrics/vmagent:v1',
      'example.com/team/server:1',
      'nginx',
      'mysql/mysql-shell:8',
      'linuxserver/mysql-workbench:8',
      'example.com/mongo-tools:1',
      'confluentinc/cp-kafka-rest:7',
      'example.com/redis-benchmark:7',
      'example.com/postgres-mcp:1',
      'natsio/nats-box:0.14',
      'natsio/nats-server-config-reloader:0.14',
      'flyway/flyway:10',
      'bitnami/pgbouncer:1',
      'etcd-backup:1',
      'supabase/postgres-meta:v0.84',
      'percona/percona-toolkit:3',
      'gcr.io/etcd-development/etcdadm:1',
      'docker.redpanda.com/redpandadata/console:v2',
      'docker.redpanda.com/redpandadata/redpanda-operator:v2',
      'example.com/vertical-scaler:1',
      'quay.io/mongodb/mongodb-agent-ubi:1',
    ];
    assert.deepEqual(images.filter(isDatabaseImage), []);
  });

  it('a name that says little stands with its folder', () => {
    assert.equal(programOfImage('mcr.microsoft.com/mssql/server:2022'), 'mssql/server');
    assert.equal(programOfImage('registry.example/team/mysql:8.4'), 'mysql');
  });
});
