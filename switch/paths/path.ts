/** A network address a packet can be sent to or came from (network.md "Network Paths"). */
export interface Path {
  readonly type: 'ipv4' | 'ipv6';
  /** Textual address without zone or brackets. */
  readonly ip: string;
  /** UDP port, 1 to 65535. */
  readonly port: number;
}
