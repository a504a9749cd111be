/** An object that runs pods or keeps data, of a kind that nothing here reads. */
export interface UnreadObject {
  readonly kind: string;
  readonly group: string;
}
