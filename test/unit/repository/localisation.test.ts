// Every message is translated, nothing is translated for nothing, and what stands in a message stands in its translation.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { allMessages, faultsOf, messagesIn, tables } from '../../../scripts/messages.mjs';
import { localeOf } from '../../../server/src/render/words/locales.ts';
import { say, wordsOf } from '../../../server/src/text/message.ts';

const read = (file: string): Readonly<Record<string, string>> => JSON.parse(readFileSync(file, 'utf8'));

/** What is the same in every language. */
const NAMES =
  /zh-Han[st]-\w+|terminationGracePeriodSeconds|PersistentVolume|volume|Volume|Pod|claim|Claim|kubelet|list|map|zone|Zone|Kubernetes|Unknown|CSI driver|driver|StorageClass|AWS EBS|GCE persistent disk|Azure Disk|Ready|Running|Terminating|toleration|pod eviction timeout|out of service/g;

/** Keys of a manifest whose values the editor shows. */
const TEXT_KEYS =
  /^(?:title|shortTitle|category|contents|deprecationMessage|patternErrorMessage|(?:markdown)?(?:enum)?descriptions?)$/i;

describe('localisation', () => {
  it('finds messages in a source, with what stands in them numbered', () => {
    const source = "say`a ${b} ${say`(c ${`${d}`})`}`; l10n.t('it\\'s {0}', x); say`plain \\`e\\``; essay`no`";
    assert.deepEqual(messagesIn(source), ['a {0} {1}', '(c {0})', 'plain `e`', "it's {0}"]);
  });

  const messages = allMessages();
  for (const { locale, file } of tables) {
    describe(locale, () => {
      const table = read(file);

      it('has all messages and no others, each with the same values', () => {
        assert.deepEqual(faultsOf(table, messages), { missing: [], unused: [], broken: [] });
      });

      it('is in characters that are printed', () => {
        for (const text of Object.values(table)) assert.match(text, /^[^\p{Cc}\p{Cf}\ufffd]*$/u);
      });

      it('is translated: only words of Kubernetes and names are left in Latin letters alone', () => {
        const latin = Object.values(table).filter((text) => /\p{L}/u.test(text) && !/\p{Script=Han}/u.test(text));
        assert.deepEqual(
          latin.filter((text) => /\p{L}/u.test(text.replace(NAMES, ''))),
          [],
        );
      });
    });
  }

  it('writes each Chinese in its own characters', () => {
    const [traditional = '', simplified = ''] = tables.map(({ file }) => Object.values(read(file)).join('\n'));
    assert.doesNotMatch(traditional, /节|点|设|为|这|个|时|间|会|预|说|现|驱|关|错|误|旧|写|数/);
    assert.doesNotMatch(simplified, /節|點|設|為|這|個|時|間|會|預|說|現|驅|關|錯|誤|舊|寫|數/);
  });

  it('leaves the words of Kubernetes in English: taint, flag, attach, detach, volume', () => {
    for (const { file } of tables)
      assert.doesNotMatch(
        Object.values(read(file)).join('\n'),
        /[汙污][點点]|旗標|标志|[掛挂]接|分[離离]|磁碟區|存储卷/,
        file,
      );
  });

  it('has the words of the manifest in every language', () => {
    const named = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key).sort();
    for (const file of ['package.nls.json', 'package.nls.zh-tw.json', 'package.nls.zh-cn.json']) {
      assert.deepEqual(Object.keys(read(file)).sort(), [...new Set(named)], file);
    }
  });

  it('has no text for people in the manifest itself, names apart', () => {
    const texts: string[] = [];
    JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).contributes, (key, value: unknown) => {
      if (TEXT_KEYS.test(key)) texts.push(...[value].flat().map(String));
      return value;
    });
    assert.deepEqual([...new Set(texts.filter((text) => !/^%.+%$/.test(text)))], ['Kubernetes Node Lifecycle']);
  });

  it('keeps a space between Chinese characters and others where a value stands, and nowhere else', () => {
    const chinese = wordsOf(
      new Map([
        ['{0} is {1}.', '{0}是 {1}。'],
        ['node', '節點'],
        [' ({0})', '（{0}）'],
      ]),
    );
    assert.equal(chinese(say`${'kubelet'} is ${say`node`}.`), 'kubelet 是節點。');
    assert.equal(chinese(say`${say`node`} is ${'10'}.`), '節點是 10。');
    assert.equal(chinese(say`${say`node`} is ${say` (${'x'})`}.`), '節點是（x）。');
    assert.equal(chinese(say`${''} is ${'a '}.`), '是 a。');
  });

  const tags: readonly (readonly [string | undefined, string])[] = [
    [undefined, 'en'],
    ['de-DE', 'en'],
    ['zh-TW', 'zh-tw'],
    ['zh_TW.UTF-8', 'zh-tw'],
    ['zh-Hant-HK', 'zh-tw'],
    ['zh-cn', 'zh-cn'],
    ['zh', 'zh-cn'],
    ['zh-Hans', 'zh-cn'],
    ['zhx', 'en'],
  ];
  for (const [tag, locale] of tags) it(`${tag} is spoken to in ${locale}`, () => assert.equal(localeOf(tag), locale));
});
