/**
 * SQL that says whether two devices of a conversation are one person's: the same one, or in a conversation of two both on one side of
 * it. In a group each device stands alone (WIRE.md "Event"). The arguments are SQL of ours, never a value.
 */
export function areOnePerson(device: string, other: string, convN: string): string {
  return `(${device} = ${other} OR EXISTS (
    SELECT 1 FROM contacts JOIN conversations ON conversations.conv = contacts.conv
    WHERE conversations.n = ${convN} AND ${isTheirs(device)} = ${isTheirs(other)}))`;
}

/** Of the contact of a conversation of two. */
function isTheirs(device: string): string {
  return `(${device} IN (contacts.person, contacts.device) OR EXISTS (
    SELECT 1 FROM contact_devices AS held
    WHERE held.person = contacts.person AND held.device = ${device} AND held.state = 'theirs'))`;
}
