/** When the person here last said that a comparison with this contact did not fit (1970 UTC); NULL once one did, or it was taken back. */
export const differed = `
ALTER TABLE contact_details ADD COLUMN differed_at_ms INTEGER;
`;
