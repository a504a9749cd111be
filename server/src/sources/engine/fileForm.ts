/** Texts for people. What stands in them is an example, and nothing that runs. */
const PROSE = /\.(?:md|mdx|mdown|markdown|rst|adoc|asciidoc|org|textile|tex)$|(?:^|\/)templates\/NOTES\.txt$/i;
/** One more ending says that it is a template, in whatever notation. */
const YAML_NAME = /\.(?:ya?ml|json|manifest)$/i;
/** Names that say nothing: none, and those that configuration of any form has. */
const OPEN_NAME = /^[^.]*$|\.(?:conf|config|cfg)$/i;
const PROGRAM_NAME =
  /^(?:GNU)?[Mm]akefile$|^(?:Docker|Inserter|Vagrant|Jenkins|Rake|Gem|Just)file$|^(?:README|CHANGELOG|NOTES|TODO)$/i;
/** The first line that is no comment is a key, the start of a list or map, or a marker. */
const YAML_START = /^\ufeff?(?:[ \t]*(?:#(?!!)[^\n]*)?\r?\n)*(?:---|[{[]|- |["']?[A-Za-z][\w./-]*["']?[ \t]*:(?:\s|$))/;

export function isProse(file: string): boolean {
  return PROSE.test(file);
}

/** Whether a text is meant as YAML or JSON, so that it is worth a word where it cannot be parsed. */
export function isMeantAsYaml(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    YAML_NAME.test(name) ||
    (OPEN_NAME.test(name) && !PROGRAM_NAME.test(name) && YAML_START.test(text.slice(0, LOOKED_AT)))
  );
}

/** Comments before the first key are seldom longer. */
const LOOKED_AT = 8_192;
