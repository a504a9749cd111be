// Words that open, divide or close a block in Jinja, Go templates, Handlebars, Terraform or ERB.

export const OPENERS: ReadonlySet<string> = new Set(
  'if for range with define block macro unless each filter call case while until'.split(' '),
);
/** Blocks that are there as they stand: a helper of Go templates is what is included elsewhere, whole. */
export const NAMED: ReadonlySet<string> = new Set(['define']);
export const CLOSERS: ReadonlySet<string> = new Set(
  'end endif endfor endwith endblock endmacro endfilter endcall /if /for /each /unless /with'.split(' '),
);
export const DIVIDERS: ReadonlySet<string> = new Set(['else', 'elif', 'elseif', 'elsif', 'when']);
