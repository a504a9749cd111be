import { extensions } from 'vscode';
import { equal } from './assertions.ts';

describe('the extension', () => {
  it('is installed', () => {
    equal(extensions.getExtension('kube-node-lifecycle.kube-node-lifecycle')?.packageJSON.name, 'kube-node-lifecycle');
  });
});
