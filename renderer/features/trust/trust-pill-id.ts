/** Where the focus goes after a dialog that was opened from the panel behind the pill. */
export const TRUST_PILL_ID = 'trust-pill';
