import assert from 'node:assert/strict';
import { helmExpression } from '../../../server/src/sources/helm/helmExpression.ts';

const plain = { fallback: undefined, isQuoted: false, isInteger: false };

describe('sources: plain values of a chart', () => {
  for (const [written, expected] of [
    ['{{ .Values.a.b }}', { ...plain, path: ['a', 'b'] }],
    ['{{- .Values.a -}}', { ...plain, path: ['a'] }],
    ['{{.Values.a}}', { ...plain, path: ['a'] }],
    ['{{ $.Values.some-key }}', { ...plain, path: ['some-key'] }],
    ['"{{ .Values.a }}"', { ...plain, path: ['a'], isQuoted: true }],
    ['{{ .Values.a | quote }}', { ...plain, path: ['a'], isQuoted: true }],
    ['{{ quote .Values.a }}', { ...plain, path: ['a'], isQuoted: true }],
    ['{{ .Values.a | int64 }}', { ...plain, path: ['a'], isInteger: true }],
    ['{{ int .Values.a }}', { ...plain, path: ['a'], isInteger: true }],
    ['{{ default 30 .Values.a }}', { ...plain, path: ['a'], fallback: { text: '30', isString: false } }],
    [
      '{{ .Values.a | default "30s" | quote }}',
      { path: ['a'], fallback: { text: '30s', isString: true }, isQuoted: true, isInteger: false },
    ],
  ] as const) {
    it(written, () => assert.deepEqual(helmExpression(written), expected));
  }

  for (const written of [
    '{{ .Values.a }}s',
    '{{ .Release.Name }}',
    '{{ .Values }}',
    '{{ .Values.a | ternary 0 1 }}',
    '{{ .Values.a | default .Values.b }}',
    '{{ default (int .Values.b) .Values.a }}',
    '{{ include "name" . }}',
    '{{ if .Values.a }}',
    '{{ index .Values "a" }}',
    '{{ .Values.a }}{{ .Values.b }}',
    '{{ grace_period }}',
    '',
  ]) {
    it(`not ${written}`, () => assert.equal(helmExpression(written), undefined));
  }
});
