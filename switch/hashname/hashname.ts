/** 64 lower-case hex digits naming one switch instance (hashnames.md). Made by `parseHashname` or from parts only. */
export type Hashname = string & { readonly __brand: 'Hashname' };
