// The panel's script, bundled by scripts/build.mjs from client/webview/, as text.
declare module 'webview:panel' {
  const script: string;
  export default script;
}
