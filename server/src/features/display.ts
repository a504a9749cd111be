// How the client wants to be shown things.
import { PALETTES, type Theme } from '../render/picture/palette.ts';

const THEMES = Object.keys(PALETTES) as readonly Theme[];

/** How the client wants to be shown things. It may change while the server runs. */
export interface Display {
  /** Hovers carry the timeline as a picture. */
  readonly hoverPictures: boolean;
  /** The editor's own theme, which a picture inside it cannot see. */
  readonly theme: Theme | 'auto';
  /** Kinds of inlay hints that are not wanted; `lens` for the lines above workloads and clusters, `colour` for semantic tokens,
   * `keys` for completion of keys that another extension offers. */
  readonly hiddenHints: readonly string[];
}

/** Reads it from `initializationOptions`, or from what `kubeNodeLifecycle/didChangeDisplay` carries. */
export function readDisplay(options: unknown): Display {
  const written = new Map<string, unknown>(
    typeof options === 'object' && options !== null ? Object.entries(options) : [],
  );
  const theme = written.get('theme');
  const hidden: unknown = written.get('hiddenHints');
  return {
    hoverPictures: written.get('hoverPictures') === true,
    hiddenHints: Array.isArray(hidden) ? hidden.filter((kind) => typeof kind === 'string') : [],
    theme: THEMES.find((known) => known === theme) ?? 'auto',
  };
}
