/** An input that is not known and widens a window or decides the verdict. */
export interface UnknownInput {
  /** `storageClass nfs-csi`, `terminationGracePeriodSeconds`. */
  readonly what: string;
  /** Why, and which file would tell: `no file of the workspace defines it`. */
  readonly where: string;
}
