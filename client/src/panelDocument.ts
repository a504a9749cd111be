// The frame of the panel's page: an empty body, and the script that fills it.
/**
 * The page without its content. Nothing but its own style and script is allowed to act; the script stands in the page, so that
 * nothing has to be fetched wherever the editor runs.
 *
 * @param script of `client/webview/panel.ts`, bundled
 * @param language of the words that will fill it, as a BCP 47 tag
 */
export function panelDocument(script: string, language: string): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}"></style>
</head>
<body><main></main><script nonce="${nonce}">${script.replaceAll('</script', '<\\/script')}</script></body>
</html>`;
}
