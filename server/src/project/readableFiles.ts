// Which files of a tree are read, by their names alone: one list for command line, server and library.

import { type Said, say } from '../text/message.ts';
import { isConfigurationFile } from './configurationFile.ts';
import { folderOf, nameOf, ROOT } from './paths.ts';

/** Larger files are not read: no file that people write comes near it. */
export const MAX_FILE_BYTES = 10 * 2 ** 20;

/** Folders that are never entered: what others wrote, and what git keeps. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * What a client is asked to watch. Settings are kept under names of any ending and of none (`kubelet`, `manager.yaml.prod`),
 * so all files are; those that `FileFilter` leaves out cost a look at their names.
 */
export const WATCHED_GLOB = '**/*';

/** Endings of what is never one of ours, and often large: programs, pictures, archives, data, sources of other languages. */
const FOREIGN = new RegExp(
  `\\.(?:${[
    'png|jpe?g|gif|webp|avif|ico|icns|svg|bmp|tiff?|psd|pdf|docx?|xlsx?|pptx?|odt|mp[34]|mov|avi|mkv|webm|wav|ogg|flac',
    'zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|iso|img|qcow2|vmdk|deb|rpm|apk|whl|gem',
    'so|dylib|dll|exe|bin|o|a|class|pyc|pdb|wasm|woff2?|ttf|otf|eot|map|lock|sum',
    'csv|parquet|avro|npy|npz|pkl|h5|onnx|sqlite3?|db|pcap|log',
    '[cm]?[jt]sx?|go|rs|java|kt|c|h|cc|cpp|hpp|cs|php|swift|scala|css|scss|less|html?|vue|svelte|ipynb|proto|sql',
    'gitignore|gitattributes|gitkeep|gitmodules|dockerignore|helmignore',
  ].join('|')})$`,
  'i',
);

/** Names that editors and package managers give to what a file was, or would be: nothing reads them under this name. */
const BACKUP =
  /~$|\.(?:bak|backup|old|orig|save)(?:[._-]?\d[\w.:@+-]*)?$|\.(?:rej|tmp|sw[a-p]|rpm(?:new|save|orig)|dpkg-(?:old|new|dist|tmp|bak)|ucf-(?:old|new|dist)|pac(?:new|save|orig))$/i;

/** A text to copy from; it counts where there is no copy yet. */
const SAMPLE = /\.(?:example|sample|dist)$/i;

/**
 * Folders whose every file is started by the kubelet, whatever its ending, unless the name begins with a dot
 * (pkg/kubelet/config/file_linux.go, extractFromDir).
 */
const STATIC_PODS =
  /(?:^|\/)(?:kube(?:rnetes|let)\/(?:static-?)?(?:pod-?)?manifests?|pod-manifests|static-?pods?|kubelet\.d)$/i;

/** Whether a file is read; `why` is the end of a sentence that begins with "it", `undefined` where it needs no word. */
export type FileVerdict = { readonly isRead: true } | { readonly isRead: false; readonly why: Said | undefined };

/** Judges the files of one tree by their names. */
export interface FileFilter {
  /** @param exists whether another file of the tree is there */
  judge(file: string, exists: (file: string) => boolean): FileVerdict;
  /** Whether a name is that of something which nobody configures with, a picture say. */
  isForeign(file: string): boolean;
  /**
   * Whether a file that is read since somebody named or opened it stands for itself only: a copy has no part in the
   * cluster of the files beside it.
   */
  isCopy(file: string, exists: (file: string) => boolean): boolean;
  /** What a sample is one of, by its name, whether that is there or not. */
  originalOf(file: string): string | undefined;
}

const READ: FileVerdict = { isRead: true };
const FOREIGN_NAME: FileVerdict = { isRead: false, why: undefined };

/** @param root where the tree lies, forward slashes: the names of folders above say what a folder is for */
export function createFileFilter(root: string): FileFilter {
  const above = root.replace(/\/+$/, '');
  const holdsStaticPods = (folder: string) => STATIC_PODS.test(folder === ROOT ? above : `${above}/${folder}`);

  function whyCopy(file: string, exists: (file: string) => boolean): Said | undefined {
    const name = nameOf(file);
    if (isConfigurationFile(name)) return undefined;
    if (holdsStaticPods(folderOf(file)))
      return name.startsWith('.') ? say`begins with a dot, and the kubelet passes it over` : undefined;
    if (BACKUP.test(name)) return say`is a backup by its name, and in effect nowhere`;
    const original = originalOf(file);
    return original !== undefined && exists(original)
      ? say`is a sample of ${original}, which lies beside it`
      : undefined;
  }

  function originalOf(file: string): string | undefined {
    const original = file.replace(SAMPLE, '');
    return original === file ? undefined : original;
  }

  const isForeign = (file: string) => FOREIGN.test(nameOf(file));

  return {
    isForeign,
    judge(file, exists) {
      if (isForeign(file)) return FOREIGN_NAME;
      const why = whyCopy(file, exists);
      return why === undefined ? READ : { isRead: false, why };
    },
    isCopy: (file, exists) => whyCopy(file, exists) !== undefined,
    originalOf,
  };
}

/** Whether a path leads through a folder that is never entered. */
export function isInSkippedFolder(path: string): boolean {
  return path.split('/').some((part) => SKIPPED_FOLDERS.has(part));
}

/** A file whose change may change which files are read. */
export function decidesWhatIsRead(path: string): boolean {
  return nameOf(path) === '.gitignore';
}
