import { strict as assert } from 'node:assert';
import { pathBelow, splitUri, uriBelow, uriKey } from '../../../server/src/protocol/fileUris.ts';

describe('features: URIs of files', () => {
  it('knows one file by all its spellings', () => {
    assert.equal(uriKey('file:///C%3A/a%20b.yaml'), uriKey('file:///c:/a b.yaml'));
    assert.notEqual(uriKey('file:///a.yaml'), uriKey('file:///A.yaml'));
  });

  it('keeps versions of one path apart', () => {
    assert.notEqual(uriKey('git:/a.yaml?ref=1'), uriKey('git:/a.yaml?ref=2'));
  });

  it('survives a percent sign that escapes nothing', () => {
    assert.equal(uriKey('file:///100%/a.yaml'), 'file:///100%/a.yaml');
  });

  it('finds the path below a folder, with or without a slash at its end', () => {
    assert.equal(pathBelow('file:///w', 'file:///w/x/a%20b.yaml'), 'x/a b.yaml');
    assert.equal(pathBelow('file:///w/', 'file:///w/a.yaml'), 'a.yaml');
    assert.equal(pathBelow('file:///', 'file:///a.yaml'), 'a.yaml');
  });

  it('does not take a neighbour or the folder itself for something below it', () => {
    assert.equal(pathBelow('file:///w', 'file:///work/a.yaml'), undefined);
    assert.equal(pathBelow('file:///w', 'file:///w/'), undefined);
    assert.equal(pathBelow('file:///w', 'other:///w/a.yaml'), undefined);
  });

  it('escapes as the editor does', () => {
    assert.equal(uriBelow('file:///w', 'a b/(c)!.yaml'), 'file:///w/a%20b/%28c%29%21.yaml');
    assert.equal(uriBelow('vscode-vfs://github/o/r/', 'ä.yaml'), 'vscode-vfs://github/o/r/%C3%A4.yaml');
  });

  it('splits folder and name, also of a document without a folder', () => {
    assert.deepEqual(splitUri('file:///w/a%20b.yaml'), { folder: 'file:///w', name: 'a b.yaml' });
    assert.deepEqual(splitUri('untitled:Untitled-1'), { folder: 'untitled:', name: 'Untitled-1' });
  });
});
