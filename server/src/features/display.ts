/** How the client wants to be shown things. It may change while the server runs. */
export interface Display {
  /** Hovers carry the timeline as a picture. */
  readonly hoverPictures: boolean;
  /** The editor's own theme, which a picture inside it cannot see. */
  readonly theme: 'light' | 'dark' | 'auto';
}

/** Reads it from `initializationOptions`, or from what `kubeNodeLifecycle/didChangeDisplay` carries. */
export function readDisplay(options: unknown): Display {
  const written = new Map<string, unknown>(
    typeof options === 'object' && options !== null ? Object.entries(options) : [],
  );
  const theme = written.get('theme');
  return {
    hoverPictures: written.get('hoverPictures') === true,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
  };
}
