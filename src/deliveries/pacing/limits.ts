/** How many messages may go out in any second, minute, hour and day; without a number, any. */
export interface Limits {
  second?: number
  minute?: number
  hour?: number
  day?: number
}
