/** True for the name or the number of a host that is this machine itself. */
export const isThisMachine = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){1,3}|::1|\[::1\])$/i.test(host)

/** True for an address whose host is this machine itself: nothing that is sent there leaves it. */
export const isOnThisMachine = (address: string): boolean => isThisMachine(URL.parse(address)?.hostname ?? '')
