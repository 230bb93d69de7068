/** Events without their body are found without reading all the others: what members of a group are asked for again. */
export const bodyless = `
CREATE INDEX events_bodyless ON events (conv_n, t) WHERE body IS NULL;
`;
