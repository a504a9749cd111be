// What kubectl prints for people is told from what can be read.
import assert from 'node:assert/strict';
import { printedForPeopleSentence } from '../../../server/src/cli/printedForPeople.ts';
import { runIn } from './commandLine.ts';

describe('what kubectl prints for people', () => {
  it('is named, with the command that prints what can be read', () => {
    const rows: readonly (readonly [text: string, what: string])[] = [
      [
        'NAME  STATUS    ROLES   AGE  VERSION  INTERNAL-IP\na  NotReady  worker  1d  v1.33.1  1.2.3.4\n',
        'a table of nodes',
      ],
      ['NAMESPACE  NAME  READY  STATUS  RESTARTS  AGE\ndb  db-0  1/1  Terminating  0  1d\n', 'a table of pods'],
      ['NAME  HOLDER  AGE\na  a  1d\n', 'a table of leases'],
      ['NAME  ATTACHER  PV  NODE  ATTACHED  AGE\nx  d  pv  a  true  1d\n', 'a table of volume attachments'],
      ['LAST SEEN  TYPE  REASON  OBJECT  MESSAGE\n5m  Normal  NodeNotReady  node/a  x\n', 'a table of events'],
      ['NAME  READY  AGE\r\ndb  1/2  5d\r\n', 'a table of objects'],
      ['Name:         a\nRoles:        worker\n', 'what kubectl describe prints'],
      ['node/a\npod/db-0\n', 'a list of names'],
    ];
    for (const [text, what] of rows) {
      const expected = new RegExp(`^standard input is ${what}, .*kubectl get nodes,leases,pods.* -A -o json`);
      assert.match(printedForPeopleSentence(text) ?? '', expected);
    }
    for (const text of ['', 'NAME: value\n', 'NAME=a\n', 'Name: a\nkind: b\n', 'apiVersion: v1\nkind: Node\n', '{}'])
      assert.equal(printedForPeopleSentence(text), undefined, text);
  });

  it('is no answer of a command', async () => {
    const { status, err } = await runIn({}, ['explain', '--stdin'], 'NAME  READY  AGE\ndb  1/2  5d\n');
    assert.deepEqual([status, /^error: standard input is a table/.test(err)], [2, true]);
  });
});
