// The version of this program.
import { version } from '../../../package.json';

/** Version of this tool. */
export const toolVersion: string = version;
